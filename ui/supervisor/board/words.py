"""How a desk on the board is told: what it does, since when, with whom."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from screenpop.record.board import AtDesk, Phase
from screenpop.sentences import Sentence, say, say_many
from ui.components.outside import harmless
from ui.wording import Wording

PHASES: Mapping[Phase, Sentence] = {
    Phase.RINGS: say("Rings"),
    Phase.TALKS: say("Talks"),
    Phase.WRAPS_UP: say("Wraps up"),
}
FREE, DOWN = say("Free"), say("Line down")
_ORDER = (Phase.RINGS, Phase.TALKS, Phase.WRAPS_UP)


def line_is_down(desk: AtDesk) -> bool:
    """None of its lines works."""
    return bool(desk.lines) and not any(desk.lines.values())


def doing(desk: AtDesk, wording: Wording) -> str:
    """What the desk does, in a word or two."""
    if desk.gone:
        return wording.text(say("Not heard of since {time}", time=wording.written.recent(desk.seen_at)))
    if desk.phase is not None:
        return wording.text(PHASES[desk.phase])
    return wording.text(DOWN if line_is_down(desk) else FREE)


def lasts(desk: AtDesk, now: datetime, wording: Wording) -> str:
    """For how long, as a clock that counts up; "" where nothing lasts."""
    if desk.gone or desk.since is None:
        return ""
    return wording.written.duration(max(timedelta(), now - desk.since))


def about(desk: AtDesk, wording: Wording) -> str:
    """With whom, and on which queue."""
    if desk.phase is None or desk.gone:
        return ""
    number = harmless(desk.number)
    who = (
        harmless(desk.customer) or harmless(wording.written.phone(number)) if number or desk.customer else ""
    )
    return "  ·  ".join(filter(None, (who or wording.text(say("Number withheld")), harmless(desk.queue))))


def seat(desk: AtDesk, wording: Wording) -> str:
    """Where the agent sits, if agents change seats; "" where that is not known."""
    if desk.gone or not desk.seat:
        return ""
    return wording.text(say("Extension {extension}", extension=harmless(desk.seat)))


def trouble(desk: AtDesk, wording: Wording) -> str:
    """Which lines are down beside others that work, and how many more calls there are."""
    if desk.gone:
        return ""
    down = [harmless(name) for name, works in desk.lines.items() if not works]
    some = bool(down) and (desk.phase is not None or not line_is_down(desk))
    told = wording.text(say("{lines}: down", lines=", ".join(down))) if some else ""
    more = wording.text(say_many("{count} more call", "{count} more calls", desk.more)) if desk.more else ""
    return "  ·  ".join(filter(None, (told, more)))


def in_order(desks: Sequence[AtDesk]) -> Sequence[AtDesk]:
    """Who rings longest first, then who talks, wraps up, is free, has no line; who is gone comes last."""
    return sorted(desks, key=_place)


def _place(desk: AtDesk) -> tuple[int, float, str]:
    if desk.gone:
        return 9, 0.0, desk.agent
    if desk.phase is None or desk.since is None:
        return 6 if line_is_down(desk) else 5, 0.0, desk.agent
    return _ORDER.index(desk.phase), desk.since.timestamp(), desk.agent
