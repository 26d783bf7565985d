"""What each column of a company's own panel is: decided by the settings, held against what the question gives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from connectors.own_panels.link_templates import LinkTemplate
from screenpop.answers.table import Column, ColumnKind
from screenpop.ports.unreadable import missing_column

CURRENCY = "currency"
QUESTION = "rows"


@dataclass(frozen=True, slots=True)
class Shape:
    """What the settings say of columns; all names are in small letters, as databases differ in them.

    Attributes:
        kinds: The columns that are more than text.
        links: The templates of those that are links.
        currency: That of all amounts; "" if the column `currency` tells.
    """

    kinds: Mapping[str, ColumnKind] = field(default_factory=dict)
    links: Mapping[str, LinkTemplate] = field(default_factory=dict)
    currency: str = ""

    def columns(self, given: Sequence[str]) -> tuple[Column, ...]:
        """The columns to show, in the question's order.

        Those that only serve amounts or addresses are not shown.

        Raises:
            UnreadableAnswer: The question does not give one that the settings name.
        """
        known = {name.lower() for name in given}
        for name in (*self.kinds, *self._serving):
            if name not in known:
                raise missing_column(QUESTION, name, given)
        return tuple(
            Column(name, self.kinds.get(name.lower(), ColumnKind.TEXT))
            for name in given
            if name.lower() in self.kinds or name.lower() not in self._serving
        )

    @property
    def _serving(self) -> tuple[str, ...]:
        """What amounts and addresses are made with."""
        taken = [column for template in self.links.values() for column in template.columns]
        if ColumnKind.MONEY in self.kinds.values() and not self.currency:
            taken.append(CURRENCY)
        return tuple(taken)
