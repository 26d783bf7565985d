"""The draft under a newcomer's hands: a field that nobody has come to yet is not told to be wrong."""

from collections.abc import Mapping
from typing import Any

from screenpop.errors import ConfigurationError
from screenpop.sentences import Sentence
from screenpop.settings.draft import Draft
from screenpop.settings.layers import KeyPath
from screenpop.settings.wrong import Problem, WrongSettings
from ui.assistant.asked import Inquiries
from ui.components.look import Look
from ui.settings.form import Form

_PARTS = (("line",), ("directory", "sources"), ("departments", "sources", "directory"), ("verification",))


class BeginningForm(Form):
    """See `Form`."""

    def __init__(self, look: Look, draft: Draft, inquiries: Inquiries) -> None:
        self._touched: set[KeyPath] = set()
        self._of_parts: tuple[Problem, ...] | None = None
        super().__init__(look, draft, inquiries.asked)
        self.scouts = inquiries.scouts

    def choose(self, path: KeyPath, value: Any, default: Any = None) -> None:
        """The reader wants this value."""
        self._of_parts = None
        self._touched.add(path)
        super().choose(path, value, default)

    def put(self, changes: Mapping[KeyPath, Any]) -> None:
        """Let all of this count; that is nobody's typing."""
        self._of_parts = None
        for path, value in changes.items():
            self.draft.choose(path, value)
        self._judge()

    def touch(self, *keys: str) -> None:
        """The reader wants to go on: tell what is wrong with these keys."""
        self._touched.update((key,) for key in keys)
        self.changed.emit()

    def problem_at(self, path: KeyPath) -> Sentence | None:
        """Why what stands there cannot work, once the reader has been there."""
        if not any(path[:end] in self._touched for end in range(1, len(path) + 1)):
            return None
        return super().problem_at(path) or next(
            (each.told for each in self._problems_of_parts() if each.path[: len(path)] == path), None
        )

    def trouble_of(self, *keys: str) -> Sentence | None:
        """Why these tables cannot work, whatever others say."""
        every = (*self.problems, *self._problems_of_parts())
        return next((each.told for each in every if each.path and each.path[0] in keys), None)

    def _problems_of_parts(self) -> tuple[Problem, ...]:
        """What is wrong with each part for itself: all together only tells the first."""
        if self._of_parts is None:
            found: list[Problem] = []
            for keys in _PARTS:
                try:
                    self.draft.part(*keys)
                except WrongSettings as error:
                    found += error.problems
                except ConfigurationError as error:
                    found.append(Problem((keys[0],), error.sentence))
            self._of_parts = tuple(found)
        return self._of_parts
