"""How our lines stand, each by name and all taken together: the worst counts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from PySide6.QtCore import QObject, QTimer, Signal

from screenpop.events.news import LineDown, LineUp
from screenpop.ports.checks import Check
from screenpop.sentences import Sentence, say

QUIET_MS = 2000
"""An outage that is over so soon is shown nowhere."""


class Standing(Enum):
    """What the lines can do now, the best first."""

    UP = "up"
    STARTING = "starting"
    PARTLY = "partly"
    DOWN = "down"
    STUCK = "stuck"


@dataclass(slots=True)
class LineState:
    """Every line by name: None while it works, what was told while it does not; absent until it was heard of."""

    names: tuple[str, ...]
    troubles: dict[str, LineDown | None] = field(default_factory=dict)

    def hear(self, told: LineUp | LineDown) -> None:
        """A line came up or went down."""
        self.troubles[told.line] = told if isinstance(told, LineDown) else None

    @property
    def standing(self) -> Standing:
        """All lines in one word: one that waits for a person is the worst."""
        down = [trouble for trouble in self.troubles.values() if trouble is not None]
        if not all(trouble.tries_again for trouble in down):
            return Standing.STUCK
        if not down:
            return Standing.UP if self.troubles and not self._silent() else Standing.STARTING
        return Standing.DOWN if len(down) == len(self.troubles) else Standing.PARTLY

    def told(self) -> Sentence:
        """The state in words: the worst line's, with its reason."""
        down = sorted(filter(None, self.troubles.values()), key=lambda trouble: trouble.tries_again)
        if not down:
            up = self.standing is Standing.UP
            return say("Line ready") if up else say("Connecting the line …")
        worst = down[0]
        if len(self._all()) > 1:
            return self._of(worst.line)
        if worst.tries_again:
            return say("Line down for now: {reason}", reason=worst.reason)
        return say("Line down until somebody mends it: {reason}", reason=worst.reason)

    def each(self) -> Sequence[Sentence]:
        """Every line's state, where there are several."""
        names = self._all()
        return [self._of(name) for name in names] if len(names) > 1 else []

    def check(self, name: str) -> Check | None:
        """How one line stands, as a trial of it would tell; None for one that was never heard of."""
        if name not in self.troubles:
            return None
        return Check(f"line {name}", passed=self.troubles[name] is None, told=self._of(name))

    def _of(self, name: str) -> Sentence:
        trouble = self.troubles.get(name)
        if trouble is None:
            return (
                say("{line}: ready", line=name)
                if name in self.troubles
                else say("{line}: connecting …", line=name)
            )
        if trouble.tries_again:
            return say("{line}: down for now: {reason}", line=name, reason=trouble.reason)
        return say("{line}: down until somebody mends it: {reason}", line=name, reason=trouble.reason)

    def _all(self) -> list[str]:
        return list(dict.fromkeys((*self.names, *self.troubles)))

    def _silent(self) -> list[str]:
        return [name for name in self.names if name not in self.troubles]


class LineWatch(QObject):
    """Keeps a `LineState` that does not flicker; `changed` comes when there is something new to show."""

    changed = Signal()

    def __init__(self, names: tuple[str, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = LineState(names)
        self._held: dict[str, LineDown] = {}
        self._waits: dict[str, QTimer] = {}

    def hear(self, told: LineUp | LineDown) -> None:
        """A line came up or went down; one that worked may come back before anybody is told."""
        known = self.state.troubles
        works = told.line in known and known[told.line] is None
        if isinstance(told, LineDown) and works and told.tries_again:
            self._held[told.line] = told
            if told.line not in self._waits:
                self._wait(told.line)
            return
        self._forget(told.line)
        self.state.hear(told)
        self.changed.emit()

    def close(self) -> None:
        """Wait for nothing any more."""
        for line in list(self._waits):
            self._forget(line)

    def _wait(self, line: str) -> None:
        timer = self._waits[line] = QTimer(self, singleShot=True, interval=QUIET_MS)
        timer.timeout.connect(lambda: self._show(line))
        timer.start()

    def _show(self, line: str) -> None:
        told = self._held[line]
        self._forget(line)
        self.state.hear(told)
        self.changed.emit()

    def _forget(self, line: str) -> None:
        self._held.pop(line, None)
        timer = self._waits.pop(line, None)
        if timer is not None:
            timer.stop()
            timer.deleteLater()
