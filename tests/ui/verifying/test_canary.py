"""From the desk to the windows: what is masked is nowhere in them, before verification nor after the wrap-up."""

from collections.abc import Iterator

from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from screenpop.answers.any import Answer
from screenpop.customers import Candidates
from screenpop.events import acts, calls, news
from screenpop.phone_numbers import PhoneNumber
from screenpop.trust import Verification
from tests.desk.conftest import ANNAS_NUMBER, Bench, answered, ended
from tests.desk.test_verifying import CANARY, CHECKS, FACT, NOTE, SECRETS, a_policy
from tests.fakes import (
    NOON,
    FakeDepartment,
    FakeDirectory,
    FakeFailedChecks,
    FakeMemory,
    FakeRecord,
    FakeRightAnswers,
)
from tests.ui.scenes import Scene, answers
from ui.card.call import Call
from ui.components.line import Line

OF_THE_SCENE = (
    "3100",
    "3,100",
    "9300",
    "2210",
    "FV/1",
    "Cement",
    "Rockwool",
    "8812",
    "Q-71",
    "20,000",
    "prepayment",
)
RIGHT = {check.name: f"right {check.name}" for check in CHECKS}


def a_bank() -> Bench:
    departments = tuple(FakeDepartment(name, answer) for name, answer in _answers().items())
    return Bench(
        FakeDirectory({PhoneNumber(ANNAS_NUMBER): Candidates((CANARY,))}),
        departments,
        FakeRecord(),
        verification=a_policy(),
        memory=FakeMemory({CANARY.customer.id: (NOTE,)}, {CANARY.customer.id: (FACT,)}),
        failed_checks=FakeFailedChecks(),
        right_answers=FakeRightAnswers({CANARY.customer.id: dict(RIGHT)}),
    )


def _answers() -> dict[str, Answer]:
    return answers()


def everything() -> Iterator[str]:
    """All that any widget holds, shown or not, and what the windows know of calls."""
    for window in QApplication.topLevelWidgets():
        for widget in (window, *window.findChildren(QWidget)):
            yield widget.accessibleName()
            yield widget.accessibleDescription()
            yield widget.toolTip()
            yield widget.windowTitle()
            match widget:
                case Line():
                    yield widget.full
                    yield widget.text()
                case QLabel() | QAbstractButton() | QLineEdit():
                    yield widget.text()
                case QPlainTextEdit() | QTextEdit():
                    yield widget.toPlainText()
            yield from (text for text in vars(widget).values() if isinstance(text, str))
            yield from (repr(call) for call in vars(widget).values() if isinstance(call, Call))


def leaks() -> set[str]:
    told = "\n".join(everything())
    return {secret for secret in (*SECRETS, *OF_THE_SCENE, *RIGHT.values()) if secret in told}


def test_nothing_that_is_masked_is_in_any_widget(qtbot: QtBot, scene: Scene) -> None:
    bank, sent = a_bank(), 0

    def happens(*messages: object) -> None:
        nonlocal sent
        bank.happens(*messages)  # type: ignore[arg-type] # a test names real messages
        bank.works()
        scene.announce(*bank.told[sent:])
        sent = len(bank.told)
        card = scene.application.cards[0] if scene.application.cards else None
        last = bank.heard(news.VerificationTold)[-1].checking
        qtbot.waitUntil(lambda: any(each.call is not None for each in scene.application.cards))
        card = scene.application.cards[0]
        qtbot.waitUntil(lambda: card.call is not None and card.call.checking == last)
        qtbot.wait(100)  # panels are filled a moment later, together

    caller = calls.Presented(ANNAS_NUMBER, None, verification=Verification.FAILED)
    happens(calls.CallOffered("line", "c1", NOON, caller))
    assert leaks() == set()
    happens(answered())
    asked = bank.heard(news.VerificationTold)[-1].checking.asked
    assert leaks() == {RIGHT[check.name] for check in asked}

    happens(*(acts.CheckAnswered("c1", check.name, right=True) for check in asked))
    assert leaks() >= {"Canarowska", "Kanarka", "FV/1", "8812", "sings"}
    happens(ended())
    assert leaks() >= {"Canarowska", "8812"}
    happens(acts.WrappedUp("c1", "Order", "Solved", "all well"))
    assert leaks() == set()


def test_a_card_that_was_put_away_and_is_brought_back_is_masked_again(qtbot: QtBot, scene: Scene) -> None:
    bank, sent = a_bank(), 0

    def happens(*messages: object) -> None:
        nonlocal sent
        bank.happens(*messages)  # type: ignore[arg-type] # a test names real messages
        bank.works()
        scene.announce(*bank.told[sent:])
        sent = len(bank.told)

    happens(calls.CallOffered("line", "c1", NOON, calls.Presented(ANNAS_NUMBER, None)), answered())
    asked = bank.heard(news.VerificationTold)[-1].checking.asked
    happens(*(acts.CheckAnswered("c1", check.name, right=True) for check in asked), ended())
    qtbot.waitUntil(lambda: leaks() >= {"Canarowska", "8812"})

    card = scene.application.cards[0]
    card.put_away.emit()
    happens(acts.CardPutAway("c1"))
    heard: list[object] = []
    last = news.DayChanged(NOON)
    scene.application.feed.announced.connect(heard.append)
    scene.announce(last)
    qtbot.waitUntil(lambda: last in heard)
    assert scene.application.stack.show_last() is not None

    qtbot.waitUntil(lambda: leaks() == set())  # views that are not needed any more go a turn later
