"""The assistant's window: steps at the side, one page at a time, and below Back, Leave out, Next."""

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedLayout, QWidget

from screenpop.errors import ConfigurationError, ScreenPopError
from screenpop.sentences import Sentence, say
from screenpop.settings.draft import Draft
from screenpop.settings.model import LanguageName
from ui.assistant.asked import Inquiries
from ui.assistant.callers import CallersPage
from ui.assistant.department import DepartmentPage
from ui.assistant.done import DonePage
from ui.assistant.foot import Foot
from ui.assistant.form import BeginningForm
from ui.assistant.guesses import guessed
from ui.assistant.journey import Journey
from ui.assistant.page import Page, close_part
from ui.assistant.pages import DEPARTMENT, DIRECTORY, DONE, LINE, SHOWN, WELCOME, WITHOUT, YOU, wanted_pages
from ui.assistant.shown import ShownPage
from ui.assistant.steps import Steps
from ui.assistant.telephone import TelephonePage
from ui.assistant.welcome import DEMO, DESK, GO_ON, WelcomePage
from ui.assistant.you import YouPage
from ui.components.boxes import column, line
from ui.components.button import Button
from ui.components.look import Look
from ui.components.scroll import ThinScrollBar
from ui.theme.scale import GAP_LARGE

Speak = Callable[[LanguageName], None]
_PAGES: dict[str, Callable[[BeginningForm], Page]] = {
    YOU: YouPage,
    LINE: TelephonePage,
    DIRECTORY: CallersPage,
    DEPARTMENT: DepartmentPage,
    SHOWN: ShownPage,
    DONE: DonePage,
}


