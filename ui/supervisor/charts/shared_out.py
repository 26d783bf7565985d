"""Charts of shares: how calls turned out, how offers fared."""

from collections.abc import Mapping
from decimal import Decimal

from screenpop.record.figures import Figures, OfferCounts
from screenpop.sentences import Sentence, say
from ui.components.look import Look
from ui.components.outside import harmless
from ui.supervisor.charts.shapes import Share, Shares, Values

MOST = 8
_LISTS: Mapping[str, Sentence] = {"again": say("Buys again"), "fits": say("Fits")}


def dispositions(figures: Figures, look: Look) -> Shares:
    """The outcomes of the wrap-ups; the rare ones beyond a handful are one line."""
    text = look.text
    named = [(look.wording.word(harmless(name)), count) for name, count in figures.dispositions]
    rest = sum(count for _, count in named[MOST:])
    lines = [*named[:MOST], *([(text(say("Others")), rest)] if rest else [])]
    whole = sum(count for _, count in named)
    shares = tuple(_share(look, name, count, whole) for name, count in lines)
    values = Values(
        (text(say("Outcome")), text(say("Calls")), text(say("Share"))),
        tuple((each.label, look.wording.written.number(each.count), _percent(look, each)) for each in shares),
    )
    return Shares(text(say("How calls turned out, by their wrap-ups")), shares, values)


def offers(figures: Figures, look: Look) -> Shares:
    """Of each list of suggestions how many were made, and how much of that was accepted."""
    text, number = look.text, look.wording.written.number
    shares = tuple(_accepted(look, each) for each in figures.offers)
    rows = tuple(
        (_name(look, each), *map(number, (each.made, each.accepted, each.declined, each.offered)))
        for each in figures.offers
    )
    names = (say("List"), say("Offered"), say("Accepted"), say("Turned down"), say("Undecided"))
    told = say("Offers made on calls, and how many were accepted")
    return Shares(text(told), shares, Values(tuple(map(text, names)), rows))


def _share(look: Look, name: str, count: int, whole: int) -> Share:
    share = count / whole
    told = f"{look.wording.written.number(count)}  ·  {look.wording.written.percent(Decimal(count) / whole)}"
    return Share(name, count, share, told)


def _accepted(look: Look, each: OfferCounts) -> Share:
    share = Decimal(each.accepted) / each.made
    told = say(
        "{accepted} of {made} accepted  ·  {share}",
        accepted=each.accepted,
        made=each.made,
        share=look.wording.written.percent(share),
    )
    return Share(_name(look, each), each.accepted, float(share), look.text(told))


def _name(look: Look, each: OfferCounts) -> str:
    name = _LISTS.get(each.list)
    return look.text(name) if name else harmless(each.list) or look.text(say("Others"))


def _percent(look: Look, share: Share) -> str:
    return look.wording.written.percent(Decimal(share.share))
