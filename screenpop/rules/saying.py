"""The words of a rule: texts with measures in braces, filled with what is known."""

import re
import string
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from screenpop.errors import ConfigurationError
from screenpop.rules.known import Chosen, Known
from screenpop.rules.measure import value_of, with_unit
from screenpop.rules.measures import Measures, no_such
from screenpop.sentences import Sentence, say

CHOSEN: Mapping[str, Callable[[Chosen], object]] = {
    "offer.name": lambda chosen: chosen.offer.name if chosen.offer else None,
    "offer.product": lambda chosen: chosen.offer.product if chosen.offer else None,
    "offer.reason": lambda chosen: chosen.offer.reason if chosen.offer else None,
    "gesture.label": lambda chosen: chosen.gesture_label if chosen.gesture else None,
    "gesture.worth": lambda chosen: chosen.gesture.worth if chosen.gesture else None,
    "campaign.label": lambda chosen: chosen.campaign_label or None,
    "campaign.until": lambda chosen: chosen.campaign_until,
    "campaign.say": lambda chosen: chosen.campaign_say,
}
"""What only the words can name: whatever the rule goes on to offer."""

_WHOLE = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class Text:
    """One text of the playbook.

    Attributes:
        template: As sentences write it: `{sales_late_order}`.
        fillings: What stands in each place; None is not known.
    """

    template: str
    fillings: Mapping[str, Callable[[Known, Chosen], object]]

    def filled(self, known: Known, chosen: Chosen) -> Sentence | None:
        """The text in full; None if something in it is not known."""
        values: dict[str, object] = {}
        for place, filling in self.fillings.items():
            value = filling(known, chosen)
            if value is None:
                return None
            values[place] = value
        if _WHOLE.fullmatch(self.template):
            (value,) = values.values()
            if isinstance(value, Sentence):
                return value
        return Sentence(self.template, values)


def first_filled(texts: tuple[Text, ...], known: Known, chosen: Chosen) -> Sentence | None:
    """The first text of which everything is known."""
    return next((told for text in texts if (told := text.filled(known, chosen))), None)


def read_text(written: str, measures: Measures) -> Text:
    """Read one text.

    Raises:
        ConfigurationError: Something in braces is no measure.
    """
    template: list[str] = []
    fillings: dict[str, Callable[[Known, Chosen], object]] = {}
    try:
        pieces = list(string.Formatter().parse(written))
    except ValueError:
        raise ConfigurationError(
            say("braces stand around the name of a measure; a brace itself is written twice")
        ) from None
    for before, name, layout, conversion in pieces:
        template.append(before.replace("{", "{{").replace("}", "}}"))
        if name is None:
            continue
        if layout or conversion:
            raise ConfigurationError(
                say("in braces stands the name of a measure and nothing else, not “{name}”", name=name)
            )
        place = name.replace(".", "_")
        fillings[place] = _filling(name, measures)
        template.append(f"{{{place}}}")
    return Text("".join(template), fillings)


def _filling(name: str, measures: Measures) -> Callable[[Known, Chosen], object]:
    if chosen := CHOSEN.get(name):
        return lambda _, offered: chosen(offered)
    if name.partition(".")[0] in ("offer", "gesture"):
        raise no_such(name, CHOSEN)
    measure = measures.find(name)

    def fill(known: Known, _: Chosen) -> object:
        value = value_of(measure, known)
        return None if value is None else with_unit(measure.kind, value)

    return fill
