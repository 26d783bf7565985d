"""What waits for the database is told in words, in the window and on the tray icon, until it has arrived."""

from dataclasses import replace

from pytestqt.qtbot import QtBot

from screenpop.events.news import SpoolTold
from screenpop.sentences import say
from tests.ui.scenes import NOW, Scene
from tests.ui.seen import seen
from ui.components.look import Look
from ui.desktop.line_state import Standing
from ui.desktop.spool_words import told_of_spool
from ui.desktop.tray import Reminders, state_icon

AWAY = SpoolTold(NOW, waiting=12, oldest=NOW, trouble=say("The server cannot be reached."))


def test_entries_on_their_way_are_not_worth_a_word() -> None:
    assert list(told_of_spool(SpoolTold(NOW, waiting=3, oldest=NOW))) == []


def test_what_waits_is_told_with_since_when_and_why() -> None:
    (sentence,) = told_of_spool(AWAY)

    assert str(sentence) == (
        f"12 entries are saved here and wait for the database since {NOW}: The server cannot be reached."
    )


def test_a_database_that_does_not_fit_is_told_though_nothing_waits() -> None:
    (sentence,) = told_of_spool(
        SpoolTold(NOW, waiting=0, trouble=say("The record was made by a newer Screenpop."))
    )

    assert str(sentence) == "The record was made by a newer Screenpop."


def test_what_the_database_refuses_is_told_beside_what_waits() -> None:
    sentences = told_of_spool(replace(AWAY, set_aside=1))

    assert len(sentences) == 2
    assert str(sentences[1]).startswith("The database refuses 1 entry that is saved here")


def test_a_computer_that_saves_on_the_server_says_that_nothing_can_be_saved_while_that_is_away() -> None:
    (sentence,) = told_of_spool(replace(AWAY, waiting=0, oldest=None, on_server=True))

    assert str(sentence) == (
        "Notes cannot be saved now: this computer saves on the server. The server cannot be reached."
    )


def test_the_tray_says_that_it_is_saved_on_the_server_and_has_no_mark_for_it(
    qtbot: QtBot, look: Look
) -> None:
    assert list(told_of_spool(SpoolTold(NOW, waiting=0, on_server=True))) == []
    reminders = Reminders(on_server=True)

    assert [str(each) for each in reminders.told()] == ["Saves on the server"]
    plain, told = (
        state_icon(Standing.UP, look, each).pixmap(64, 64).toImage() for each in (Reminders(), reminders)
    )
    assert plain == told


def test_the_window_and_the_tray_say_that_a_new_version_has_been_installed(
    qtbot: QtBot, scene: Scene
) -> None:
    banner = scene.application.history.banner
    scene.application.history.show()

    scene.application.tell_upgrade()

    assert "A new version has been installed; it starts when no call is at hand." in seen(banner)
    assert [str(each) for each in scene.application.standby._reminders.told()] == [
        "A new version has been installed; it starts when no call is at hand."
    ]


def test_the_window_says_what_waits_until_it_has_arrived(qtbot: QtBot, scene: Scene) -> None:
    banner = scene.application.history.banner
    scene.application.history.show()

    scene.announce(AWAY)
    qtbot.waitUntil(lambda: "12 entries are saved here and wait" in seen(banner) and banner.isVisible())

    scene.announce(SpoolTold(NOW, waiting=0))
    qtbot.waitUntil(lambda: not banner.isVisible())


def test_the_tray_icon_has_a_mark_of_its_own_for_what_waits(qtbot: QtBot, look: Look) -> None:
    plain, marked = (
        state_icon(Standing.UP, look, told).pixmap(64, 64).toImage()
        for told in (Reminders(), Reminders(waiting=(say("away"),)))
    )

    assert plain.pixelColor(50, 13) != marked.pixelColor(50, 13)
    assert plain.pixelColor(49, 49) == marked.pixelColor(49, 49)  # the line's own mark stays
