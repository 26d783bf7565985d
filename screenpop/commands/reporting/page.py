"""A report as a page for people: one HTML file with nothing around it, that can be mailed, printed and filed.

All text goes into the tree as text, and is escaped where the tree is written.
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from xml.etree.ElementTree import Element, SubElement, tostring

from screenpop.commands.reporting.report import Report
from screenpop.commands.reporting.style import STYLE
from screenpop.record.agent_figures import Hidden
from screenpop.record.figures import Counts, OfferCounts, Spread
from screenpop.sentences import Sentence, say
from ui.log.words import company, phone, who
from ui.wording import Wording

_LISTS = {"again": say("Will need again"), "fits": say("Would fit")}


def report_as_page(report: Report, wording: Wording) -> str:
    """The whole page, in the reader's language."""
    return "<!doctype html>\n" + tostring(_Page(report, wording).whole(), "unicode", method="html") + "\n"


class _Page:
    """Puts the page together."""

    def __init__(self, report: Report, wording: Wording) -> None:
        self._report = report
        self._wording = wording
        self._text = wording.text

    def whole(self) -> Element:
        """The page's tree."""
        page = Element("html", lang=self._wording.language.code)
        head = SubElement(page, "head")
        SubElement(head, "meta", charset="utf-8")
        SubElement(head, "meta", name="viewport", content="width=device-width")
        SubElement(head, "title").text = self._title()
        SubElement(head, "style").text = STYLE
        body = SubElement(SubElement(page, "body"), "main")
        SubElement(body, "h1").text = self._title()
        made = say("Made at {moment}", moment=self._wording.written.moment(self._report.made_at))
        SubElement(body, "p", {"class": "quiet"}).text = self._text(made)
        self._tiles(body)
        self._waiting(body)
        self._hours(body)
        self._outcomes(body)
        self._offers(body)
        self._people(body)
        about = say(
            "Callers who gave up in a queue before a phone rang are not counted: only the PBX knows them."
        )
        SubElement(body, "p", {"class": "quiet"}).text = self._text(about)
        return page

    def _title(self) -> str:
        span, written = self._report.figures.span, self._wording.written
        if span.first == span.last:
            return self._text(say("Calls of {day}", day=f"{written.weekday(span.first)} {span.first.year}"))
        return self._text(
            say("Calls from {first} to {last}", first=written.day(span.first), last=written.day(span.last))
        )

    def _tiles(self, body: Element) -> None:
        now, before = self._report.figures, self._report.before
        tiles = SubElement(body, "section", {"class": "tiles"})
        self._tile(tiles, say("Calls"), self._number(now.counts.total), self._number(before.counts.total))
        self._tile(
            tiles, say("Answered"), _share(now.counts, self._wording), _share(before.counts, self._wording)
        )
        self._tile(
            tiles, say("Nobody answered"), *(self._number(each.counts.unanswered) for each in (now, before))
        )
        for name, spreads in (
            (say("Time to answer"), (now.answer, before.answer)),
            (say("Talk"), (now.talk, before.talk)),
            (say("Wrap-up"), (now.wrap_up, before.wrap_up)),
        ):
            self._tile(tiles, name, *(self._median(spread) for spread in spreads))
        self._tile(
            tiles,
            say("Called again within 7 days"),
            *(self._number(e.repeats.callers) for e in (now, before)),
        )
        self._tile(tiles, say("Outgoing calls"), *(self._number(e.outgoing.calls) for e in (now, before)))

    def _tile(self, tiles: Element, name: Sentence, figure: str, before: str) -> None:
        tile = SubElement(tiles, "div")
        SubElement(tile, "small").text = self._text(name)
        SubElement(tile, "strong").text = figure
        SubElement(tile, "small").text = self._text(say("before: {figure}", figure=before))

    def _waiting(self, body: Element) -> None:
        report, wording = self._report, self._wording
        self._heading(body, say("Nobody answered, and nobody has called back"))
        if not report.waiting:
            SubElement(body, "p").text = self._text(say("Nobody waits for a call."))
            return
        headings = (say("When"), say("Caller"), say("Customer"), say("Caller's number"), say("Queue"))
        rows = (
            (
                wording.written.moment(call.offered_at),
                who(call, wording),
                company(call),
                phone(call, wording),
                call.queue or "",
            )
            for call in report.waiting
        )
        self._table(body, headings, rows)
        if report.more_waiting:
            SubElement(body, "p").text = self._text(say("There are more; the call log has them all."))

    def _hours(self, body: Element) -> None:
        by_hour: dict[int, int] = {}
        for (_, hour), calls in self._report.figures.by_hour.items():
            by_hour[hour] = by_hour.get(hour, 0) + calls
        if by_hour:
            self._heading(body, say("Calls by hour"))
            hours = range(min(by_hour), max(by_hour) + 1)
            self._bars(body, [(f"{hour}:00", by_hour.get(hour, 0)) for hour in hours])

    def _outcomes(self, body: Element) -> None:
        outcomes = self._report.figures.dispositions
        if outcomes:
            self._heading(body, say("Outcomes"))
            self._bars(body, [(self._wording.word(name) or "—", calls) for name, calls in outcomes])

    def _offers(self, body: Element) -> None:
        if not self._report.figures.offers:
            return
        self._heading(body, say("Offers"))
        headings = (say("List"), say("Made"), say("Accepted"), say("Turned down"))
        self._table(body, headings, (self._offer(each) for each in self._report.figures.offers))

    def _offer(self, counts: OfferCounts) -> Sequence[str]:
        name = self._text(_LISTS[counts.list]) if counts.list in _LISTS else counts.list
        return (name, *map(self._number, (counts.made, counts.accepted, counts.declined)))

    def _people(self, body: Element) -> None:
        people = self._report.people
        if not people.people or people.hidden is Hidden.OFF:
            return
        self._heading(body, say("By agent"))
        headings = (say("Agent"), say("Rang"), say("Answered"), say("Talk"), say("Wrap-up"))
        rows = (
            (
                each.agent,
                self._number(each.rang),
                self._number(each.answered),
                self._median(each.talk),
                self._median(each.wrap_up),
            )
            for each in people.people
        )
        self._table(body, headings, rows)

    def _heading(self, body: Element, heading: Sentence) -> None:
        SubElement(body, "h2").text = self._text(heading)

    def _table(self, body: Element, headings: Iterable[Sentence], rows: Iterable[Sequence[str]]) -> None:
        table = SubElement(body, "table")
        first = SubElement(SubElement(table, "thead"), "tr")
        for heading in headings:
            SubElement(first, "th", scope="col").text = self._text(heading)
        inner = SubElement(table, "tbody")
        for row in rows:
            line = SubElement(inner, "tr")
            for cell in row:
                SubElement(line, "td").text = cell

    def _bars(self, body: Element, bars: Sequence[tuple[str, int]]) -> None:
        table = SubElement(body, "table", {"class": "bars"})
        most = max(calls for _, calls in bars) or 1
        for name, calls in bars:
            line = SubElement(table, "tr")
            SubElement(line, "th", scope="row").text = name
            SubElement(line, "td", {"class": "number"}).text = self._number(calls)
            SubElement(SubElement(line, "td"), "i", style=f"width:{100 * calls / most:.1f}%")

    def _number(self, number: int) -> str:
        return self._wording.written.number(number)

    def _median(self, spread: Spread) -> str:
        median: timedelta | None = spread.median
        return "—" if median is None else self._wording.written.duration(median)


def _share(counts: Counts, wording: Wording) -> str:
    if not counts.total:
        return "—"
    share = Fraction(counts.answered + counts.elsewhere, counts.total)
    return wording.written.percent(Decimal(share.numerator) / share.denominator)
