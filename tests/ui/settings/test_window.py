"""The settings window shows every key, changes nothing that is locked, and saves nothing that cannot work."""

import threading
import tomllib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from screenpop.bootstrap.kinds import all_kinds
from screenpop.errors import KeyringLocked, SourceUnavailable
from screenpop.ports.checks import Check
from screenpop.sentences import say
from screenpop.settings.described import Field, Shape, fields_of_kind
from screenpop.settings.layers import KeyPath
from screenpop.settings.sections import OF_KINDS, SECTIONS, file_fields
from tests.ui.settings.desk import FILE, SettingsDesk, settings_desk
from ui.components.look import Look
from ui.language import language_for
from ui.settings import trial_box
from ui.settings.kind_names import NAMES
from ui.settings.kinds import KindTable
from ui.settings.password_row import PasswordRow
from ui.settings.row import Row, found, found_by
from ui.settings.trial_box import TrialBox

LOCKED = '[lock.verification]\npolicy = "amounts"\n[lock.window]\ntheme = "light"\n[lock.sources.crm]\nkind = "sql"\n'


@pytest.fixture
def open_window(look: Look, tmp_path: Path, qtbot: QtBot) -> Iterator[Callable[..., SettingsDesk]]:
    with ExitStack() as held:
        yield lambda **more: held.enter_context(settings_desk(look, tmp_path, **more))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def desk(open_window: Callable[..., SettingsDesk]) -> SettingsDesk:
    return open_window()


def texts(desk: SettingsDesk) -> str:
    return "\n".join(label.text() for label in desk.window.findChildren(QLabel) if label.isVisible())


def kinds_of(group: str) -> tuple[object, ...]:
    kinds = all_kinds()
    return {"line": kinds.lines, "sources": kinds.sources, "departments": kinds.departments}[group]


def one_of_each_kind() -> str:
    lines = "".join(f'[[line]]\nkind = "{kind.name}"\nname = "{kind.name}"\n' for kind in kinds_of("line"))
    named = "".join(
        f'[{group}.{kind.name}]\nkind = "{kind.name}"\n'
        for group in ("sources", "departments")
        for kind in kinds_of(group)
    )
    rows = "".join(f"[[{key}]]\n" for key, field in file_fields().items() if field.shape is Shape.ROWS)
    within = (
        "wrap_up.templates",
        "verification.checks",
        "offers.categories",
        "departments.credit.offers",
        "departments.conversation.also",
    )
    inner = "".join(f"[[{key}]]\n" for key in within)
    return f'region = "PL"\n{lines}{named}{rows}{inner}'


def wanted_paths(fields: tuple[Field, ...], at: KeyPath) -> Iterator[KeyPath]:
    for field in fields:
        path = (*at, field.key)
        if field.shape is Shape.GROUP:
            yield from wanted_paths(field.fields, path)
        elif field.shape is Shape.ROWS:
            yield from wanted_paths(field.fields, (*path, 0))
        else:
            yield path


def test_every_key_of_every_table_is_in_the_window(open_window: Callable[..., SettingsDesk]) -> None:
    desk = open_window(file=one_of_each_kind())
    wanted = set(
        wanted_paths(tuple(field for key, field in file_fields().items() if key not in OF_KINDS), ())
    )
    for group in OF_KINDS:
        for place, kind in enumerate(kinds_of(group)):
            at = (group, place) if group == "line" else (group, kind.name)
            wanted |= set(wanted_paths(fields_of_kind(group, kind), at))

    desk.open_all()

    assert set(desk.rows()) == wanted


def test_every_section_can_be_shown_and_shows_nothing_of_another(desk: SettingsDesk) -> None:
    for section in SECTIONS:
        desk.window.turn_to(section.name)

        assert [name for name, page in desk.window.pages.built.items() if page.isVisible()] == [section.name]


def test_a_locked_value_says_so_and_cannot_be_changed(open_window: Callable[..., SettingsDesk]) -> None:
    desk = open_window(policy=LOCKED)
    desk.window.turn_to("card")
    row = desk.rows()["window", "theme"]

    assert not row.editor.isEnabled()
    assert row.origin.text == "Locked by this computer's administrator"
    assert row.editor.chips.choice() == "light"
    row.editor.edited.emit("high-contrast")
    assert not desk.draft.changes
    assert row.editor.chips.choice() == "light"
    assert desk.rows()["window", "corner"].editor.isEnabled()


