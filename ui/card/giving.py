"""The gestures that are given on one call; "given" is shown only after the commit."""

from dataclasses import dataclass, field

from screenpop.events.acts import GestureMade, Saved
from screenpop.gestures import Gesture
from screenpop.sentences import Sentence


@dataclass(slots=True)
class Giving:
    """What is saved, what is on its way, and what went wrong, by the gesture's name."""

    _given: set[str] = field(default_factory=set)
    _sent: dict[str, GestureMade] = field(default_factory=dict)
    _trouble: dict[str, Sentence] = field(default_factory=dict)

    def given(self, gesture: Gesture) -> bool:
        """The record holds it."""
        return gesture.name in self._given

    def on_its_way(self, gesture: Gesture) -> bool:
        """It is not saved yet."""
        return gesture.name in self._sent

    def trouble(self, gesture: Gesture) -> Sentence | None:
        """Why it is not saved."""
        return self._trouble.get(gesture.name)

    def spoken_of(self, gesture: Gesture) -> bool:
        """The agent said that it is given, whatever became of that."""
        return self.given(gesture) or self.on_its_way(gesture) or self.trouble(gesture) is not None

    def give(self, call_id: str, gesture: Gesture) -> GestureMade | None:
        """Put it on its way; gives the act to be posted, None where that is done already."""
        if self.given(gesture) or self.on_its_way(gesture):
            return None
        act = self._sent[gesture.name] = GestureMade(call_id, gesture.name)
        self._trouble.pop(gesture.name, None)
        return act

    def settle(self, act: Saved, trouble: Sentence | None) -> None:
        """Take the record's word."""
        if not isinstance(act, GestureMade):
            return
        if trouble is None:
            self._given.add(act.gesture)
        if self._sent.get(act.gesture) == act:
            del self._sent[act.gesture]
            if trouble is not None:
                self._trouble[act.gesture] = trouble
