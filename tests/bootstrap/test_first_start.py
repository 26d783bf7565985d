"""The first start, against a real little PBX and a real database: from no file to a card that pops."""

import shutil
import socket
import sqlite3
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from connectors.demo_company.cast import Callers
from screenpop.bootstrap import first_start, parts
from screenpop.bootstrap.demo_site import DemoSite
from screenpop.bootstrap.desktop import Desktop
from screenpop.bootstrap.first_start import FirstStart, begin
from screenpop.commands import desktop as desktop_command
from screenpop.errors import MissingSecret
from screenpop.events import news
from screenpop.guard import Guarded
from screenpop.sentences import say
from screenpop.settings import begun
from screenpop.settings.model import Settings
from screenpop.settings.presets import PRESETS
from telephony.simulator.pbx import LittlePbx
from telephony.simulator.ring import Ring
from tests.ui.seen import seen
from ui.assistant.callers import DATABASE, CallersPage
from ui.assistant.department import DepartmentPage
from ui.assistant.pages import DEPARTMENT, DIRECTORY, DONE, LINE, WELCOME, YOU
from ui.assistant.telephone import TelephonePage
from ui.assistant.window import AssistantWindow
from ui.settings.trial_box import TrialBox

WAIT = 20_000
SECRET = "s3cret-of-the-line"


