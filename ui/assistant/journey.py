"""How far the reader came: what was left out, what lies aside meanwhile, and what is kept when the window closes."""

from typing import Any

from screenpop.settings import begun
from screenpop.settings.layers import KeyPath
from ui.assistant.department_body import SOURCE
from ui.assistant.form import BeginningForm
from ui.assistant.page import Page
from ui.assistant.pages import DEPARTMENT, DIRECTORY, WELCOME, WITHOUT


class Journey:
    """One way through the pages.

    Attributes:
        last: What was begun an earlier time, until the reader goes on with it.
        skipped: The pages that were left out.
        is_over: The settings are written.
    """

    def __init__(self, form: BeginningForm) -> None:
        self._form = form
        self._aside: dict[str, dict[KeyPath, Any]] = {}
        self._fresh = dict(form.draft.changes)
        self.last = begun.kept(form.draft.file)
        self.skipped: list[str] = []
        self.is_over = False

    def resume(self) -> str:
        """Put back what was typed the last time; gives the page where the reader was."""
        last, self.last = self.last, None
        if last is None:
            return WELCOME
        self.skipped = [name for name in last.skipped if name in WITHOUT]
        self._form.put(last.changes)
        return last.page

    def note(self, name: str, *, left_out: bool) -> None:
        """The reader has done with a page."""
        self.skipped = [each for each in self.skipped if each != name] + ([name] if left_out else [])

    def put_aside(self, page: Page) -> None:
        """Take what was typed on a page out of the draft, for as long as the reader is elsewhere."""
        changes = self._form.draft.changes
        typed = {path: value for path, value in changes.items() if _belongs(path, page.name, page.keys)}
        self._aside[page.name] = typed
        self._form.put(dict.fromkeys(typed))

    def bring_back(self, name: str) -> None:
        """The reader has come to a page again."""
        if name in self._aside:
            self._form.put(self._aside.pop(name))

    def keep(self, name: str) -> None:
        """Keep it for the next time, if there is more than was guessed anyhow."""
        typed = dict(self._form.draft.changes)
        for changes in self._aside.values():
            typed |= changes
        if not self.is_over and name != WELCOME and (typed != self._fresh or self.skipped):
            begun.keep(self._form.draft.file, name, typed, self.skipped)

    def end(self) -> None:
        """All is written."""
        self.is_over = True
        begun.forget(self._form.draft.file)


def _belongs(path: KeyPath, name: str, keys: tuple[str, ...]) -> bool:
    """Whether a change goes when its page is left out: each page has sources of its own."""
    of_departments = path[:2] == ("sources", SOURCE)
    if name == DEPARTMENT and path[0] == "sources":
        return of_departments
    return path[0] in keys and not (name == DIRECTORY and of_departments)
