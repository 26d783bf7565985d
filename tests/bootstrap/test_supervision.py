"""The supervisors' window as it is really put together: settings, record, courier, views; in a file and on a server."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from connectors.learnt import LEARNT_FILE, LearntFile
from screenpop.answers.cross_sell import Offer, OfferList
from screenpop.bootstrap.kinds import all_kinds
from screenpop.bootstrap.supervision import Supervision
from screenpop.events.acts import Look
from screenpop.events.calls import Ending
from screenpop.offers import OfferOutcome
from screenpop.ports.learnt import Findings, Score, Worth
from screenpop.record.entries import CustomerViewed, OfferMade
from screenpop.record.ids import new_id
from screenpop.sentences import say
from screenpop.settings.reading import read_settings
from screenpop.storage.database import Database
from screenpop.storage.roles.grants import issue_grants
from screenpop.storage.roles.members import create_login, grant_role
from tests.servers import PostgreSQL
from tests.storage.made_entries import NOON, Keeping, keep_call
from tests.ui.seen import seen
from ui.supervisor.audit import AuditView
from ui.supervisor.log_view import LogView
from ui.supervisor.missed import MissedView
from ui.supervisor.offers.view import OffersView
from ui.supervisor.window import SupervisorWindow

Open = Callable[..., SupervisorWindow]


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Opens the window of a desk; it is closed after the test."""
    built: list[Supervision] = []

    def open_window(agent: str, more: str) -> SupervisorWindow:
        file = tmp_path / "settings.toml"
        file.write_text(
            f'region = "PL"\nagent = "{agent}"\ndata = "{(tmp_path / "data").as_posix()}"\n'
            f'[secrets]\nfrom = "environment"\n[line]\nkind = "simulator"\n[window]\nlanguage = "en"\n{more}',
            encoding="utf-8",
        )
        built.append(Supervision(read_settings(file, all_kinds())))
        built[-1].start()
        window = built[-1].application.window
        window.show()
        return window

    monkeypatch.setenv("SCREENPOP_SECRET_RECORD", "secret")
    yield open_window
    for supervision in built:
        supervision.application.close()
        supervision.stop()
    qtbot.wait(0)


@pytest.fixture(scope="module")
def server(postgresql: PostgreSQL) -> str:
    """The address of a record with a call, a missed one and a look of ola's, and with logins of both roles."""
    name = postgresql.create_database()
    with closing(Database(postgresql.url(name, login="postgres"), password=postgresql.password)) as database:
        database.upgrade()
        with database.writing() as connection:
            issue_grants(connection)
            for login, role in (("s_szef", "supervisor"), ("s_audyt", "auditor")):
                create_login(connection, login, "secret")
                grant_role(connection, login, login, role)
        fill(database)
    return postgresql.url(name, login="postgres")


@pytest.fixture
def asked(server: str, opened: Open) -> tuple[str, Open]:
    """The server, and how a window opens that asks it."""
    return server, opened


def fill(database: Database) -> None:
    record = Keeping(database)
    keep_call(record, customer_id="K-1", ending=Ending.ENDED, note="promised Friday")
    keep_call(record, "call-2", number="+48600700800", presented="+48600700800", ending=Ending.MISSED)
    record.keep(CustomerViewed(new_id(), None, NOON, "ola", "K-1", Look.CARD))


def view(window: SupervisorWindow, kind: type):
    [found] = [each for each in window.views if isinstance(each, kind)]
    return found


def looks_in(qtbot: QtBot, window: SupervisorWindow) -> set[tuple[str, str]]:
    audit: AuditView = view(window, AuditView)
    window.turn_to(audit)
    audit.refresh()
    qtbot.waitUntil(lambda: not audit.rows.starting, timeout=15_000)
    told = [audit.rows.at(row) for row in range(audit.rows.rowCount())]
    return {(each.row.agent, each.row.look) for each in told if each}


def see_the_call_and_open_it(qtbot: QtBot, window: SupervisorWindow) -> None:
    log: LogView = view(window, LogView)
    qtbot.waitUntil(lambda: log.rows.rowCount() == 2)
    call = next(each.row for row in range(2) if (each := log.rows.at(row)) and each.row.customer_id == "K-1")
    log.story.open(call)
    qtbot.waitUntil(lambda: "promised Friday" in seen(log.story))


def export_all(qtbot: QtBot, window: SupervisorWindow, file: Path) -> None:
    log: LogView = view(window, LogView)
    log.exporting._ask = lambda _parent, _title, _name: str(file)
    log.export.wanted.emit("csv")
    qtbot.waitUntil(lambda: "2 calls are in" in log.exporting.text.full)


def test_where_the_record_is_a_file_its_supervisor_sees_all_and_is_on_record(
    qtbot: QtBot, tmp_path: Path, opened: Open
) -> None:
    with closing(Database(tmp_path / "data" / "record.db")) as database:
        fill(database)
    window = opened("szef", '[supervision]\nrole = "supervisor"\n')

    see_the_call_and_open_it(qtbot, window)

    qtbot.waitUntil(lambda: ("szef", Look.HISTORY) in looks_in(qtbot, window), timeout=15_000)
    assert ("ola", Look.CARD) in looks_in(qtbot, window)
    missed: MissedView = view(window, MissedView)
    window.turn_to(missed)
    missed.period.chips.chips["all"].click()
    qtbot.waitUntil(lambda: missed.rows.rowCount() == 1)


