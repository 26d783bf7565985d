"""Scores and what is expected of a customer are for supervisors: no text of an agent's window has them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QWidget
from pytestqt.qtbot import QtBot

from screenpop.answers.advice import Saying
from screenpop.answers.cross_sell import Suggestions
from screenpop.answers.value import Trend
from screenpop.gestures import Gesture
from screenpop.money import Money
from screenpop.sentences import say
from tests.ui.scenes import Scene, relationship, suggestions
from tests.ui.seen import texts
from ui.panels.department import Department

SCORE = 0.7318642
OFFERS = tuple(replace(each, score=SCORE) for each in suggestions().offers)
GIFT = Gesture("loyal", "a gift", Money(Decimal("918273.64"), "PLN"))
VALUE = relationship(
    trend=Trend.FALLING, leaving=True, segment="at_risk", learnt=("segment",), important=True
)
NEVER = re.compile(r"0[.,]73|73[.,]?\s?%|7318|918|273[.,]64|at_risk")
DEPARTMENTS = tuple(map(Department, ("accounting", "sales", "credit", "cross_sell", "value")))


def cells(model: QAbstractItemModel) -> Iterator[str]:
    roles = Qt.ItemDataRole
    for row in range(model.rowCount()):
        for column in range(model.columnCount() if isinstance(model, QAbstractTableModel) else 1):
            for role in (roles.DisplayRole, roles.AccessibleTextRole, roles.ToolTipRole):
                yield str(model.index(row, column).data(role) or "")


def everything(widget: QWidget) -> Iterator[str]:
    """All that can be read, pointed at or heard of it, seen or not."""
    yield from texts(widget)
    for each in [widget, *widget.findChildren(QWidget)]:
        yield from (each.toolTip(), each.accessibleName(), each.accessibleDescription())
        yield from (told for name in ("full", "text") if isinstance(told := getattr(each, name, ""), str))
        if isinstance(each, QAbstractItemView) and each.model() is not None:
            yield from cells(each.model())


@pytest.mark.parametrize("answered", [False, True])
def test_no_text_of_a_card_has_a_score_or_what_a_customer_or_a_gesture_is_worth(
    qtbot: QtBot, stage, answered: bool
) -> None:
    scene: Scene = stage(departments=DEPARTMENTS)
    scene.ring()
    scene.know()
    scene.fill(cross_sell=Suggestions(OFFERS), value=VALUE)
    scene.advise(
        saying=Saying(say("Give them {gift}", gift=GIFT.label), say("loyal"), offer=OFFERS[2], gesture=GIFT)
    )
    if answered:
        scene.answer()
    qtbot.waitUntil(lambda: bool(scene.application.cards) and scene.application.cards[0].full is answered)
    card = scene.application.cards[0]
    card.catch_up()
    qtbot.wait(1)

    told = [text for text in everything(card) if text]
    assert any("Diamond blade" in text for text in told)
    assert any("May be leaving" in text for text in told)
    assert [text for text in told if NEVER.search(text)] == []
