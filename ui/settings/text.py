"""A text that stands where it stands, in as many lines as it takes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLayout, QSizePolicy, QWidget

from ui.components.boxes import column, line
from ui.theme.fonts import font
from ui.theme.palette import Ink
from ui.theme.scale import GAP_LARGE, GAP_TINY, Type

LABEL_WIDTH = 178
_DOWN = 6
"""So that it stands at the height of a field's text."""


def standing(text: str, kind: Type = Type.BODY, ink: Ink = Ink.PLAIN) -> QLabel:
    """The label of a text of ours."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(font(kind))
    label.setForegroundRole(ink.value)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    label.setWordWrap(True)  # only now, or the policy would forget that its height goes by its width
    label.setText(text)
    return label


def labelled(parent: QWidget, label: QLabel, right: QLayout, *, below: bool = False) -> None:
    """Lay a label out with what it is about: at its right, or below it."""
    if below:
        under = column(parent, gap=GAP_TINY)
        under.addWidget(label)
        under.addLayout(right)
        return
    left = column()
    left.addSpacing(_DOWN)
    left.addWidget(label)
    left.addStretch(1)
    label.setFixedWidth(LABEL_WIDTH)
    beside = line(parent, gap=GAP_LARGE)
    beside.addLayout(left)
    beside.addLayout(right, 1)
