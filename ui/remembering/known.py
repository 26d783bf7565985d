"""What is known of the customer, on one line: "Birthday 3 May 1980 · Channel e-mail"."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from screenpop.memory import Fact, Wanted
from screenpop.settings.model import FactTable
from ui.components.look import Look
from ui.components.outside import harmless
from ui.components.tip import explain
from ui.remembering.answers import shown
from ui.theme.fonts import font
from ui.theme.scale import CORNER_SMALL, GAP, GAP_TINY, Type

HEIGHT = 20
AT_MOST = 8
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Known:
    """One fact, ready to show; `wanted` is how it would be asked for again, None where the site no longer asks."""

    label: str
    text: str
    value: str
    wanted: Wanted | None
    told: str


def known(facts: Sequence[Fact], tables: Sequence[FactTable], look: Look) -> list[Known]:
    """The facts that have a value, in the order in which the site asks for them; others come last."""
    places = {table.name: (place, table) for place, table in enumerate(tables)}
    told = sorted(
        (fact for fact in facts if fact.value),
        key=lambda fact: places[fact.fact][0] if fact.fact in places else len(places),
    )
    return [_known(fact, places[fact.fact][1] if fact.fact in places else None, look) for fact in told]


def _known(fact: Fact, table: FactTable | None, look: Look) -> Known:
    label = harmless((table.label if table else "") or fact.fact.replace("_", " "), longest=LONGEST)
    text = shown(fact.value, table.kind if table else "text", look.wording)
    when = look.wording.written.moment(fact.at)
    return Known(
        label=label[:1].upper() + label[1:],
        text=text,
        value=fact.value,
        wanted=table.question.wanted if table else None,
        told="  ·  ".join(filter(None, (when, harmless(fact.agent)))),
    )


class FactButton(QAbstractButton):
    """One fact: what it is called, quietly, and what it is."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setFont(font(Type.SMALL))
        self.label = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def tell(self, label: str, text: str, *told: str) -> None:
        """Show a fact; `told` is more to know of it."""
        self.label = label
        self.setText(harmless(text, longest=LONGEST))
        self.setAccessibleName(f"{label} {text}".strip())
        explain(self, f"{label} {text}".strip(), *told)
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        width = self._label_width() + self.fontMetrics().horizontalAdvance(self.text())
        return QSize(width + 2 * GAP_TINY + 1, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint both; what can be corrected shows it under the mouse."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isEnabled() and (self.underMouse() or self.hasFocus()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selected"))
            painter.drawRoundedRect(self.rect(), CORNER_SMALL, CORNER_SMALL)
        room = self.rect().adjusted(GAP_TINY, 0, -GAP_TINY, 0)
        painter.setFont(self.font())
        painter.setPen(theme.colour("quiet"))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.label)
        room.setLeft(room.left() + self._label_width())
        painter.setPen(theme.colour("ink"))
        text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()

    def _label_width(self) -> int:
        return self.fontMetrics().horizontalAdvance(self.label) + GAP_TINY + 1 if self.label else 0


class KnownFacts(QWidget):
    """As many as fit; `chosen` carries the one that the agent wants to correct, `more_wanted` asks for all of them."""

    chosen = Signal(object)
    more_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.facts: Sequence[Known] = ()
        self._corrects = False
        self.buttons = [FactButton(look, self) for _ in range(AT_MOST)]
        self.more = FactButton(look, self)
        self.more.clicked.connect(self.more_wanted)
        for place, button in enumerate(self.buttons):
            button.clicked.connect(lambda _checked, place=place: self.chosen.emit(self.facts[place]))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT)

    def show_facts(self, facts: Sequence[Known], *, corrects: bool) -> None:
        """Show these; whether they can be corrected now."""
        self.facts, self._corrects = facts, corrects
        for button, fact in zip(self.buttons, facts, strict=False):
            button.tell(fact.label, fact.text, fact.told)
        for button in (*self.buttons[len(facts) :], self.more):
            button.tell("", "")  # what is not shown any more is not kept out of sight either
        self.setVisible(bool(facts))
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        """One beside the other, each at most half as wide as there is room; the last word says how many more."""
        shown, left = min(len(self.facts), AT_MOST), -GAP_TINY
        widths = [min(button.sizeHint().width(), self.width() // 2) for button in self.buttons[:shown]]
        room = self.width() + GAP_TINY
        while shown and sum(widths[:shown]) + (shown - 1) * GAP > room - self._for_more(shown):
            shown -= 1
        for place, button in enumerate(self.buttons):
            button.setVisible(place < shown)
            if place < shown:
                wanted = self.facts[place].wanted
                button.setEnabled(self._corrects and wanted is not None)
                button.setGeometry(left, 0, widths[place], HEIGHT)
                left += widths[place] + GAP
        hidden = len(self.facts) - shown
        self.more.setVisible(hidden > 0)
        if hidden:
            self.more.tell("", f"+{hidden}", *(f"{each.label} {each.text}" for each in self.facts[shown:]))
            self.more.setGeometry(left, 0, self.more.sizeHint().width(), HEIGHT)

    def _for_more(self, shown: int) -> int:
        return 0 if shown == len(self.facts) else GAP + 30
