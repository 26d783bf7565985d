"""A site that verifies first: from the telephone to the card and the record, with the departments' own databases."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing

import pytest
from pytestqt.qtbot import QtBot

from screenpop.bootstrap.desktop import Desktop
from screenpop.bootstrap.kinds import all_kinds
from screenpop.events import news
from screenpop.settings.reading import read_settings
from screenpop.storage.failed_checks import RecordChecks
from telephony.simulator.ring import Ring
from tests.main_job.rings import panels, ringing, story_of
from tests.main_job.site import Site
from tests.program import watching
from tests.ui.seen import seen
from ui.pop.card import Card

ANNA = "+48601234567"
VERIFY = """
[verification]
policy = "{policy}"
needed = 2
wrong = 2
source = "crm"
answers = '''
select since as since, 'Kaktus' as password, company as company from people
where customer_no = :customer_id order by person_id limit 1'''
[[verification.checks]]
name = "since"
ask = "Since when are you with us?"
[[verification.checks]]
name = "password"
ask = "Your password on the telephone?"
[[verification.checks]]
name = "company"
ask = "For which company do you call?"
"""
SECRETS = ("Świątkowska", "Hurt-Bud", "C1", "3100", "1200.5", "Kaktus", "2019-04-01", "20000", "Article S-1")


def verifying(site: Site, policy: str = "verify") -> Site:
    config = site.config
    config.write_text(config.read_text(encoding="utf-8") + VERIFY.format(policy=policy), encoding="utf-8")
    return site


@pytest.fixture
def desktop(qtbot: QtBot, site: Site) -> Iterator[Desktop]:
    """A desk at work whose site verifies first."""
    config = verifying(site).folder / "settings.toml"
    up = threading.Event()
    made = Desktop(
        read_settings(config, all_kinds()),
        listen=lambda told: up.set() if isinstance(told, news.LineUp) else None,
    )
    made._open()
    try:
        assert up.wait(20)
        yield made
    finally:
        assert made.site is not None
        made.site.stop()
        made.application.close()


def card_of(qtbot: QtBot, desktop: Desktop, call: str) -> Card:
    def cards() -> list[Card]:
        return [
            card for card in desktop.application.cards if card.call is not None and card.call.call_id == call
        ]

    qtbot.waitUntil(lambda: bool(cards()), timeout=15_000)
    return cards()[0]


def rows(desktop: Desktop, site: Site, question: str) -> list[tuple[object, ...]]:
    assert desktop.site is not None
    assert desktop.site.record.deliver(10).waiting == 0
    with closing(sqlite3.connect(site.folder / "data" / "record.db")) as record:
        return record.execute(question).fetchall()


def talk(qtbot: QtBot, desktop: Desktop) -> tuple[Card, str]:
    assert desktop.site is not None
    pbx = desktop.site.little_pbx()
    call = pbx.offer(Ring(ANNA))
    card = card_of(qtbot, desktop, call)
    pbx.answer(call)
    qtbot.waitUntil(lambda: "Verify the caller: 0 of 2" in seen(card.verifying), timeout=15_000)
    qtbot.waitUntil(lambda: card.verifying.rows[0].right_answer.full != "", timeout=15_000)
    return card, call


def test_watch_tells_of_a_masked_caller_that_there_are_panels_and_nothing_else(site: Site) -> None:
    verifying(site)
    config = site.folder / "settings.toml"
    with watching(config) as program:
        program.expect("line_up")
        with ringing(config, ANNA, "--answer"):
            call = program.expect("pop_opened")["call_id"]
            for _ in range(4):
                program.expect("panel_masked", call_id=call)
        program.expect("pop_closed", call_id=call)
    story = story_of(call, program.told)
    (known,) = [told for told in story if told["news"] == "caller_identified"]
    assert known["customers"] == [
        {"id": "", "name": "Hurt-Bud", "contact": "A. W.", "active": True, "internal": False}
    ]
    masked = [told for told in story if told["news"] == "panel_masked"]
    assert {told["department"] for told in masked} == {"accounting", "sales", "credit", "cross_sell"}
    assert {frozenset(told) for told in masked} == {frozenset({"news", "call_id", "at", "department"})}
    assert panels(story) == {}
    logged = config.with_suffix(".stderr").read_text(encoding="utf-8")
    told = "\n".join(map(str, program.told))
    hidden = [secret for secret in SECRETS if secret != "Hurt-Bud"]
    assert [secret for secret in hidden if secret in told or secret in logged] == []


def test_two_right_answers_show_the_departments_and_stand_in_the_record(
    qtbot: QtBot, desktop: Desktop, site: Site
) -> None:
    card, _ = talk(qtbot, desktop)
    assert "3,100.00" not in seen(card)
    assert card.header.name.full == "A. W."
    for place in range(2):
        card.verifying.answer(place, right=True)
    qtbot.waitUntil(lambda: "Verified: 2 of 2" in seen(card.verifying), timeout=15_000)
    qtbot.waitUntil(lambda: "3,100.00" in seen(card.panels["accounting"]), timeout=15_000)
    assert card.header.name.full == "Anna Wąs-Świątkowska"
    asked = "select count(*) from checks_made where customer_id = 'C1' and was_right and agent = 'anna'"
    assert rows(desktop, site, asked) == [(2,)]


def test_two_wrong_answers_lock_the_customer_also_on_the_next_call_until_a_supervisor_unlocks(
    qtbot: QtBot, desktop: Desktop, site: Site
) -> None:
    card, call = talk(qtbot, desktop)
    for place in range(2):
        card.verifying.answer(place, right=False)
    qtbot.waitUntil(lambda: "Locked" in seen(card.verifying), timeout=15_000)
    assert desktop.site is not None
    desktop.site.little_pbx().hang_up(call)
    again = desktop.site.little_pbx().offer(Ring(ANNA))
    card = card_of(qtbot, desktop, again)
    qtbot.waitUntil(lambda: "Locked" in seen(card), timeout=15_000)
    assert "Świątkowska" not in seen(card)

    assert desktop.site.record.deliver(10).waiting == 0
    RecordChecks(desktop.site.record.database).unlock("C1", "sven")
    desktop.site.little_pbx().answer(again)
    qtbot.waitUntil(lambda: not card.verifying.again.isHidden(), timeout=15_000)
    card.verifying.again.click()
    qtbot.waitUntil(lambda: "Verify the caller: 0 of 2" in seen(card.verifying), timeout=15_000)


def test_a_reveal_shows_one_panel_and_stands_in_the_record(
    qtbot: QtBot, desktop: Desktop, site: Site
) -> None:
    card, _ = talk(qtbot, desktop)
    panel = card.panels["accounting"]
    panel.mask_page.reveal.click()
    qtbot.waitUntil(lambda: "3,100.00" in seen(panel), timeout=15_000)
    assert card.header.name.full == "A. W."
    asked = "select agent, customer_id, what from customer_views where look = 'reveal'"
    assert rows(desktop, site, asked) == [("anna", "C1", "accounting")]