def test_what_a_profile_says_is_told_with_its_name(open_window: Callable[..., SettingsDesk]) -> None:
    desk = open_window(
        policy='[[profile]]\nname = "Sales floor"\nmachines = ["*"]\n'
        '[profile.preset.window]\ncorner = "top-left"\n[profile.lock.window]\ntheme = "light"\n'
    )
    rows = desk.rows()

    assert rows["window", "theme"].origin.text == "Locked by this computer's administrator, for “Sales floor”"
    assert (
        rows["window", "corner"].origin.text == "Preset by this computer's administrator, for “Sales floor”"
    )
    assert not rows["window", "theme"].editor.isEnabled()


def test_a_table_with_a_locked_part_cannot_be_removed(open_window: Callable[..., SettingsDesk]) -> None:
    desk = open_window(policy=LOCKED)
    desk.window.turn_to("sources")
    (entry,) = desk.window.pages.page("sources").findChild(KindTable).entries.values()

    assert not entry.remove.isVisible()
    desk.window.form.remove(("sources", "crm"))
    assert not desk.draft.changes


def test_a_preset_of_the_administrator_is_told_and_can_be_changed(
    open_window: Callable[..., SettingsDesk],
) -> None:
    desk = open_window(policy='[preset.window]\ncorner = "top-left"\n')
    row = desk.rows()["window", "corner"]

    assert row.origin.text == "Preset by this computer's administrator"
    row.editor.chips.chips["top-right"].click()
    assert desk.draft.changes == {("window", "corner"): "top-right"}
    assert row.origin.text == ""