class Vault:
    """A keyring."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.broken = False

    def get(self, name: str, /) -> str | None:
        return self.kept.get(name)

    def set(self, name: str, password: str, /) -> None:
        if self.broken:
            raise MissingSecret(say("The keyring is locked."))
        self.kept[name] = password

    def forget(self, name: str, /) -> bool:
        return self.kept.pop(name, None) is not None


@pytest.fixture
def vault(monkeypatch: pytest.MonkeyPatch) -> Vault:
    vault = Vault()
    monkeypatch.setattr(parts, "secrets_from", lambda _origin: vault)
    monkeypatch.setattr("getpass.getuser", lambda: "anna")
    return vault


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("screenpop.settings.reading.data_folder", lambda: tmp_path / "data")
    return tmp_path / "config" / "settings.toml"


@pytest.fixture
def pbx() -> Iterator[LittlePbx]:
    little = LittlePbx(password=SECRET)
    little.start()
    yield little
    little.stop()


@pytest.fixture
def erp(tmp_path: Path) -> Path:
    """A small ERP."""
    file = tmp_path / "erp.db"
    with closing(sqlite3.connect(file)) as opened, opened:
        opened.executescript("""
            create table customers (customer_no text primary key, company text, contact text, phone text);
            create table invoices (invoice_no text, customer_no text references customers (customer_no),
                                   due_date text, open_amount numeric, currency text);
            insert into customers values ('1001', 'Hurt-Bud', 'Anna Wąs', '+48 22 555 01 23'),
                                         ('1002', 'Green Yard', 'Jan Nowak', '+48 22 555 01 24');
            insert into invoices values ('F1', '1001', '2026-01-02', 100.5, 'PLN'),
                                        ('F2', '1002', '2026-02-02', 200, 'PLN');
        """)
    return file


@contextmanager
def started(file: Path, policy: Path | None = None) -> Iterator[FirstStart]:
    start = FirstStart(file, policy)
    start.window.come_up()
    try:
        yield start
    finally:
        start.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def turned_to(window: AssistantWindow, name: str) -> None:
    """As far as a page, with all before it left out."""
    window.go_on()
    while window.page.name != name:
        if window.foot.skip.isHidden():
            window.go_on()
        else:
            window.foot.skip.click()


def typed(field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)


def line_page(window: AssistantWindow) -> TelephonePage:
    page = window.page
    assert isinstance(page, TelephonePage)
    return page


def type_line(window: AssistantWindow, server: str, extension: str = "101") -> None:
    line = line_page(window).line
    for key, text in (("server", server), ("extension", extension)):
        typed(line.rows[key].editor.findChild(QLineEdit), text)


def answer_of(window: AssistantWindow, qtbot: QtBot) -> str:
    answering = line_page(window).line.answering
    assert answering is not None
    qtbot.waitUntil(lambda: answering.line is not None, timeout=WAIT)
    return str(answering.line.check.told)


def tried(box: TrialBox, qtbot: QtBot, act: Callable[[], object]) -> list[tuple[bool, str]]:
    with qtbot.waitSignal(box.ended, timeout=WAIT):
        act()
    return [(each.check.passed, str(each.check.told)) for each in box.lines]


def test_from_no_file_to_a_popped_card(
    file: Path, vault: Vault, pbx: LittlePbx, erp: Path, qtbot: QtBot
) -> None:
    with started(file) as start:
        window = start.window
        window.go_on()
        assert window.page.name == YOU
        typed(window.page.rows["region"].editor.findChild(QLineEdit), "PL")  # type: ignore[attr-defined] # the page that it is
        window.go_on()

        type_line(window, pbx.server)
        assert "answers" in answer_of(window, qtbot)
        line = line_page(window).line
        assert line.password is not None
        typed(line.password.field.edit, SECRET)
        found = tried(
            line.signs_on, qtbot, lambda: QTest.keyClick(line.password.field.edit, Qt.Key.Key_Return)
        )
        assert all(passed for passed, _ in found)
        assert vault.kept == {"line": SECRET}

        def ring() -> None:
            line.rings.button.click()
            QTimer.singleShot(0, lambda: rung(line.rings, pbx))

        assert tried(line.rings, qtbot, ring)[-1] == (True, "It rings: +48225550123.")
        window.go_on()

        callers = window.page
        assert isinstance(callers, CallersPage)
        callers.origins.chips[DATABASE].click()
        typed(callers.origin.source.rows["url"].editor.findChild(QLineEdit), f"sqlite:///{erp}")
        assert callers.origin.finder is not None
        assert all(ok for ok, _ in tried(callers.origin.finder, qtbot, callers.origin.finder.button.click))
        typed(callers.origin.test.asked.edit, "22 555 01 23")
        looked_up = tried(callers.origin.test, qtbot, callers.origin.test.button.click)
        assert looked_up[-1][0]
        assert "Hurt-Bud" in looked_up[-1][1]
        window.go_on()

        department = window.page
        assert isinstance(department, DepartmentPage)
        finder = department.choice.finder
        assert finder is not None
        assert all(ok for ok, _ in tried(finder, qtbot, finder.button.click))
        typed(department.choice.test.asked.edit, "1001")
        read = tried(department.choice.test, qtbot, department.choice.test.button.click)
        assert all(ok for ok, _ in read), read
        assert any("1 row for Hurt-Bud (1001)" in told for _, told in read)
        window.go_on()
        window.page.ways.ways["amounts"].click()  # type: ignore[attr-defined] # as above
        window.go_on()
        assert window.page.name == DONE
        window.go_on()
        assert start.settings is not None

    assert SECRET not in "".join(each.read_text() for each in file.parent.iterdir())
    assert start.settings.verification.policy == "amounts"
    assert not begun.place_of(file).exists()
    card = popped_card(start.settings, pbx)
    assert "Hurt-Bud" in card
    assert "Anna Wąs" in card


def rung(box: TrialBox, pbx: LittlePbx) -> None:
    """Call as soon as the line says that it is ready."""
    if any("call it now" in str(each.check.told) for each in box.lines):
        pbx.offer(Ring(number="+48225550123"))
    else:
        QTimer.singleShot(50, lambda: rung(box, pbx))


def popped_card(settings: Settings, pbx: LittlePbx) -> str:
    """What a card says when somebody calls at a desk with these settings."""
    read: list[str] = []
    rings = iter((Ring(number="+48225550123"),))

    def hear(told: news.News) -> None:
        if isinstance(told, news.LineUp) and (ring := next(rings, None)):
            pbx.offer(ring)

    desk = Desktop(settings, listen=hear)
    until = QDeadlineTimer(WAIT)

    def look() -> None:
        read.extend(said for said in map(seen, desk.application.cards) if "Hurt-Bud" in said)
        if read or until.hasExpired():
            watching.stop()
            desk.application.quit()

    watching = QTimer(interval=100)
    watching.timeout.connect(look)
    watching.start()
    desk.run()
    return read[0] if read else ""


def test_a_wrong_password_is_told_beside_the_password(
    file: Path, vault: Vault, pbx: LittlePbx, qtbot: QtBot
) -> None:
    with started(file) as start:
        turned_to(start.window, LINE)
        type_line(start.window, pbx.server)
        line = line_page(start.window).line
        assert line.password is not None
        typed(line.password.field.edit, "wrong")
        found = tried(line.signs_on, qtbot, line.password.keep)

        assert not all(passed for passed, _ in found)
        assert "password is wrong" in line.password.state.text()
        assert line.password.field.edit.text() == ""


def test_a_keyring_that_keeps_nothing_says_so_and_nothing_is_tried(
    file: Path, vault: Vault, qtbot: QtBot
) -> None:
    vault.broken = True
    with started(file) as start:
        turned_to(start.window, LINE)
        line = line_page(start.window).line
        assert line.password is not None
        typed(line.password.field.edit, SECRET)
        line.password.keep()
        state = line.password.state
        qtbot.waitUntil(lambda: "keyring is locked" in state.text(), timeout=WAIT)
        assert line.signs_on.lines == []


def test_where_nobody_answers_it_says_so_as_one_types(file: Path, vault: Vault, qtbot: QtBot) -> None:
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as silent, started(file) as start:
        silent.bind(("127.0.0.1", 0))
        turned_to(start.window, LINE)
        type_line(start.window, f"127.0.0.1:{silent.getsockname()[1]}")

        assert "No answer from 127.0.0.1" in answer_of(start.window, qtbot)


def test_one_cannot_go_on_with_what_cannot_work_and_is_told_at_the_field(
    file: Path, vault: Vault, qtbot: QtBot
) -> None:
    with started(file) as start:
        turned_to(start.window, LINE)
        rows = line_page(start.window).line.rows
        assert rows["extension"].problem.text() == ""
        start.window.go_on()

        assert start.window.page.name == LINE
        assert rows["server"].problem.text() == "it is missing"
        assert rows["extension"].problem.text() == "it is missing"


def test_a_wrong_file_is_told_and_the_page_can_be_left_out(
    file: Path, vault: Vault, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "notes.csv").write_text("what,why\nnothing,nobody\n")
    with started(file) as start:
        window = start.window
        turned_to(window, DIRECTORY)
        callers = window.page
        assert isinstance(callers, CallersPage)
        assert callers.origin.file is not None
        typed(callers.origin.file.editor.findChild(QLineEdit), str(tmp_path / "notes.csv"))
        found = tried(callers.origin.test, qtbot, callers.origin.test.button.click)
        assert not all(ok for ok, _ in found)
        typed(callers.origin.file.editor.findChild(QLineEdit), str(tmp_path / "nowhere.vcf"))
        again = tried(callers.origin.test, qtbot, callers.origin.test.button.click)
        assert not all(ok for ok, _ in again)
        window.foot.skip.click()
        assert window.page.name == DEPARTMENT
        turned_back = window.go_back
        turned_back()
        assert callers.origin.file.editor.findChild(QLineEdit).text().endswith("nowhere.vcf")
        window.foot.skip.click()
        turned_to(window, DONE)
        said = "\n".join(line.text.text() for line in window.page.lines)  # type: ignore[attr-defined] # the last page
        assert "Who calls: left out. Without it every caller is unknown" in said
        window.go_on()
        assert start.settings is not None
        assert start.settings.directory is None
        assert start.settings.lines == ()


def test_what_was_typed_is_there_the_next_time_but_for_passwords(
    file: Path, vault: Vault, tmp_path: Path, qtbot: QtBot
) -> None:
    with started(file) as start:
        turned_to(start.window, LINE)
        type_line(start.window, "pbx.example", "207")
        line_page(start.window).line.stop()
        start.window.form.put({("sources", "customers"): {"kind": "sql", "url": "postgresql://a:hush@b/c"}})
        start.window.close()
    assert not file.exists()
    assert "hush" not in begun.place_of(file).read_text()

    with started(file) as again:
        assert again.window.page.name == WELCOME
        assert again.window.page.ways.choice() == "go on"  # type: ignore[attr-defined] # the first page
        again.window.go_on()
        row = line_page(again.window).line.rows["extension"]
        assert row.editor.findChild(QLineEdit).text() == "207"


def test_what_the_policy_locks_is_not_asked(file: Path, vault: Vault, tmp_path: Path, qtbot: QtBot) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text(
        '[lock]\nregion = "PL"\n[lock.line]\nkind = "sip"\nserver = "pbx.example"\nextension = "101"\n'
        '[lock.verification]\npolicy = "amounts"\n'
    )
    with started(file, policy) as start:
        assert start.window.names == (WELCOME, DIRECTORY, DEPARTMENT, DONE)

    policy.write_text(policy.read_text().replace('extension = "101"\n', ""))
    with started(file, policy) as start:
        assert start.window.names == (WELCOME, LINE, DIRECTORY, DEPARTMENT, DONE)
        turned_to(start.window, LINE)
        rows = line_page(start.window).line.rows
        assert not rows["server"].editor.isEnabled()
        assert rows["extension"].editor.isEnabled()


def test_a_policy_that_locks_all_leaves_nothing_to_ask(
    file: Path, vault: Vault, tmp_path: Path, erp: Path, qtbot: QtBot
) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text(
        '[lock]\nregion = "PL"\n[lock.line]\nkind = "simulator"\n'
        f'[lock.sources.crm]\nkind = "sql"\nurl = "sqlite:///{erp}"\n'
        '[lock.directory]\nsource = "crm"\ncontacts = "select 1"\n'
        '[lock.departments.accounting]\nsource = "crm"\nopen_items = "select 1"\n'
        '[lock.verification]\npolicy = "show"\n'
    )
    begun_with: list[Settings] = []

    assert begin(file, policy, lambda settings: begun_with.append(settings) or 7) == 7  # type: ignore[func-returns-value] # append gives nothing, so 7 counts
    assert [each.region for each in begun_with] == ["PL"]


def test_it_is_worked_by_keys_alone(file: Path, vault: Vault, qtbot: QtBot) -> None:
    with started(file) as start:
        window = start.window
        with qtbot.waitActive(window):
            window.come_up()
        assert window.focusWidget() is window.foot.next
        QTest.keyClick(window.foot.next, Qt.Key.Key_Return)
        assert window.page.name == YOU
        assert isinstance(window.focusWidget(), QLineEdit)
        reached = set()
        for _ in range(40):
            QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
            reached.add(window.focusWidget())
        assert {window.foot.back, window.foot.next} < reached
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert window.page.name == LINE
        window.go_back()
        assert window.page.name == YOU


def test_another_language_is_spoken_at_once_and_written(file: Path, vault: Vault, qtbot: QtBot) -> None:
    with started(file) as start:
        window = start.window
        window.page.languages.chips["pl"].click()  # type: ignore[attr-defined] # the first page
        assert window.foot.back.text() == "Wstecz"
        turned_to(window, DONE)
        window.go_on()
    assert 'language = "pl"' in file.read_text()


def test_without_a_file_the_program_begins_with_the_assistant(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []
    monkeypatch.setattr(first_start, "begin", lambda wanted, *_: asked.append(wanted) or 0)

    monkeypatch.setattr(desktop_command, "to_stderr", lambda _: None)
    arguments = Namespace(config=str(file), sits=None, sits_at=None, guarded=Guarded())

    assert desktop_command.command(arguments) == 0
    assert asked == [file]


def test_a_preset_brings_the_directory_and_departments(
    file: Path, vault: Vault, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "sheets"
    shutil.copytree(PRESETS / "spreadsheets" / "csv", folder)
    with started(file) as start:
        window = start.window
        turned_to(window, DIRECTORY)
        callers = window.page
        assert isinstance(callers, CallersPage)
        callers.origins.chips["spreadsheets"].click()
        assert callers.origin.source is not None
        typed(callers.origin.source.rows["path"].editor.findChild(QLineEdit), str(folder))
        typed(callers.origin.test.asked.edit, "+48 22 555 01 23")  # type: ignore[union-attr] # it asks for a number
        looked_up = tried(callers.origin.test, qtbot, callers.origin.test.button.click)
        assert "Hurt-Bud" in looked_up[-1][1]
        window.go_on()
        department = window.page
        assert isinstance(department, DepartmentPage)
        assert {"accounting", "sales", "credit"} <= set(department.departments.chips)
        read = tried(department.choice.test, qtbot, department.choice.test.button.click)
        assert all(ok for ok, _ in read), read
        turned_to(window, DONE)
        window.go_on()
    assert start.settings is not None
    assert start.settings.directory is not None
    assert "accounting" in start.settings.departments


def test_the_demo_company_is_made_while_the_window_says_so(
    file: Path, vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    site = DemoSite(tmp_path, tmp_path / "settings.toml", Callers(*[None] * len(fields(Callers))))  # type: ignore[arg-type] # nobody calls
    monkeypatch.setattr(first_start, "ready_demo_site", lambda _tell: site)
    start = FirstStart(file, None)

    def choose() -> None:
        start.window.page.ways.ways["demo"].click()  # type: ignore[attr-defined] # the first page
        start.window.go_on()
        assert "being made" in start.window.foot.told.text()

    QTimer.singleShot(0, choose)
    start.run()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    assert start.demo is site
    assert start.settings is None
    assert not file.exists()


def test_a_country_that_does_not_exist_is_told_at_its_field(file: Path, vault: Vault, qtbot: QtBot) -> None:
    with started(file) as start:
        window = start.window
        window.go_on()
        region = window.page.rows["region"]  # type: ignore[attr-defined] # the page that it is
        typed(region.editor.findChild(QLineEdit), "XX")
        window.go_on()

        assert window.page.name == YOU
        assert region.problem.text() != ""
        assert window.foot.told.text() != ""


def test_another_origin_of_the_numbers_brings_its_own_departments(
    file: Path, vault: Vault, erp: Path, qtbot: QtBot
) -> None:
    with started(file) as start:
        window = start.window
        turned_to(window, DEPARTMENT)
        assert set(window.page.departments.chips) >= {"accounting"}  # type: ignore[attr-defined] # as above
        before = window.page
        window.go_back()
        callers = window.page
        assert isinstance(callers, CallersPage)
        callers.origins.chips["tryton"].click()
        assert callers.origin.source is not None
        typed(
            callers.origin.source.rows["url"].editor.findChild(QLineEdit), "postgresql://reader@erp.example/t"
        )
        window.go_on()

        assert window.page is not before
        assert window.page.choice.source == ""  # type: ignore[attr-defined] # as above
        window.go_back()
        callers.origins.chips[DATABASE].click()
        callers.origins.chips["tryton"].click()
        kept = callers.origin.source.rows["url"].editor.findChild(QLineEdit)
        assert kept.text() == "postgresql://reader@erp.example/t"


def shown_window() -> AssistantWindow:
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, AssistantWindow))


def test_the_desk_starts_with_what_was_set_up_and_not_where_the_window_was_closed(
    file: Path, vault: Vault, qtbot: QtBot
) -> None:
    begun_with: list[Settings] = []

    def work(settings: Settings) -> int:
        begun_with.append(settings)
        return 7

    QTimer.singleShot(0, lambda: shown_window().close())
    assert begin(file, None, work) == 0
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert begun_with == []
    assert not file.exists()

    def finish() -> None:
        turned_to(shown_window(), DONE)
        shown_window().go_on()

    QTimer.singleShot(0, finish)
    assert begin(file, None, work) == 7
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert [each.file for each in begun_with] == [file]


def test_the_assistant_comes_back_over_the_file_that_there_is(file: Path, vault: Vault, qtbot: QtBot) -> None:
    file.parent.mkdir()
    file.write_text('# ours\nregion = "PL"\nagent = "ewa"\n[line]\nkind = "simulator"\n', encoding="utf-8")

    def finish() -> None:
        window = shown_window()
        window.go_on()
        window.go_on()
        assert line_page(window).kinds.choice() == "simulator"
        assert all(ok for ok, _ in tried(line_page(window).line.signs_on, qtbot, press))
        window.go_on()
        while window.page.name != DONE:
            window.foot.skip.click()
        window.go_on()

    def press() -> None:
        line_page(shown_window()).line.signs_on.button.click()

    QTimer.singleShot(0, finish)
    assert begin(file, None, lambda settings: int(settings.agent != "ewa")) == 0
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert file.read_text().startswith("# ours\n")
