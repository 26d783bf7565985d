"""Credit on the card: what is left of the limit, or HOLD, large; the terms behind it."""

from decimal import Decimal

from screenpop.answers.credit import Standing
from screenpop.money import Money
from screenpop.sentences import Sentence, say, say_many
from ui.components.bars import Gauge
from ui.components.boxes import column
from ui.components.copying import CopyLine, plain
from ui.components.line import Line
from ui.components.look import Look
from ui.components.outside import harmless
from ui.panels.terms import PREPAYMENT, terms
from ui.panels.view import Headline, View
from ui.theme.palette import Ink
from ui.theme.scale import GAP_TINY, Type


class StandingView(View[Standing]):
    """How much more this customer may buy, and on what terms."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._roomy = False
        self.figure = CopyLine(look, Type.FIGURE, smaller=Type.TITLE)
        self.meaning = Line(Type.SMALL, Ink.QUIET)
        self.gauge = Gauge(look.theme)
        self.terms = Line(Type.SMALL)
        self.offer = Line(Type.STRONG, smaller=Type.SMALL)
        self.reason = Line(Type.SMALL, Ink.QUIET)
        layout = column(self)
        layout.addWidget(self.figure)
        layout.addWidget(self.meaning)
        layout.addSpacing(GAP_TINY + 2)
        layout.addWidget(self.gauge)
        layout.addSpacing(GAP_TINY)
        layout.addWidget(self.terms)
        layout.addWidget(self.offer)
        layout.addWidget(self.reason)
        layout.addStretch(1)

    def make_room(self, roomy: bool) -> None:  # as in Qt's setVisible
        """The terms that are agreed, and why others may be offered, need room."""
        self._roomy = roomy
        self._show_lines()

    def show_answer(self, answer: Standing) -> None:
        """Show the standing; a hold is louder than any figure."""
        left = answer.available if not answer.hold and answer.currency else None
        if left is None:
            self.figure.still(self._figure(answer))
        else:
            self.figure.offer(self._figure(answer), plain(left))
        self.figure.tint(Ink.BAD if _blocked(answer) else Ink.PLAIN)
        self.meaning.tell(self.look.text(_meaning(answer)))
        self._show_used(answer)
        self.terms.tell(self.look.text(self._terms(answer)))
        self.offer.tell(self.look.text(self._offer(answer)))
        reason = harmless(answer.may_offer.reason) if answer.may_offer else ""
        self.reason.tell(self.look.text(say("because: {reason}", reason=reason)) if reason else "")
        self._show_lines()

    def headline(self, answer: Standing) -> Headline:
        """What is left, or the hold; and what may be offered."""
        offer = self.look.text(self._offer(answer)) or self.look.text(_meaning(answer))
        parts = filter(None, (self._figure(answer), offer))
        return Headline("  ·  ".join(parts), Ink.BAD if _blocked(answer) else Ink.PLAIN)

    def _show_lines(self) -> None:
        """Where room is scarce, what may be offered now comes before what was agreed."""
        self.offer.setVisible(bool(self.offer.full))
        self.terms.setVisible(self._roomy or not self.offer.full)
        self.reason.setVisible(self._roomy and bool(self.reason.full))

    def _figure(self, answer: Standing) -> str:
        if answer.hold:
            return self.look.text(say("HOLD"))
        if answer.available is None or answer.currency is None:
            return self.look.text(say("No limit"))
        return self.look.wording.written.figure(Money(answer.available, answer.currency))

    def _show_used(self, answer: Standing) -> None:
        known = answer.limit is not None and answer.exposure is not None and answer.limit > 0
        self.gauge.setVisible(known)
        if known and answer.limit and answer.exposure is not None:
            share = answer.exposure / answer.limit
            told = say("{share} of the limit is used", share=self.look.wording.written.percent(share))
            self.gauge.show_share(float(share), self.look.text(told))

    def _terms(self, answer: Standing) -> Sentence:
        if answer.net_days is None:
            written = self.look.wording.written
            return terms(answer.terms, written) if answer.terms else say("no terms agreed")
        if answer.net_days <= 0:
            return say("pays in advance")
        net = say_many("{count} day", "{count} days", answer.net_days)
        if not answer.discount or answer.discount_days is None:
            return say("pays within {net}", net=net)
        discount = self.look.wording.written.percent(answer.discount / Decimal(100))
        early = say_many("{count} day", "{count} days", answer.discount_days)
        return say(
            "pays within {net}, {discount} off within {early}", net=net, discount=discount, early=early
        )

    def _offer(self, answer: Standing) -> Sentence:
        offer = answer.may_offer
        if offer is None:
            if answer.refer_to:
                return say("ask {who} for other terms", who=harmless(answer.refer_to))
            return PREPAYMENT if answer.hold else Sentence("")
        what = terms(offer.terms, self.look.wording.written)
        if what == PREPAYMENT:
            return what
        if offer.until is not None:
            return say("may offer: {terms}, until {day}", terms=what, day=offer.until)
        return say("may offer: {terms}", terms=what)


def _blocked(answer: Standing) -> bool:
    return answer.hold or (answer.available is not None and answer.available < 0)


def _meaning(answer: Standing) -> Sentence:
    if answer.hold:
        reason = harmless(answer.hold_reason)
        if reason and answer.hold_since:
            return say("{reason}, since {day}", reason=reason, day=answer.hold_since)
        if answer.hold_since:
            return say("since {day}", day=answer.hold_since)
        return _as_written(reason) if reason else say("nothing on credit")
    if answer.limit is None or answer.currency is None:
        return say("no credit limit is set")
    limit = Money(answer.limit, answer.currency)
    if answer.available is not None and answer.available < 0:
        return say("over the limit of {limit}", limit=limit)
    return say("left of {limit}", limit=limit)


def _as_written(text: str) -> Sentence:
    return Sentence("{text}", {"text": harmless(text)})