def test_typing_and_saving_changes_one_key_and_no_comment(desk: SettingsDesk, qtbot: QtBot) -> None:
    desk.window.turn_to("you")
    edit = desk.rows()["agent",].editor.findChild(QLineEdit)
    edit.selectAll()
    qtbot.keyClicks(edit, "ewa")
    assert desk.window.foot.keep.isEnabled()

    with qtbot.waitSignal(desk.window.saved):
        qtbot.keyClick(desk.window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    assert desk.draft.file.read_text() == FILE.replace('"anna"', '"ewa"')
    assert not desk.window.foot.keep.isEnabled()
    assert "Saved. Some of it counts from the next start" in desk.window.foot.told.text()


def test_what_takes_effect_at_once_does_and_nothing_else_is_said_of_it(
    open_window: Callable[..., SettingsDesk],
) -> None:
    chosen: list[str] = []
    desk = open_window(at_once={("window", "theme"): lambda settings: chosen.append(settings.window.theme)})

    desk.rows()["window", "theme"].editor.chips.chips["light"].click()
    desk.window.save()

    assert chosen == ["light"]
    assert desk.window.foot.told.text() == "Saved."
    assert "# eyes" in desk.draft.file.read_text()


def test_wrong_input_says_why_beside_the_field_and_is_not_saved(desk: SettingsDesk, qtbot: QtBot) -> None:
    desk.window.turn_to("card")
    row = desk.rows()["window", "cards"]
    edit = row.editor.findChild(QLineEdit)
    edit.selectAll()
    qtbot.keyClicks(edit, "77")

    assert row.problem.text() == "it must be 10 at most"
    assert not desk.window.foot.keep.isEnabled()
    desk.window.save()
    assert desk.draft.file.read_text() == FILE

    edit.selectAll()
    qtbot.keyClicks(edit, "seven")
    assert row.problem.text() == "it must be a whole number"

    desk.window.turn_to("you")
    desk.window.foot.lead.click()
    assert row.isVisible()
    edit.selectAll()
    qtbot.keyClicks(edit, "3")
    assert not row.problem.isVisible()
    assert desk.window.foot.keep.isEnabled()


def test_the_window_leads_to_what_is_wrong_in_an_entry_that_is_closed(
    open_window: Callable[..., SettingsDesk],
) -> None:
    desk = open_window(file=FILE.replace('purchases = "select 1"', 'deadline = "soon"'))

    desk.window.foot.lead.click()

    shown = {path for path, row in desk.rows().items() if row.isVisible() and row.problem.isVisible()}
    assert shown == {("departments", "sales", "purchases"), ("departments", "sales", "deadline")}


def test_revert_shows_what_the_file_says(desk: SettingsDesk) -> None:
    desk.rows()["window", "theme"].editor.chips.chips["light"].click()
    desk.window.form.add(("facts",), {"name": "x"})

    desk.window.foot.revert.click()

    assert not desk.draft.changes
    assert desk.rows()["window", "theme"].editor.chips.choice() == "dark"
    assert not desk.window.foot.revert.isEnabled()


def test_a_file_that_somebody_else_wrote_is_told_and_left(desk: SettingsDesk) -> None:
    desk.rows()["window", "theme"].editor.chips.chips["light"].click()
    desk.draft.file.write_text(FILE + "# theirs\n")

    desk.window.save()

    assert "changed meanwhile" in desk.window.foot.told.text()
    assert desk.draft.file.read_text() == FILE + "# theirs\n"


@pytest.mark.parametrize(
    ("wanted", "path"),
    [
        ("corner", ("window", "corner")),
        ("over_full_screen", ("window", "over_full_screen")),
        ("HIGH contrast", ("window", "theme")),
        ("waits   at most", ("directory", "deadline")),
        ("purchases", ("departments", "sales", "purchases")),
    ],
)
def test_a_setting_is_found_by_its_label_its_key_and_its_words_in_any_language(
    desk: SettingsDesk, wanted: str, path: KeyPath
) -> None:
    desk.window.look_for(wanted)

    visible = {at for at, row in desk.rows().items() if row.isVisible()}
    assert path in visible
    assert len(visible) < 20
    desk.window.look_for("")
    assert [name for name, page in desk.window.pages.built.items() if page.isVisible()] == ["you"]


@pytest.mark.parametrize("typed", ["Search", "szukaj", "SZUKAJ", "keresés", "kereses", "ค้นหา", "key.of.it"])
def test_words_are_found_in_any_language_with_and_without_accents(typed: str) -> None:
    assert found(typed) in found_by((say("Search"),), "key.of.it")


def test_return_goes_on_with_the_first_setting_that_is_found(desk: SettingsDesk, qtbot: QtBot) -> None:
    qtbot.keyClicks(desk.window.bar.search.edit, "cards at once")
    qtbot.keyClick(desk.window.bar.search.edit, Qt.Key.Key_Return)

    focused = QApplication.focusWidget()
    assert focused is not None
    assert desk.rows()["window", "cards"].isAncestorOf(focused)


def test_nothing_found_is_said(desk: SettingsDesk) -> None:
    desk.window.look_for("zzzz")

    assert "No setting has this text." in texts(desk)


def test_a_password_is_stored_where_passwords_are_kept_and_nowhere_else(
    desk: SettingsDesk, qtbot: QtBot
) -> None:
    desk.window.turn_to("sources")
    desk.open_all()
    row = next(row for row in desk.window.pages.page("sources").findChildren(PasswordRow))
    qtbot.waitUntil(lambda: row.state.text() == "None is stored")

    row.store.click()
    qtbot.keyClicks(row.typed.edit, "hunter2")
    assert row.typed.edit.echoMode() is QLineEdit.EchoMode.Password
    row.keep.click()

    qtbot.waitUntil(lambda: row.state.text() == "One is stored")
    assert desk.keyring.kept == {"sources.crm": "hunter2"}
    assert row.typed.edit.text() == ""
    assert not desk.draft.changes
    row.forget.click()
    qtbot.waitUntil(lambda: row.state.text() == "None is stored")
    assert not desk.keyring.kept


def test_a_keyring_that_answers_when_the_window_is_gone_finds_nobody(
    desk: SettingsDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.window.turn_to("sources")
    desk.open_all()
    row = next(row for row in desk.window.pages.page("sources").findChildren(PasswordRow))
    qtbot.waitUntil(lambda: row.state.text() == "None is stored")
    unlocked, keep = threading.Event(), desk.keyring.set
    monkeypatch.setattr(desk.keyring, "set", lambda *said: (unlocked.wait(10), keep(*said)))
    row.store.click()
    qtbot.keyClicks(row.typed.edit, "hunter2")
    row.keep.click()
    desk.window.leave()
    qtbot.waitUntil(lambda: not isValid(row))
    unlocked.set()

    qtbot.waitUntil(lambda: desk.background.idle)
    assert desk.keyring.kept == {"sources.crm": "hunter2"}


def test_a_password_follows_where_passwords_are_kept_and_what_its_line_is_called(
    open_window: Callable[..., SettingsDesk], qtbot: QtBot
) -> None:
    desk = open_window(
        file=FILE.replace('kind = "simulator"', 'kind = "sip"\nserver = "pbx"\nextension = "1"')
    )
    desk.keyring.kept["line.desk"] = "x"
    desk.window.turn_to("line")
    desk.open_all()
    row = desk.window.pages.page("line").findChild(PasswordRow)
    qtbot.waitUntil(lambda: row.state.text() == "None is stored")

    desk.window.form.choose(("line", "name"), "desk", "line")
    qtbot.waitUntil(lambda: row.state.text() == "One is stored")
    desk.window.form.choose(("secrets", "from"), "ask", "keyring")
    assert row.state.text() == "Asked at each start"


def test_a_keyring_that_is_locked_says_so(
    desk: SettingsDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(_: str) -> str:
        raise KeyringLocked(say("The keyring is locked."))

    monkeypatch.setattr(desk.keyring, "get", locked)
    desk.window.turn_to("sources")
    desk.open_all()

    qtbot.waitUntil(lambda: "The keyring is locked." in texts(desk))


def test_what_stands_in_the_form_is_tried_before_it_is_saved(desk: SettingsDesk, qtbot: QtBot) -> None:
    desk.window.turn_to("departments")
    desk.open_all()
    desk.rows()["departments", "sales", "deadline"].editor.edited.emit("1s")
    trial = desk.window.pages.page("departments").findChild(TrialBox)
    trial.asked.edit.setText(" 1001 ")

    with qtbot.waitSignal(trial.ended) as ended:
        trial.button.click()

    assert ended.args == [True]
    what, settings, name, customer = desk.trials.asked[0]
    assert (what, name, customer) == ("department", "sales", "1001")
    assert settings.departments["sales"].deadline.total_seconds() == 1
    assert [line.text.text() for line in trial.lines] == ["it: seen"]


def test_a_trial_that_fails_says_why(desk: SettingsDesk, qtbot: QtBot) -> None:
    def fail() -> Iterator[Check]:
        yield Check("address", passed=True, told=say("found"))
        raise SourceUnavailable(say("nobody there"))

    desk.trials.told = fail
    desk.window.turn_to("record")
    trial = desk.window.pages.page("record").trials["record"]

    with qtbot.waitSignal(trial.ended) as ended:
        trial.button.click()

    assert ended.args == [False]
    assert [(line.check.passed, line.text.text()) for line in trial.lines] == [
        (True, "address: found"),
        (False, "nobody there"),
    ]


def test_a_trial_that_hangs_holds_nobody_up(
    open_window: Callable[..., SettingsDesk], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trial_box, "WITHIN_MS", 50)
    released = threading.Event()
    desk = open_window()

    def hang() -> Iterator[Check]:
        released.wait(10)
        yield Check("late", passed=True, told=say("too late"))

    desk.trials.told = hang
    desk.window.turn_to("record")
    trial = desk.window.pages.page("record").trials["record"]
    with qtbot.waitSignal(trial.ended):
        trial.button.click()
    released.set()
    qtbot.waitUntil(lambda: desk.background.idle)

    assert trial.button.isEnabled()
    assert ["No answer within" in line.text.text() for line in trial.lines] == [True]


def test_what_cannot_be_tried_yet_says_what_is_missing(
    open_window: Callable[..., SettingsDesk], qtbot: QtBot
) -> None:
    desk = open_window(file=FILE.replace('kind = "simulator"', 'kind = "sip"\nserver = "pbx"'))
    desk.window.turn_to("line")
    desk.open_all()
    trial = desk.window.pages.page("line").findChild(TrialBox)

    with qtbot.waitSignal(trial.ended):
        trial.button.click()

    assert not desk.trials.asked
    assert "line.extension" in trial.lines[0].text.text()


def test_a_window_that_closes_while_something_is_tried_is_no_trouble(
    desk: SettingsDesk, qtbot: QtBot
) -> None:
    released = threading.Event()
    desk.trials.told = lambda: (released.wait(10), [Check("late", passed=True, told=say("late"))])[1]
    desk.window.turn_to("record")
    desk.window.pages.page("record").trials["record"].button.click()

    desk.window.leave()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    released.set()

    qtbot.waitUntil(lambda: desk.background.idle)


def test_what_is_not_saved_is_told_before_the_window_closes(desk: SettingsDesk, qtbot: QtBot) -> None:
    desk.rows()["window", "theme"].editor.chips.chips["light"].click()

    desk.window.close()
    assert desk.window.isVisible()
    assert "not saved" in desk.window.foot.told.text()

    with qtbot.waitSignal(desk.window.left):
        desk.window.close()
    assert desk.draft.file.read_text() == FILE


def test_another_language_is_spoken_and_what_was_changed_stays(desk: SettingsDesk, look: Look) -> None:
    desk.window.turn_to("card")
    desk.rows()["window", "theme"].editor.chips.chips["light"].click()

    look.wording.speak(language_for("pl"))
    desk.window.say_again()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    assert desk.draft.changes == {("window", "theme"): "light"}
    assert desk.window.pages.page("card").isVisible()
    assert desk.window.foot.keep.text() == "Zapisz"


@pytest.mark.parametrize("name", ["", "a b", "ą", "crm", "a.b", "[x]"])
def test_a_source_gets_a_name_that_can_be_one(desk: SettingsDesk, name: str) -> None:
    desk.window.turn_to("sources")
    adding = desk.window.pages.page("sources").findChild(KindTable).adding
    adding.begin.click()
    adding.name.edit.setText(name)
    adding.add.click()

    assert not desk.draft.changes
    assert adding.problem.text()


def test_a_source_is_added_filled_in_and_removed(desk: SettingsDesk, qtbot: QtBot) -> None:
    desk.window.turn_to("sources")
    table = desk.window.pages.page("sources").findChild(KindTable)
    table.adding.begin.click()
    qtbot.keyClicks(table.adding.name.edit, "shop")
    qtbot.keyClick(table.adding.name.edit, Qt.Key.Key_Return)
    assert table.entries["sources", "shop"].opened
    qtbot.keyClicks(desk.rows()["sources", "shop", "url"].editor.findChild(QLineEdit), "sqlite:///s.db")

    desk.window.save()
    assert tomllib.loads(desk.draft.file.read_text())["sources"]["shop"] == {
        "kind": "sql",
        "url": "sqlite:///s.db",
    }

    table.entries["sources", "shop"].remove.click()
    desk.window.save()
    assert desk.draft.file.read_text().replace("\n\n", "\n") == FILE


def test_rows_are_added_filled_in_and_removed(desk: SettingsDesk, qtbot: QtBot) -> None:
    desk.window.turn_to("called")
    (table,) = desk.window.pages.page("called").panels[0].parts
    table.add.click()
    assert not desk.window.foot.keep.isEnabled()
    desk.rows()["called", 0, "queues"].editor.field.edit.setPlainText("sales\n\n second \n")
    desk.rows()["called", 0, "label"].editor.edited.emit("Brand A")

    desk.window.save()
    said = tomllib.loads(desk.draft.file.read_text())
    assert said["called"] == [{"queues": ["sales", "second"], "label": "Brand A"}]

    table.entries[0].remove.click()
    desk.window.save()
    assert "called" not in tomllib.loads(desk.draft.file.read_text())


def test_names_from_the_file_are_text_and_never_markup(open_window: Callable[..., SettingsDesk]) -> None:
    desk = open_window(file=FILE + '[[links]]\nlabel = "<b>x</b>\\u202e"\nurl = "https://x.example"\n')
    desk.window.turn_to("links")
    (table,) = desk.window.pages.page("links").panels[0].parts

    assert table.entries[0].head.text() == "<b>x</b>"
    formats = {label.textFormat() for label in desk.window.findChildren(QLabel)}
    assert formats == {Qt.TextFormat.PlainText}


def test_everything_is_reached_by_the_tab_key(desk: SettingsDesk, qtbot: QtBot) -> None:
    desk.window.turn_to("card")
    desk.window.bar.search.setFocus()
    wanted = {row.editor for row in desk.rows().values() if row.isVisible()}
    reached = set()
    for _ in range(200):
        qtbot.keyClick(QApplication.focusWidget() or desk.window, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        reached |= {editor for editor in wanted if focused is not None and editor.isAncestorOf(focused)}

    assert reached == wanted


def test_rows_name_their_editors_for_a_screen_reader(desk: SettingsDesk) -> None:
    for path in (("agent",), ("window", "cards"), ("keys", "card")):
        row: Row = desk.rows()[path]

        assert row.editor.findChild(QLineEdit).accessibleName() == row.label.text()


def test_every_kind_that_ships_has_a_name_for_people() -> None:
    for group in OF_KINDS:
        for kind in kinds_of(group):
            assert f"{group}.{kind.name}" in NAMES
