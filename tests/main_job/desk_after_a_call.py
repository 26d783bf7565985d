"""A desk with its windows, worked after a call: put off, put right, wrapped up. Prints what is seen, as JSON lines."""

import json
import sys
import threading
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from screenpop.bootstrap.desktop import Desktop
from screenpop.bootstrap.kinds import all_kinds
from screenpop.settings.reading import read_settings
from telephony.simulator.ring import Ring
from tests.faults.typing_desk import until


def tell(**seen: Any) -> None:
    print(json.dumps(seen), flush=True)  # noqa: T201 # the test reads it


def take_a_call_and_put_it_off(desktop: Desktop) -> None:
    assert desktop.site is not None
    application, pbx = desktop.application, desktop.site.little_pbx()
    call = pbx.offer(Ring("+48601234567", did="+48225550000"))
    until(desktop, lambda: application.cards)
    pbx.answer(call)
    until(desktop, lambda: application.cards[0].full)
    pbx.hang_up(call)
    until(desktop, lambda: application.cards[0].call and not application.cards[0].call.live)
    application.put_cards_away()


def work(desktop: Desktop) -> None:
    take_a_call_and_put_it_off(desktop)
    application = desktop.application
    window, standby = application.history, application.standby
    detail = window.detail
    customer = detail.customer

    def shown() -> str | None:
        card = customer.card.call if customer.card else None
        asked = card is not None and len(card.panels) == 4
        return card.identity.customer.name if asked and card.identity and card.identity.customer else None

    until(desktop, lambda: standby.reminders.to_wrap_up == 1)
    application.do(window.filters.lists.chips["to_wrap_up"].click)
    tell(put_off=until(desktop, lambda: shown() == "Hurt-Bud" and detail.call and detail.call.customer))

    application.do(detail.turn_to_who)
    application.do(lambda: QTest.keyClicks(customer.chooser.field.edit, "Duna"))
    until(desktop, lambda: customer.chooser.people.count() == 1 and not customer.chooser._search.pending)
    application.do(lambda: QTest.keyClick(customer.chooser.field.edit, Qt.Key.Key_Return))
    tell(put_right=until(desktop, lambda: shown() == "Duna Kft." and detail.call and detail.call.customer))

    application.do(detail.form.dispositions.chips["Call back"].click)
    application.do(detail.form.save.click)
    tell(saved=until(desktop, lambda: detail.form.told.full.startswith("Saved; due ")))
    tell(due=until(desktop, lambda: standby.reminders.to_wrap_up == 0 and len(desktop.site.record.day.due())))


def main() -> int:
    def begin(desktop: Desktop) -> None:
        def all_of_it() -> None:
            try:
                work(desktop)
            finally:
                desktop.application.quit()

        threading.Thread(target=all_of_it, daemon=True).start()

    return Desktop(read_settings(Path(sys.argv[1]), all_kinds()), meanwhile=begin).run()


if __name__ == "__main__":
    sys.exit(main())
