"""A desk with its windows, for the test of drafts: somebody types in it, or looks at what was left over.

`type` answers a call, types a note key by key into its card, prints "typed" and goes on typing until it is killed.
`look` prints as JSON what stands under "To wrap up" and in the form, saves it if told so, and ends.
"""

import json
import sys
import threading
import time
from pathlib import Path
from typing import Any

from PySide6.QtTest import QTest

from screenpop.bootstrap.desktop import Desktop
from screenpop.bootstrap.kinds import all_kinds
from screenpop.settings.reading import read_settings
from telephony.simulator.ring import Ring

NOTE = "Wants the mortar by Friday, and a new price list. "
LONGEST = 60.0


def until(desktop: Desktop, look: Any) -> Any:
    """What `look` gives on the GUI thread, as soon as it gives anything."""
    ends = time.monotonic() + LONGEST
    found: list[Any] = []
    while not found and time.monotonic() < ends:
        desktop.application.do(lambda: found.extend(filter(None, [look()])))
        time.sleep(0.02)
    assert found, "it has not come in time"
    return found[0]


def type_on(desktop: Desktop) -> None:
    assert desktop.site is not None
    application, pbx = desktop.application, desktop.site.little_pbx()
    call_id = pbx.offer(Ring("+48225550123", name="Anna", did="+48225550000"))
    until(desktop, lambda: application.cards)
    pbx.answer(call_id)
    card = until(desktop, lambda: application.cards and application.cards[0].full and application.cards[0])
    application.do(card.form.dispositions.chips["Complaint"].click)
    for key in NOTE:
        application.do(lambda key=key: QTest.keyClicks(card.form.note.edit, key))
    time.sleep(0.5)
    print("typed", flush=True)  # noqa: T201 # the test reads it
    while True:
        application.do(lambda: QTest.keyClicks(card.form.note.edit, "."))
        time.sleep(0.005)


def look(desktop: Desktop, *, save: bool) -> None:
    application = desktop.application
    window = application.history
    until(desktop, lambda: window.begun)
    application.do(window.filters.lists.chips["to_wrap_up"].click)
    until(desktop, lambda: window.calls.rowCount() == 1 and window.detail.call is not None)
    form = window.detail.form
    until(desktop, form.note.text)
    seen = {"note": form.note.text(), "outcome": form.dispositions.choice(), "told": form.told.full}
    print(json.dumps(seen), flush=True)  # noqa: T201 # as above
    if save:
        application.do(form.save.click)
        until(desktop, lambda: form.told.full == "Saved")
        until(desktop, lambda: not window.begun)


def main() -> int:
    what, config = sys.argv[1], Path(sys.argv[2])
    jobs = {
        "type": type_on,
        "look": lambda desktop: look(desktop, save=False),
        "save": lambda desktop: look(desktop, save=True),
    }

    def work(desktop: Desktop) -> None:
        try:
            jobs[what](desktop)
        finally:
            desktop.application.quit()

    def meanwhile(desktop: Desktop) -> None:
        threading.Thread(target=work, args=[desktop], daemon=True).start()

    return Desktop(read_settings(config, all_kinds()), meanwhile=meanwhile).run()


if __name__ == "__main__":
    sys.exit(main())
