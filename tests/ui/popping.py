"""Programs of their own for the focus test: `cards` pop, grow and leave; one card waits for its `note`.

`cards` prints "ready" when it starts and "done N" when the last card is gone; N is how many were painted.
`note` prints where the note is, and what was typed into it as soon as it ends with a full stop.
"""

import sys

from PySide6.QtCore import QTimer

from screenpop.events.calls import Ending
from tests.ui.remembering.recalled import BIRTHDAY, FACTS, FRIEND, noted, recall
from tests.ui.scenes import Scene
from ui.pop.paint_times import PaintTimes

POPS = 8
EVERY_MS = 700
GIVE_UP_MS = 20_000
ENDINGS = (Ending.MISSED, Ending.ANSWERED_ELSEWHERE, Ending.ENDED, Ending.DECLINED)


def cards() -> None:
    times = PaintTimes()
    scene = Scene(elsewhere="keep", times=times, facts=FACTS)
    application = scene.application

    def pop(number: int) -> None:
        call_id = f"c{number}"
        scene.ring(call_id)
        scene.know(call_id)
        scene.fill(call_id)
        recall(scene, noted("by Friday"), call_id=call_id)
        if number % 4 == 2:
            QTimer.singleShot(200, lambda: scene.answer(call_id))
            QTimer.singleShot(250, lambda: recall(scene, noted("by Friday"), ask=BIRTHDAY, call_id=call_id))
        QTimer.singleShot(400, lambda: scene.close(ENDINGS[number % 4], call_id))

    def put_away() -> None:
        for card in application.cards:
            card.put_away.emit()

    application.stack.warm_up()
    times.painted.clear()
    print("ready", flush=True)  # noqa: T201 # the test reads it
    for number in range(POPS):
        QTimer.singleShot(300 + EVERY_MS * number, lambda number=number: pop(number))
    QTimer.singleShot(300 + EVERY_MS * POPS, put_away)
    QTimer.singleShot(500 + EVERY_MS * POPS, application._qt.exit)
    application._qt.exec()
    application.close()
    painted = sum(1 for _call_id, part in times.painted if part == "header")
    print(f"done {painted}", flush=True)  # noqa: T201 # the test reads it


def note() -> None:
    scene = Scene(facts=FACTS)
    application = scene.application
    scene.ring()
    scene.know()
    scene.answer()
    recall(scene, noted("by Friday"), ask=FRIEND)

    def tell_place() -> None:
        if not application.cards or application.cards[0].frameGeometry().topLeft().isNull():
            QTimer.singleShot(100, tell_place)  # the window manager has not placed it yet
            return
        edit = application.cards[0].form.note.edit
        place = edit.mapToGlobal(edit.rect().center())
        print(place.x(), place.y(), flush=True)  # noqa: T201 # the test reads it

        def typed() -> None:
            if edit.toPlainText().endswith("."):
                print(edit.toPlainText(), flush=True)  # noqa: T201 # the test reads it
                application._qt.exit()

        edit.textChanged.connect(typed)

    QTimer.singleShot(500, tell_place)
    QTimer.singleShot(GIVE_UP_MS, application._qt.exit)
    application._qt.exec()
    application.close()


if __name__ == "__main__":
    {"cards": cards, "note": note}[sys.argv[1]]()
