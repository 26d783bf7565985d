"""What was learnt of a call's customer, as the desk holds it: more than its card may be told."""

from dataclasses import dataclass, field

from screenpop.answers.cross_sell import Suggestions
from screenpop.events import news
from screenpop.permission import Channel


@dataclass(slots=True)
class OnOffer:
    """What was learnt of a call's customer.

    Attributes:
        panels: What the departments said that hold anything of it, by department.
        held: What they said and nobody is told yet, because our own record may know of an objection.
        objection: What was objected to when it was told last.
    """

    panels: dict[str, news.PanelFilled] = field(default_factory=dict)
    held: dict[str, news.PanelFilled] = field(default_factory=dict)
    objection: Channel | None = None

    @property
    def suggestions(self) -> Suggestions | None:
        """As they were learnt."""
        answers = (told.answer for told in self.panels.values())
        return next((answer for answer in answers if isinstance(answer, Suggestions)), None)

    def method_of(self, offer_list: str, product: str) -> str:
        """What ranked a suggestion; "" of one that nobody made."""
        offers = self.suggestions.offers if self.suggestions else ()
        fitting = (each for each in offers if (each.list, each.product) == (offer_list, product))
        return next((each.method for each in fitting), "")
