"""The windows in a program of their own, which does what a test writes to it, a JSON object a line, and answers so.

{"do": "ring", "call": "c1"} → {"cards": [...]} with what stands where, and who has the keyboard.
"""

import json
import sys
from typing import Any

from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtGui import QGuiApplication

from screenpop.events.acts import WrappedUp
from screenpop.events.calls import Ending
from screenpop.ports.card_place import CardPlace
from screenpop.settings.model import KeysTable, PopTable
from tests.ui.scenes import Scene

GIVE_UP_MS = 60_000
SOON_MS = 150


class Remembered:
    """A place, as a file would keep it."""

    def __init__(self) -> None:
        self.place: CardPlace | None = None

    def read(self) -> CardPlace | None:
        return self.place

    def keep(self, place: CardPlace) -> None:
        self.place = place


class Program:
    def __init__(self, settings: dict[str, Any]) -> None:
        self.places = Remembered()
        self.scene = Scene(
            window=settings.get("window", {}),
            keys=KeysTable(**settings.get("keys", {})),
            pop=PopTable(**settings.get("pop", {})),
            card_places=self.places,
        )
        self.application = self.scene.application
        self.application.stack.warm_up()
        self.application.take_keys()
        self._listener = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
        self._listener.activated.connect(self._hear)

    def run(self) -> None:
        QTimer.singleShot(GIVE_UP_MS, self.application._qt.exit)
        self._tell()
        self.application._qt.exec()
        self.application.close()

    def _hear(self) -> None:
        line = sys.stdin.readline()
        if not line:
            self.application._qt.exit()
            return
        wish = json.loads(line)
        self._do(**wish)
        QTimer.singleShot(SOON_MS, self._tell)

    def _do(self, do: str, call: str = "c1") -> None:  # one line a wish
        scene, stack = self.scene, self.application.stack
        card = next((each for each in stack.visible if each.call and each.call.call_id == call), None)
        match do:
            case "ring":
                scene.ring(call)
                scene.know(call)
                scene.fill(call)
            case "answer":
                scene.answer(call)
            case "end":
                scene.close(Ending.ENDED, call)
            case "miss":
                scene.close(Ending.MISSED, call)
            case "put away" if card is not None:
                card.header.close_button.click()
            case "pin" if card is not None:
                card.header.pin.click()
            case "show last":
                self.application.show_card()
            case "come up":
                self.application.show_home()

    def _tell(self) -> None:
        stack = self.application.stack
        told = {
            "cards": {
                card.call.call_id: {
                    "place": [card.x(), card.y(), card.width(), card.height()],
                    "full": card.full,
                    "seen": card.isVisible(),
                    "in_use": card.in_use,
                    "note": card.form.note.text(),
                    "header": [card.x() + card.width() // 3, card.y() + 14],
                }
                for card in stack.visible
                if card.call is not None
            },
            "screens": {each.name(): each.geometry().getRect() for each in QGuiApplication.screens()},
            "troubles": [str(each) for each in self.application.key_troubles],
            "kept": [self.places.place.corner, self.places.place.screen] if self.places.place else None,
            "home": self.application.history.isActiveWindow(),
            "saved": [act.note for act in self.scene.posted if isinstance(act, WrappedUp)],
        }
        print(json.dumps(told), flush=True)  # noqa: T201 # the test reads it


if __name__ == "__main__":
    Program(json.loads(sys.argv[1])).run()
