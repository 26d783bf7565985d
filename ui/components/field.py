"""Where something is typed: a field for one line, and one for a note."""

from datetime import date, time

from PySide6.QtCore import QDate, QEvent, QObject, QPoint, QRectF, Qt, QTime
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QDateEdit,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QTimeEdit,
    QWidget,
)

from ui.components.button import IconButton
from ui.components.scroll import ThinScrollBar
from ui.theme.fonts import font
from ui.theme.icons import Icon
from ui.theme.scale import CORNER_SMALL, GAP_SMALL, Type
from ui.theme.theme import Theme


class _Frame(QWidget):
    """The painted frame around an edit: quiet, and in the accent colour while it has the keyboard."""

    def __init__(self, theme: Theme, edit: QWidget, icon: Icon | None, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self._edit = edit
        edit.setParent(self)
        edit.setFont(font(Type.BODY))
        clear = edit.palette()
        clear.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        edit.setPalette(clear)
        edit.installEventFilter(self)
        self.setFocusProxy(edit)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GAP_SMALL + (22 if icon else 0), 2, GAP_SMALL - 2, 2)
        layout.addWidget(edit)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Follow the edit's focus."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the frame and the icon."""
        theme, focused = self._theme, self._edit.hasFocus()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(theme.colour("field"))
        painter.setPen(QPen(theme.colour("accent" if focused else "line"), 1.6 if focused else 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), CORNER_SMALL, CORNER_SMALL)
        if self._icon is not None:
            square = QRectF(GAP_SMALL + 1, (self.height() - 16) / 2, 16, 16)
            theme.icons.paint(painter, self._icon, theme.colour("quiet"), square)
        painter.end()


class LineField(_Frame):
    """A field for one line, with a hint of what belongs there."""

    def __init__(
        self, theme: Theme, name: str, hint: str, icon: Icon | None = None, parent: QWidget | None = None
    ) -> None:
        self.edit = QLineEdit()
        self.edit.setFrame(False)
        self.edit.setMaxLength(256)
        self.edit.setPlaceholderText(hint)
        self.edit.setAccessibleName(name)
        self.edit.setClearButtonEnabled(False)
        super().__init__(theme, self.edit, icon, parent)
        self.setFixedHeight(34)


class DayField(_Frame):
    """A field for a day: typed, or chosen in a calendar."""

    def __init__(
        self, theme: Theme, name: str, choose: str, day: date, parent: QWidget | None = None
    ) -> None:
        self.edit = QDateEdit(QDate(day.year, day.month, day.day))
        self.edit.setFrame(False)
        self.edit.setDisplayFormat("yyyy-MM-dd")
        self.edit.setDateRange(QDate(1980, 1, 1), QDate(2199, 12, 31))
        self.edit.setButtonSymbols(QDateEdit.ButtonSymbols.NoButtons)
        self.edit.setAccessibleName(name)
        super().__init__(theme, self.edit, None, parent)
        self._button = IconButton(theme, Icon.DOWN, choose, parent=self)
        self._button.clicked.connect(self._open)
        layout = self.layout()
        assert layout is not None  # noqa: S101 # the frame has made it
        layout.addWidget(self._button)
        self.setFixedSize(132, 28)

    @property
    def day(self) -> date:
        """The day that stands there."""
        shown = self.edit.date()
        return date(shown.year(), shown.month(), shown.day())

    def _open(self) -> None:
        calendar = QCalendarWidget(self)
        calendar.setWindowFlags(Qt.WindowType.Popup)
        calendar.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        plain = QTextCharFormat()
        plain.setForeground(self._theme.colour("ink"))
        for weekend in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(weekend, plain)
        calendar.setSelectedDate(self.edit.date())
        calendar.activated.connect(self.edit.setDate)
        calendar.clicked.connect(self.edit.setDate)
        calendar.clicked.connect(calendar.close)
        calendar.activated.connect(calendar.close)
        calendar.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        calendar.show()


class TimeField(_Frame):
    """A field for a time of the day: typed, or moved by the arrows."""

    def __init__(self, theme: Theme, name: str, clock: time, parent: QWidget | None = None) -> None:
        self.edit = QTimeEdit(QTime(clock.hour, clock.minute))
        self.edit.setFrame(False)
        self.edit.setDisplayFormat("HH:mm")
        self.edit.setButtonSymbols(QTimeEdit.ButtonSymbols.NoButtons)
        self.edit.setAccessibleName(name)
        super().__init__(theme, self.edit, None, parent)
        self.setFixedSize(64, 28)

    @property
    def time(self) -> time:
        """The time that stands there."""
        shown = self.edit.time()
        return time(shown.hour(), shown.minute())


class NoteField(_Frame):
    """A field for a note of several lines."""

    def __init__(self, theme: Theme, name: str, hint: str, parent: QWidget | None = None) -> None:
        self.edit = QPlainTextEdit()
        self.edit.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.edit.viewport().setAutoFillBackground(False)
        self.edit.setVerticalScrollBar(ThinScrollBar(theme))
        self.edit.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.edit.setTabChangesFocus(True)
        self.edit.setMinimumHeight(62)
        self.edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.edit.setPlaceholderText(hint)
        self.edit.setAccessibleName(name)
        super().__init__(theme, self.edit, None, parent)

    def text(self) -> str:
        """What stands there."""
        return self.edit.toPlainText()

    def write(self, text: str) -> None:
        """Put a text there."""
        if text != self.edit.toPlainText():
            self.edit.setPlainText(text)