@pytest.mark.parametrize(
    ("login", "sees_all"),
    [("s_szef", False), ("s_audyt", True)],
)
def test_on_a_server_the_role_decides_whose_looks_are_seen(
    qtbot: QtBot, tmp_path: Path, asked: tuple[str, Open], login: str, sees_all: bool
) -> None:
    server, opened = asked
    window = opened(login, f'[record]\ndatabase = "{server.replace("postgres@", f"{login}@")}"\n')

    see_the_call_and_open_it(qtbot, window)
    export_all(qtbot, window, tmp_path / "calls.csv")

    own = {(login, Look.HISTORY), (login, Look.EXPORT)}
    qtbot.waitUntil(lambda: own <= looks_in(qtbot, window), timeout=15_000)
    for title in ("Live board", "Offers"):
        assert any(str(each.title) == title for each in window.views) != sees_all
    assert "promised Friday" in (tmp_path / "calls.csv").read_text(encoding="utf-8")
    assert (("ola", Look.CARD) in looks_in(qtbot, window)) == sees_all


def test_how_offers_fared_is_seen_with_what_products_are_called_and_what_customers_are_worth(
    qtbot: QtBot, tmp_path: Path, opened: Open
) -> None:
    with closing(Database(tmp_path / "data" / "record.db")) as database:
        record = Keeping(database)
        call = keep_call(record, customer_id="K-1", ending=Ending.ENDED)
        head = (new_id(), call.id, datetime.now(UTC), "anna", "K-1")
        record.keep(OfferMade(*head, "fits", "P9", OfferOutcome.ACCEPTED, "basket_cosine"))
    LearntFile(tmp_path / "data" / LEARNT_FILE).replace(_learnt())
    window = opened("szef", '[supervision]\nrole = "supervisor"\n')

    offers: OffersView = view(window, OffersView)
    window.turn_to(offers)

    qtbot.waitUntil(lambda: offers.sheet is not None, timeout=20_000)
    sheet = offers.sheet
    assert sheet is not None
    [made] = sheet.products.picture.shown.items
    assert (made.label, made.told.split("  ·  ")[0]) == ("Diamond blade", "1 of 1")
    [segment] = sheet.segments.picture.shown.items
    assert segment.label == "Best customers"
    qtbot.waitUntil(lambda: sheet.customers.rows.rowCount() == 1)
    assert "As of" in sheet.learned.from_what.text()


def test_on_a_server_a_supervisor_may_read_how_offers_fare_before_anything_was_learnt(
    qtbot: QtBot, asked: tuple[str, Open]
) -> None:
    server, opened = asked
    window = opened("s_szef", f'[record]\ndatabase = "{server.replace("postgres@", "s_szef@")}"\n')
    offers: OffersView = view(window, OffersView)
    window.turn_to(offers)

    qtbot.waitUntil(lambda: offers.sheet is not None, timeout=20_000)
    assert offers.sheet is not None
    assert "Nothing was learnt yet" in offers.sheet.learned.from_what.text()


def _learnt() -> Findings:
    """One customer's suggestion and worth."""
    blade = Offer(OfferList.FITS, "P9", "Diamond blade", 0.5, say("it fits"), "basket_cosine")
    worth = Worth("champions", NOON.date(), None, leaving=False, important=True, why=say("orders"))
    score = Score("K-1", "champions", 5, 5, 5, 0.9, 6.5, 1200.0, "PLN")
    report = '{"at": "2026-03-31", "customers": 1, "products": 1, "lists": {}}'
    return Findings(NOON.date(), report, [("K-1", (blade,))], [(worth, score)], (), ())


def test_a_server_that_is_away_is_told_in_every_view(qtbot: QtBot, opened: Open) -> None:
    window = opened("szef", '[record]\ndatabase = "postgresql+psycopg://szef@127.0.0.1:1/calls"\n')
    for kind in (LogView, MissedView, AuditView):
        shown = view(window, kind)
        window.turn_to(shown)
        qtbot.waitUntil(lambda shown=shown: "The record cannot be read" in seen(shown), timeout=15_000)


def test_every_view_is_pictured_light_and_dark(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    data = (tmp_path / "data").as_posix()
    file.write_text(
        f'region = "PL"\nagent = "szef"\ndata = "{data}"\n[secrets]\nfrom = "environment"\n[line]\nkind = "simulator"\n'
        '[supervision]\nrole = "supervisor"\n',
        encoding="utf-8",
    )
    with closing(Database(tmp_path / "data" / "record.db")) as database:
        fill(database)
    pictures = list(Supervision(read_settings(file, all_kinds())).pictures(tmp_path))
    qtbot.wait(0)
    charted = ("3-charts", "3-charts-below", "4-offers", "4-offers-below")
    views = ("1-call-log", "2-missed", *charted, "5-live-board", "6-audit")
    assert [picture.name for picture in pictures] == [
        f"supervisor-{each}-{theme}.png" for theme in ("light", "dark") for each in views
    ]
    light, dark = (QImage(str(pictures[place])).pixelColor(600, 790).lightness() for place in (0, 8))
    assert light > 200
    assert dark < 60
