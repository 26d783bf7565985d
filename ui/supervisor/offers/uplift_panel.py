"""What suggestions are good for: who accepts an offer with them, beside who is held out; or why nobody can tell."""

from decimal import Decimal

from screenpop.record.acceptance import Acceptance, Arm
from screenpop.sentences import Sentence, say, say_many
from ui.components.boxes import column
from ui.components.line import Line
from ui.components.look import Look
from ui.components.paragraph import Paragraph
from ui.components.surface import Surface
from ui.supervisor.charts.shapes import Share
from ui.supervisor.charts.share_list import ROW, ShareList
from ui.supervisor.offers.fared import percent
from ui.theme.palette import Ink
from ui.theme.scale import GAP, GAP_SMALL, Type

FEW = 30
"""In a group of fewer customers nothing is said of a difference."""


class UpliftPanel(Surface):
    """Two bars and a verdict; nothing is claimed that the numbers do not bear."""

    def __init__(self, look: Look) -> None:
        super().__init__(look.theme, "surface")
        self._look = look
        self.title = Line(Type.TITLE)
        self.title.tell(look.text(say("Uplift of suggestions")))
        self.verdict = Paragraph(Type.BODY)
        self.bars = ShareList(look)
        self.bars.setAccessibleName(self.title.full)
        self.groups = Paragraph(Type.SMALL, Ink.QUIET)
        layout = column(self, margins=(GAP + 2, GAP, GAP, GAP), gap=GAP_SMALL)
        layout.addWidget(self.title)
        layout.addWidget(self.verdict)
        layout.addWidget(self.bars)
        layout.addWidget(self.groups)
        layout.addStretch(1)

    def show_uplift(self, told: Acceptance) -> None:
        """Show both groups of a time, and what may be said of the difference."""
        text = self._look.text
        self.verdict.tell(text(verdict(told, self._look)))
        shares = self._shares(told) if told.uplift else ()
        self.bars.show_items(shares)
        self.bars.setFixedHeight(ROW * len(shares))
        self.bars.setVisible(bool(shares))
        self.groups.tell(text(_groups(told)))

    def _shares(self, told: Acceptance) -> tuple[Share, ...]:
        groups = ((say("With suggestions"), told.shown, 0), (say("Held out"), told.held_out, 1))
        return tuple(self._share(name, arm, colour) for name, arm, colour in groups)

    def _share(self, name: Sentence, arm: Arm, colour: int) -> Share:
        share = arm.accepting / arm.customers
        told = say(
            "{part} of {whole}  ·  {share}",
            part=arm.accepting,
            whole=arm.customers,
            share=percent(share, self._look),
        )
        return Share(self._look.text(name), arm.accepting, share, self._look.text(told), colour)


def verdict(told: Acceptance, look: Look) -> Sentence:
    """What may be said of the difference."""
    known = told.uplift
    if known is None:
        return say(
            "Not measured. A share of customers who are held out (“hold_out” under [offers] in the settings) would"
            " show what suggestions are good for."
        )
    between = {"low": _of_100(known.low, look), "high": _of_100(known.high, look)}
    if min(told.shown.customers, told.held_out.customers) < FEW or known.low <= 0 <= known.high:
        return say(
            "Too few to tell: of 100 customers, between {low} and {high} more accept an offer", **between
        )
    if known.value > 0:
        return say(
            "Of 100 customers, {number} more accept an offer with suggestions (between {low} and {high})",
            number=_of_100(known.value, look),
            **between,
        )
    return say(
        "Of 100 customers, {number} fewer accept an offer with suggestions (between {low} and {high})",
        number=_of_100(-known.value, look),
        low=_of_100(-known.high, look),
        high=_of_100(-known.low, look),
    )


def _of_100(share: float, look: Look) -> str:
    return look.wording.written.number(Decimal(100 * share).quantize(Decimal("0.1")))


def _groups(told: Acceptance) -> Sentence:
    calls = say_many("{count} answered call", "{count} answered calls", told.shown.calls)
    return say(
        "In this time the cards of {calls} suggested something; {held_out} were held out.",
        calls=calls,
        held_out=told.held_out.calls,
    )
