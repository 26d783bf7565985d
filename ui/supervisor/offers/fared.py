"""Charts of how suggestions fared: how many were accepted of those that were made, and how sure that is."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from screenpop.record.acceptance import Acceptance, Fared
from screenpop.record.estimates import Estimate
from screenpop.sentences import Sentence, say
from ui.components.look import Look
from ui.components.outside import harmless
from ui.supervisor.charts.shapes import Share, Shares, Values
from ui.supervisor.offers.method_words import method_word

LISTS: Mapping[str, Sentence] = {"again": say("Will need again"), "fits": say("Would fit")}
_HEADINGS = (
    *(say("Made"), say("Accepted"), say("Turned down"), say("Undecided")),
    *(say("Share"), say("At least"), say("At most")),
)


def products(told: Acceptance, look: Look) -> Shares:
    """By what was suggested."""
    return _shares(
        look, say("Suggestion"), told.products, lambda each: harmless(each.title) or harmless(each.name)
    )


def methods(told: Acceptance, look: Look) -> Shares:
    """By what ranked it; what the agent offered unprompted stands last."""
    ranked = sorted(told.methods, key=lambda each: not each.name)
    return _shares(look, say("Method"), ranked, lambda each: look.text(method_word(each.name)))


def lists(told: Acceptance, look: Look) -> Shares:
    """By the list it stood in."""
    return _shares(look, say("List"), told.lists, lambda each: list_word(each.name, look))


def agents(told: Acceptance, look: Look) -> Shares:
    """By who offered it, as far as the site shows that."""
    return _shares(look, say("Agent"), told.agents, lambda each: harmless(each.name))


def list_word(name: str, look: Look) -> str:
    """What a list is called."""
    known = LISTS.get(name)
    return look.text(known) if known else harmless(name) or look.text(say("Others"))


def percent(share: float, look: Look) -> str:
    """A share, as the reader's country writes it."""
    return look.wording.written.percent(Decimal(share).quantize(Decimal("0.001")))


def bounds(estimate: Estimate, look: Look) -> Sentence:
    """A share with what is known of it: "30% (18–45%)"."""
    low, high = (percent(each, look) for each in (estimate.low, estimate.high))
    return say("{share} ({low} to {high})", share=percent(estimate.value, look), low=low, high=high)


def _shares(look: Look, of: Sentence, fared: Sequence[Fared], name: Callable[[Fared], str]) -> Shares:
    text = look.text
    made = [each for each in fared if each.share is not None]
    shares = tuple(_share(look, name(each), each, each.share) for each in made if each.share is not None)
    rows = tuple(_row(look, name(each), each, each.share) for each in made if each.share is not None)
    told = say("Accepted of those that were made, with 95% confidence between the bounds: {what}", what=of)
    return Shares(text(told), shares, Values((text(of), *map(text, _HEADINGS)), rows))


def _share(look: Look, name: str, fared: Fared, estimate: Estimate) -> Share:
    told = say(
        "{accepted} of {made}  ·  {share}",
        accepted=fared.accepted,
        made=fared.made,
        share=bounds(estimate, look),
    )
    return Share(name, fared.accepted, estimate.value, look.text(told), bounds=(estimate.low, estimate.high))


def _row(look: Look, name: str, fared: Fared, estimate: Estimate) -> tuple[str, ...]:
    counts = (fared.made, fared.accepted, fared.declined, fared.offered)
    shares = (estimate.value, estimate.low, estimate.high)
    return (name, *map(look.wording.written.number, counts), *(percent(each, look) for each in shares))
