"""The reasons and outcomes that ship, so that they are translated; a site's own ones stay as it wrote them."""

from screenpop.sentences import Sentence, say

SHIPPED: tuple[Sentence, ...] = (
    say("Solved"),
    say("Call back"),
    say("Order taken"),
    say("Passed on"),
    say("Complaint"),
    say("No outcome"),
    say("Order"),
    say("Delivery"),
    say("Invoice"),
    say("Advice"),
    say("Other"),
)


def offered(own: tuple[str, ...], of_all: tuple[str, ...], chosen: str) -> tuple[str, ...]:
    """What is chosen from: the called number's own words or else the site's, and whatever is chosen already."""
    words = tuple(dict.fromkeys(own or of_all))
    return words if not chosen or chosen in words else (*words, chosen)