class AssistantWindow(QWidget):
    """`finished` carries the settings that were written; `left` comes when the window is closed before.

    Args:
        speak: Has the program speak another language.
    """

    finished = Signal(object)
    demo_wanted = Signal()
    left = Signal()

    def __init__(self, look: Look, draft: Draft, inquiries: Inquiries, speak: Speak) -> None:
        super().__init__()
        self._look, self._speak = look, speak
        self.form = BeginningForm(look, draft, inquiries)
        self.form.put(guessed(draft))
        self._journey = Journey(self.form)
        self.names = (WELCOME, *wanted_pages(draft), DONE)
        self.resize(960, 720)
        self.setMinimumSize(820, 620)
        self._outer = column(self)
        self._content = self._build(WELCOME)
        for keys, act in (
            ("Alt+Left", self.go_back),
            ("Alt+Right", self.go_on),
            ("Ctrl+Return", self.go_on),
        ):
            QShortcut(QKeySequence(keys), self, act)

    @property
    def page(self) -> Page:
        """The one that is seen."""
        return self.pages[self._name]

    def come_up(self) -> None:
        """Show the window in front."""
        self.show()
        self.raise_()
        self.activateWindow()

    def leave(self) -> None:
        """Close for good; what was typed and not written is kept until the next time, without passwords."""
        self._stop()
        self._journey.keep(self._name)
        self.hide()
        self.deleteLater()

    def go_on(self) -> None:
        """To the next page, if one can go on from this one; from the last one the desk starts."""
        page = self.page
        if isinstance(page, WelcomePage):
            self._welcome(page.ways.choice())
            return
        page.leave()
        if (trouble := page.trouble()) is not None:
            self.form.touch(*page.keys)
            self.foot.tell(trouble, bad=True)
            return
        if page.name == DONE:
            self._finish()
            return
        self._follow(page.name)

    def go_back(self) -> None:
        """To the page before; nothing of what was typed goes."""
        place = self.names.index(self._name)
        if place:
            page = self.page
            page.leave()
            if page.name in WITHOUT and page.trouble() is not None:
                self._journey.put_aside(page)
            self.turn_to(self.names[place - 1])

    def leave_out(self) -> None:
        """To the next page without this one; what was typed here comes back with the page."""
        if (name := self._name) not in WITHOUT:
            return
        self._journey.put_aside(self.page)
        self._follow(name, left_out=True)

    def turn_to(self, name: str) -> None:
        """Show a page."""
        self._journey.bring_back(name)
        self._name = name
        page = self.pages.get(name)
        if isinstance(page, DepartmentPage) and page.is_stale:
            self._stack.removeWidget(self._holders[name])
            close_part(self._holders.pop(name))
            del self.pages[name]
        page = self.pages.get(name) or self._add(name)
        self._stack.setCurrentWidget(self._holders[name])
        self.steps.show_state(name, self._journey.skipped)
        self.foot.show_page(name)
        if isinstance(page, DonePage):
            tried = {
                each: self.pages[each].tried if each in self.pages else None for each in self.names[1:-1]
            }
            page.show_outcome(tried, self._journey.skipped)
        page.enter()
        (self.foot.next if name in (WELCOME, DONE) else page).setFocus()
        if name not in (WELCOME, DONE):
            page.focusNextChild()

    def tell(self, sentence: Sentence) -> None:
        """Say something below the page."""
        self.foot.tell(sentence)

    def tell_demo_failed(self, error: ScreenPopError) -> None:
        """The demo company cannot be made."""
        self.foot.next.setEnabled(True)
        self.foot.tell(error.sentence, bad=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return presses the button that has the keyboard."""
        focused = self.focusWidget()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if plain and enter and isinstance(focused, Button):
            focused.click()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Whoever has shown the window lets it go."""
        self._stop()
        event.accept()
        self.left.emit()

    def _welcome(self, way: str) -> None:
        if way == DEMO:
            self.foot.next.setEnabled(False)
            self.demo_wanted.emit()
        elif way == GO_ON:
            reached = self._journey.resume()
            self._built_anew(reached if reached in self.names else self.names[1])
        elif way == DESK:
            self._follow(WELCOME)

    def _follow(self, name: str, *, left_out: bool = False) -> None:
        self._journey.note(name, left_out=left_out)
        self._journey.keep(self._name)
        self.turn_to(self.names[self.names.index(name) + 1])

    def _finish(self) -> None:
        try:
            settings = self.form.draft.save()
        except ConfigurationError as error:
            self.foot.tell(error.sentence, bad=True)
            return
        self._journey.end()
        self.finished.emit(settings)

    def _stop(self) -> None:
        page = self.pages.get(LINE)
        if isinstance(page, TelephonePage):
            page.line.stop()

    def _say_again(self, language: str) -> None:
        with suppress(ConfigurationError):
            self.form.put({("window", "language"): language})
        self._speak(language)  # type: ignore[arg-type] # one of the chips' words
        self._built_anew(self._name)

    def _built_anew(self, name: str) -> None:
        """Take the texts, and what the draft says, anew."""
        before = self._content
        self._stop()
        self._outer.removeWidget(before)
        before.hide()
        before.deleteLater()
        self._content = self._build(name)

    def _build(self, name: str) -> QWidget:
        self.setWindowTitle(self._look.text(say("Welcome to Screenpop")))
        self.pages: dict[str, Page] = {}
        self._holders: dict[str, QWidget] = {}
        content, shown = QWidget(), QWidget()
        self.steps, self.foot = Steps(self._look, self.names), Foot(self._look)
        self._stack = QStackedLayout(shown)
        layout = line(content)
        layout.addWidget(self.steps)
        right = column()
        right.addWidget(shown, 1)
        right.addWidget(self.foot)
        layout.addLayout(right, 1)
        self._outer.addWidget(content)
        content.show()
        self.foot.back.clicked.connect(self.go_back)
        self.foot.skip.clicked.connect(self.leave_out)
        self.foot.next.clicked.connect(self.go_on)
        self.turn_to(name)
        return content

    def _add(self, name: str) -> Page:
        if name == WELCOME:
            welcome = WelcomePage(self.form, has_begun=self._journey.last is not None)
            welcome.spoken.connect(self._say_again)
            page: Page = welcome
        else:
            page = _PAGES[name](self.form)
        self.pages[name] = page
        self._holders[name] = self._scrolled(page)
        self._stack.addWidget(self._holders[name])
        return page

    def _scrolled(self, page: Page) -> QWidget:
        holder, area = QWidget(), QScrollArea()
        inside = line(holder, margins=(GAP_LARGE * 2, GAP_LARGE * 2, GAP_LARGE * 2, GAP_LARGE))
        inside.addWidget(page)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setVerticalScrollBar(ThinScrollBar(self._look.theme))
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(holder)
        return area
