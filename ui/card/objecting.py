"""What the agent tells of a customer's objections: on its way until the record holds it, or cannot."""

from dataclasses import dataclass, field

from screenpop.events.acts import PermissionTold, Saved
from screenpop.permission import Channel
from screenpop.sentences import Sentence


@dataclass(slots=True)
class Objections:
    """What is on its way, and what went wrong last; which objections stand, the desk tells."""

    _sent: dict[Channel, PermissionTold] = field(default_factory=dict)
    trouble: Sentence | None = None

    def tell(self, call_id: str, channel: Channel, *, allowed: bool) -> PermissionTold | None:
        """Put it on its way; gives the act to be posted, None where it is on its way already."""
        act = PermissionTold(call_id, channel, allowed)
        if self._sent.get(channel) == act:
            return None
        self._sent[channel] = act
        self.trouble = None
        return act

    def settle(self, act: Saved, trouble: Sentence | None) -> None:
        """Take the record's word; on what was said last of a channel, that is."""
        if isinstance(act, PermissionTold) and self._sent.get(act.channel) == act:
            del self._sent[act.channel]
            self.trouble = trouble
