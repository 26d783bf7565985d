"""The reasons and outcomes that ship, so that they are translated; a site's own ones stay as it wrote them."""

from screenpop.sentences import Sentence, say
from ui.components.outside import harmless
from ui.wording import Wording

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


def shown(words: tuple[str, ...], wording: Wording) -> dict[str, str]:
    """Each word as the record keeps it → as the agent reads it."""
    return {word: wording.word(harmless(word)) for word in words}
