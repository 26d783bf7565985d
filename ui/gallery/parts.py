"""The components in their states, a page a kind."""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from screenpop.sentences import Sentence, say
from ui.components.badge import Badge
from ui.components.bars import AgingBar, Gauge
from ui.components.button import Button, IconButton, Weight
from ui.components.chips import Chips
from ui.components.field import DayField, LineField, NoteField
from ui.components.line import Line
from ui.components.lines import Lines
from ui.components.look import Look
from ui.components.rows import Row, Rows
from ui.components.skeleton import Skeleton
from ui.components.surface import Surface
from ui.desktop.line_state import Standing
from ui.desktop.tray import Reminders, state_icon
from ui.gallery.people import ANNA, ARABIC, HEBREW, LONGEST, THAI, TODAY
from ui.gallery.sheet import Cell, Group, State, sheet
from ui.theme.icons import Icon
from ui.theme.palette import Ink
from ui.theme.scale import Type

_STATES = (State.REST, State.HOVER, State.FOCUS, State.PRESSED, State.OFF)


def component_sheets(look: Look) -> Iterator[tuple[str, Callable[[], QPixmap]]]:
    """Name of each page, and what makes its picture."""
    pages: tuple[tuple[str, str, Callable[[Look], list[Group]]], ...] = (
        ("components-buttons", "Buttons", _buttons),
        ("components-fields", "Fields and choices", _fields),
        ("components-texts", "Texts", _texts),
        ("components-figures", "Figures and lists", _figures),
        ("components-icons", "Icons", _icons),
        ("tray", "Beside the clock", _tray),
    )
    for name, title, groups in pages:
        yield name, partial(_page, look, title, groups)


def _page(look: Look, title: str, groups: Callable[[Look], list[Group]]) -> QPixmap:
    return sheet(title, groups(look), look.theme)


def _buttons(look: Look) -> list[Group]:
    theme, saving = look.theme, look.text(say("Save"))
    return [
        Group("The main thing", [_in(Button(theme, saving, Weight.MAIN), each) for each in _STATES]),
        Group("Quiet", [_in(Button(theme, saving), each) for each in _STATES]),
        Group("With an icon", [_in(Button(theme, saving, icon=Icon.NOTE), each) for each in _STATES]),
        Group("Icon alone", [_in(IconButton(theme, Icon.COPY, saving), each) for each in _STATES]),
    ]


def _in(part: QWidget, state: State) -> Cell:
    return Cell(state.value, part, state=state)


def _fields(look: Look) -> list[Group]:
    theme = look.theme
    hint = look.text(say("Name, company, number or note"))

    def field(text: str = "") -> LineField:
        made = LineField(theme, hint, hint, Icon.SEARCH)
        made.edit.setText(text)
        return made

    def chips(chosen: str) -> Chips:
        words = {
            word: look.wording.word(word) for word in ("Solved", "Call back", "Order taken", "Complaint")
        }
        made = Chips(theme, words, digits=True)
        made.choose(chosen)
        return made

    note = NoteField(theme, "", look.text(say("Nothing was noted")))
    written = NoteField(theme, "", "")
    written.write("Order 8790 is late, the site stands still.\nCall Anna before noon on Friday.")
    return [
        Group(
            "A line",
            [
                Cell("empty", field(), 380),
                Cell("written", field(ANNA.contact or ""), 380),
                Cell("long", field(LONGEST.contact or ""), 240),
                Cell("focus", field("Anna"), 380, state=State.FOCUS),
                Cell("off", field("Anna"), 380, state=State.OFF),
            ],
        ),
        Group("A note", [Cell("empty", note, 380, 96), Cell("written", written, 380, 96)]),
        Group(
            "A day",
            [
                Cell("rest", DayField(theme, "", "", TODAY)),
                Cell("focus", DayField(theme, "", "", TODAY), state=State.FOCUS),
            ],
        ),
        Group(
            "One of several",
            [
                Cell("none", chips(""), 420, 30),
                Cell("chosen", chips("Call back"), 420, 30),
                Cell("in little room", chips("Complaint"), 220, 64),
            ],
        ),
    ]


