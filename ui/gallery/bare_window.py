"""A plain window with as many labels as a card has texts: what showing a card is measured beside."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ui.components.line import Line
from ui.news_feed import NewsFeed
from ui.pop.card import Card
from ui.pop.paint_times import PaintMark, PaintTimes

COLUMNS = 4
MOST = 200
PART = "bare"

Seen = tuple[Sequence[str], QSize]
"""The texts that are seen on a window, and how large it is."""


def seen_on(card: Card) -> Seen:
    """Every text that is seen on a card, painted or in a label."""
    shown = [each for each in card.findChildren(QLabel) if each.isVisibleTo(card)]
    texts = [each.full if isinstance(each, Line) else each.text() for each in shown]
    return [text for text in texts if text], card.size()


class BareWindow(QWidget):
    """Labels in a grid and nothing else, built before it is shown, as a card is.

    Attributes:
        feed: Takes (name, texts, size) from any thread; `name` is noted with the moment of painting.
    """

    def __init__(self, times: PaintTimes) -> None:
        super().__init__()
        self.feed = NewsFeed(self)
        self.feed.announced.connect(self._say)
        layout = QGridLayout(self)
        self._labels = [QLabel(self) for _ in range(MOST)]
        for place, label in enumerate(self._labels):
            label.hide()
            layout.addWidget(label, place // COLUMNS, place % COLUMNS)
        self._mark = PaintMark(times, PART, self)

    def _say(self, told: tuple[str, Sequence[str], QSize]) -> None:
        name, texts, size = told
        for label, text in zip(self._labels, texts, strict=False):
            label.setText(text)
            label.show()
        for label in self._labels[len(texts) :]:
            label.hide()
        self.setFixedSize(size)
        self.show()
        self._mark.arm(name)
