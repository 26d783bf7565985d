"""How windows ask for the figures of calls."""

from typing import Protocol

from screenpop.record.acceptance import Acceptance
from screenpop.record.agent_figures import AgentFigures, People
from screenpop.record.figures import Figures
from screenpop.record.span import Span


class CallFigures(Protocol):
    """Works figures out of the record. Blocks; safe to ask from several threads at once.

    Every question may raise `RecordUnavailable`, which says why the record cannot be read. What the site does not
    show of people is left out here already.
    """

    def of(self, span: Span, /) -> Figures:
        """All figures that name nobody."""

    def people(self, span: Span, /) -> People:
        """Figures by agent, as far as the site shows them to this reader."""

    def own(self, span: Span, /) -> AgentFigures:
        """The reader's own figures, which they always see."""


class AcceptanceFigures(Protocol):
    """Works out of the record how suggestions fare. Blocks, and may raise, as `CallFigures`."""

    def of(self, span: Span, /, *, agent: str | None = None, at_most: int = 20) -> Acceptance:
        """How suggestions of a span fared, and which gestures were given.

        Args:
            span: The days.
            agent: Only theirs; of somebody whom the site does not show there is nothing.
            at_most: So many products.
        """
