"""The settings' pages: one section at a time, or of all of them what the reader looks for."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from screenpop.sentences import say
from screenpop.settings.layers import KeyPath
from screenpop.settings.sections import SECTIONS, file_fields
from ui.components.boxes import column, line
from ui.components.paragraph import Paragraph
from ui.components.scroll import ThinScrollBar
from ui.settings.form import Form
from ui.settings.page import SectionPage
from ui.settings.row import Row, found
from ui.theme.palette import Ink
from ui.theme.scale import GAP_LARGE, Type

WIDTH = 720


class Pages(QScrollArea):
    """A page is built when it is wanted first.

    Attributes:
        built: Those that are.
    """

    def __init__(self, form: Form) -> None:
        super().__init__()
        self._form = form
        self._fields = file_fields()
        self._wanted = ""
        self.built: dict[str, SectionPage] = {}
        self._building = QTimer(self, singleShot=True, interval=0)
        self._building.timeout.connect(self._build_next)
        self.nothing = Paragraph(Type.BODY, Ink.QUIET)
        pages = QWidget()
        pages.setMaximumWidth(WIDTH)
        layout = column(pages)
        layout.addWidget(self.nothing)
        self._places = {section.name: column() for section in SECTIONS}
        for place in self._places.values():
            layout.addLayout(place)
        layout.addStretch(1)
        holder = QWidget()
        beside = line(holder, margins=(GAP_LARGE * 2, GAP_LARGE, GAP_LARGE * 2, GAP_LARGE))
        beside.addWidget(pages, 10)
        beside.addStretch(1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setVerticalScrollBar(ThinScrollBar(form.look.theme))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(holder)

    def page(self, name: str) -> SectionPage:
        """A section's page."""
        if name not in self.built:
            section = next(section for section in SECTIONS if section.name == name)
            page = SectionPage(self._form, section, [self._fields[key] for key in section.keys])
            page.hide()
            self._places[name].addWidget(page)
            self.built[name] = page
        return self.built[name]

    def turn_to(self, name: str) -> None:
        """Show one section."""
        self._building.stop()
        self.nothing.tell("")
        shown = self.page(name)
        for page in self.built.values():
            page.setVisible(page is shown)
        shown.sift("")
        shown.show()
        self.verticalScrollBar().setValue(0)

    def begin_to_look_for(self, text: str) -> None:
        """Show what has this text once all pages are built: one at a time, so that a call's card need not wait."""
        self._wanted = text
        self._build_next()

    def look_for(self, text: str) -> None:
        """Show what has this text now."""
        self._building.stop()
        seen = [self.page(section.name).sift(found(text)) for section in SECTIONS]
        self.nothing.tell("" if any(seen) else self._form.look.text(say("No setting has this text.")))

    def open_at(self, name: str, path: KeyPath) -> None:
        """Turn to a section, and open what holds this key."""
        self.turn_to(name)
        if (shown := self.page(name).open_at(path)) is not None:
            self._enter(shown)

    def enter_first(self) -> None:
        """Go on with the first setting that is seen."""
        rows = (row for page in self.built.values() for row in page.findChildren(Row))
        first = min((row for row in rows if row.isVisible()), key=self._height_of, default=None)
        if first is not None:
            self._enter(first)

    def stop(self) -> None:
        """Build nothing more."""
        self._building.stop()

    def _build_next(self) -> None:
        missing = next((section.name for section in SECTIONS if section.name not in self.built), None)
        if missing is None:
            self.look_for(self._wanted)
        else:
            self.page(missing)
            self._building.start()

    def _enter(self, row: QWidget) -> None:
        row.setFocus(Qt.FocusReason.TabFocusReason)
        self.ensureWidgetVisible(row)

    def _height_of(self, row: Row) -> int:
        return row.mapTo(self, row.rect().topLeft()).y()
