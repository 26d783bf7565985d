"""Charts of how long things took: the answer, the conversation, the work after it."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import timedelta

from screenpop.record.figures import Figures, Spread
from screenpop.sentences import Sentence, say, say_many
from ui.components.look import Look
from ui.supervisor.charts.shapes import Bars, Series, Values

ANSWER_EDGES = (5, 10, 15, 20, 30, 45, 60, 120)
TALK_EDGES = (15, 30, 60, 120, 180, 300, 600, 1200)


def answer_times(figures: Figures, look: Look) -> Bars:
    """From the first ring to the answer, with the median and nine of ten marked."""
    spread = figures.answer
    counts = tuple((count,) for count in spread.in_bins(ANSWER_EDGES))
    marks = ((spread.median, say("median")), (spread.nine_of_ten, say("9 of 10")))
    places = tuple(
        (_place(at, ANSWER_EDGES), _marked(look, name, at)) for at, name in marks if at is not None
    )
    told = say("How long callers waited until somebody answered")
    return _histogram(look, told, ANSWER_EDGES, (Series(look.text(say("Calls")), 0),), counts, marks=places)


def talk_and_wrap_up(figures: Figures, look: Look) -> Bars:
    """Conversations and the work after them, beside one another."""
    talk, after = figures.talk.in_bins(TALK_EDGES), figures.wrap_up.in_bins(TALK_EDGES)
    series = (
        Series(look.text(say("Conversation")), 0),
        Series(look.text(say("Wrap-up")), 2, hatched=True),
    )
    told = say("How long conversations took, and the wrap-up after them")
    return _histogram(look, told, TALK_EDGES, series, tuple(zip(talk, after, strict=True)))


def in_half(spread: Spread, look: Look) -> str:
    """The median, as a figure; a dash where there is none."""
    return look.wording.written.duration(spread.median) if spread.median is not None else "–"


def _histogram(
    look: Look,
    told: Sentence,
    edges: Sequence[int],
    series: tuple[Series, ...],
    counts: tuple[tuple[int, ...], ...],
    *,
    marks: tuple[tuple[float, str], ...] = (),
) -> Bars:
    text, number = look.text, look.wording.written.number
    labels = tuple(_label(look, edges, place) for place in range(len(edges) + 1))
    ends = (*(_clock(edge) for edge in edges), "")
    ticks = tuple((place, f"< {end}" if end else f"≥ {_clock(edges[-1])}") for place, end in enumerate(ends))
    rows = tuple((label, *map(number, each)) for label, each in zip(labels, counts, strict=True))
    one = len(series) == 1
    readings = tuple(
        f"{label}:  "
        + "  ·  ".join(
            text(say_many("{count} call", "{count} calls", count)) if one else f"{each.name} {number(count)}"
            for each, count in zip(series, bar, strict=True)
        )
        for label, bar in zip(labels, counts, strict=True)
    )
    headings = (text(say("How long")), *(each.name for each in series))
    return Bars(
        text(told),
        labels,
        ticks,
        series,
        counts,
        readings,
        Values(headings, rows),
        stacked=False,
        marks=marks,
    )


def _label(look: Look, edges: Sequence[int], place: int) -> str:
    if place == len(edges):
        return look.text(say("{time} and more", time=timedelta(seconds=edges[-1])))
    first = edges[place - 1] if place else 0
    return f"{_clock(first)}–{_clock(edges[place])}"


def _place(at: timedelta, edges: Sequence[int]) -> float:
    """Where a time stands among the columns; the last one has no end, so its middle must do."""
    seconds = at.total_seconds()
    place = bisect_right(edges, seconds)
    if place == len(edges):
        return float(place)
    first = edges[place - 1] if place else 0
    return place - 0.5 + (seconds - first) / (edges[place] - first)


def _marked(look: Look, name: Sentence, at: timedelta) -> str:
    return f"{look.text(name)}  {look.wording.written.duration(at)}"


def _clock(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02}"
