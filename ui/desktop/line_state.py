"""How our lines stand, taken together."""

from dataclasses import dataclass, field
from enum import Enum

from screenpop.events.news import LineDown, LineUp
from screenpop.sentences import Sentence, say


class Standing(Enum):
    """What the lines can do now."""

    STARTING = "starting"
    UP = "up"
    PARTLY = "partly"
    DOWN = "down"


@dataclass(slots=True)
class LineState:
    """Every line by name: None while it works, the reason while it does not; absent until it was heard of."""

    names: tuple[str, ...]
    troubles: dict[str, Sentence | None] = field(default_factory=dict)

    def hear(self, told: LineUp | LineDown) -> None:
        """A line came up or went down."""
        self.troubles[told.line] = told.reason if isinstance(told, LineDown) else None

    @property
    def standing(self) -> Standing:
        """All lines in one word."""
        if not self.troubles:
            return Standing.STARTING
        down = sum(1 for reason in self.troubles.values() if reason is not None)
        if not down:
            return Standing.UP if len(self.troubles) >= len(self.names) else Standing.STARTING
        return Standing.DOWN if down == len(self.troubles) else Standing.PARTLY

    def told(self) -> Sentence:
        """The state in words, with the reason of the first line that is down."""
        reason = next((reason for reason in self.troubles.values() if reason is not None), None)
        match self.standing:
            case Standing.STARTING:
                return say("Connecting the line …")
            case Standing.UP:
                return say("Line ready")
            case Standing.PARTLY:
                return say("One line is down: {reason}", reason=reason)
            case Standing.DOWN:
                return say("Line down: {reason}", reason=reason)
