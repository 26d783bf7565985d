"""A guarded desk with its windows: in its first run somebody types a note and it crashes, then tells what it offers."""

import os
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtTest import QTest

from screenpop.bootstrap.desktop import Desktop
from screenpop.bootstrap.kinds import all_kinds
from screenpop.commands.diagnosing import diagnose
from screenpop.guard import Guarded, guarded
from screenpop.settings.reading import read_settings
from telephony.simulator.ring import Ring
from tests.faults.typing_desk import NOTE, until


def type_and_crash(desktop: Desktop) -> None:
    assert desktop.site is not None
    application, pbx = desktop.application, desktop.site.little_pbx()
    call_id = pbx.offer(Ring("+48601234567", did="+48225550000"))
    until(desktop, lambda: application.cards)
    pbx.answer(call_id)
    card = until(desktop, lambda: application.cards and application.cards[0].full and application.cards[0])
    application.do(lambda: QTest.keyClicks(card.form.note.edit, NOTE))
    until(desktop, lambda: [draft.note for draft in desktop.site.drafts.all()] == [NOTE])
    print("typed", flush=True)  # noqa: T201 # the test reads it
    os.kill(os.getpid(), signal.SIGSEGV)


def tell(desktop: Desktop) -> None:
    application = desktop.application
    window = application.history
    until(desktop, lambda: window.begun)
    application.do(window.filters.lists.chips["to_wrap_up"].click)
    until(desktop, lambda: window.calls.rowCount() == 1 and window.detail.call is not None)
    form = window.detail.form
    until(desktop, form.note.text)
    print(f"came back: {form.note.text().strip()}", flush=True)  # noqa: T201 # as above
    print(window.banner.text.text(), file=sys.stderr)  # noqa: T201 # as above


def run(_: Sequence[str], told: Guarded) -> int:
    settings = read_settings(Path(sys.argv[1]), all_kinds())
    diagnose(settings, "screenpop")

    def begin(desktop: Desktop) -> None:
        def work() -> None:
            try:
                (tell if told.crashes else type_and_crash)(desktop)
            finally:
                desktop.application.quit()

        threading.Thread(target=work, daemon=True).start()

    return Desktop(settings, meanwhile=begin, came_back=bool(told.crashes)).run()


if __name__ == "__main__":
    sys.exit(guarded([], run))