def _texts(look: Look) -> list[Group]:
    names = [("usual", ANNA), ("long", LONGEST), ("Thai", THAI), ("Hebrew", HEBREW), ("Arabic", ARABIC)]
    told = [
        Group(
            kind.name.capitalize(),
            [Cell(name, _line(person.contact or "", kind), 200) for name, person in names],
        )
        for kind in (Type.NAME, Type.TITLE, Type.BODY, Type.SMALL, Type.CAPTION)
    ]
    inks = Group("Inks", [Cell(ink.name.lower(), _line("3 100,00 zł", Type.FIGURE, ink), 150) for ink in Ink])
    return [*told, inks, Group("Badges", _badges(look)), Group("Several lines", [_lines()])]


def _line(text: str, kind: Type, ink: Ink = Ink.PLAIN) -> Line:
    line = Line(kind, ink)
    line.tell(text)
    return line


def _badges(look: Look) -> list[Cell]:
    cells = []
    for text, icon, ground, ink in (
        (say("number confirmed"), Icon.CHECK, "good_ground", "good"),
        (say("not confirmed"), Icon.SHIELD, "field", "quiet"),
        (say("check failed"), Icon.SHIELD, "bad_ground", "bad"),
        (say("withheld"), Icon.WITHHELD, "field", "quiet"),
    ):
        badge = Badge(look.theme)
        badge.show_as(look.text(text), icon, ground, ink)
        cells.append(Cell(ground, badge))
    return cells


def _lines() -> Cell:
    lines = Lines(Type.BODY, at_most=2)
    lines.tell(
        "Where is order 8790? The site stands still without the mortar, and nobody answers at the depot."
    )
    lines.setFixedHeight(2 * Type.BODY.line)
    return Cell("two at most", lines, 300)


def _figures(look: Look) -> list[Group]:
    theme = look.theme
    aging = [
        ("all current", (4120, 0, 0, 0, 0)),
        ("47 days", (9300, 0, 3100, 0, 0)),
        ("every age", (5, 4, 3, 2, 1)),
    ]
    used = (0.0, 0.4, 0.85, 1.2)
    return [
        Group("What is open, by age", [Cell(name, _aging(look, amounts), 260) for name, amounts in aging]),
        Group("What is used of a limit", [Cell(f"{share:.0%}", _gauge(look, share), 260) for share in used]),
        Group(
            "Rows",
            [Cell("filled", _rows(look), 360, 96), Cell("long", _rows(look, LONGEST.contact or ""), 200, 96)],
        ),
        Group("Not there yet", [Cell("skeleton", Skeleton(theme, ""), 260, 72)]),
        Group("Grounds", [Cell(role, Surface(theme, role), 200, 64) for role in ("surface", "field")]),
    ]


def _aging(look: Look, amounts: tuple[int, ...]) -> AgingBar:
    bar = AgingBar(look.theme)
    bar.show_amounts([float(each) for each in amounts], "")
    return bar


def _gauge(look: Look, share: float) -> Gauge:
    gauge = Gauge(look.theme)
    gauge.show_share(share, "")
    return gauge


def _rows(look: Look, name: str = "Cement 25 kg") -> Rows:
    rows = Rows(look.theme)
    rows.show_rows(
        (
            Row(name, "6 Mar", "412,30 zł"),
            Row("Rockwool 100 mm", "25 Feb", "1 824,60 zł"),
            Row("FV/2480", "24 Jan", "1 550,00 zł", ink="bad"),
        )
    )
    return rows


def _icons(look: Look) -> list[Group]:
    return [
        Group("", [Cell(icon.value, IconButton(look.theme, icon, icon.value, "ink"), 72) for icon in Icon])
    ]


def _tray(look: Look) -> list[Group]:
    told = [
        ("missed", Reminders(missed=3)),
        ("many missed", Reminders(missed=12)),
        ("to wrap up", Reminders(to_wrap_up=2)),
        ("not delivered yet", Reminders(waiting=(Sentence("3"),))),
        ("no cards", Reminders(no_cards=True)),
    ]
    lines = [Cell(each.value, _picture(state_icon(each, look)), 64, 64) for each in Standing]
    rest = [Cell(name, _picture(state_icon(Standing.UP, look, each)), 64, 64) for name, each in told]
    return [Group("The line", lines), Group("What must not be forgotten", rest)]


def _picture(icon: QIcon) -> QLabel:
    label = QLabel()
    label.setPixmap(icon.pixmap(64, 64))
    return label
