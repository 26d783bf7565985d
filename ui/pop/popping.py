"""Which calls get a card by themselves, and when: the site says, and the agent may have none at all for a while."""

from dataclasses import dataclass

from screenpop.settings.model import PopWhen
from ui.card.call import Call


@dataclass(slots=True)
class Popping:
    """Judges one call at a time; of calls that never have a card the desk says nothing.

    Attributes:
        on: When a call gets its card, where the site says nothing else of the number that was called.
        no_cards: The agent wants none; calls that begin meanwhile have none but by hand.
    """

    on: PopWhen = "ring"
    no_cards: bool = False

    def lets(self, call: Call) -> bool:
        """Whether the call has a card, if there is one left."""
        if call.put_away:
            return False
        if call.brought or call.pinned:
            return True
        if call.silent:
            return False
        when = (call.called.pop if call.called else None) or self.on
        answered = call.answered_at is not None or call.kept
        return when == "ring" or (when == "answer" and answered)
