"""The application as the composition root uses it: ports that come late, wrong settings, an end without rest."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from screenpop.sentences import say
from tests.ui.scenes import FakeDirectory, FakeLog, Scene, logged
from tests.ui.seen import seen
from ui.components.picture import save_picture
from ui.pop.paint_times import PaintTimes


def test_it_runs_until_it_is_told_to_quit_from_any_thread(qtbot: QtBot, stage: Callable[..., Scene]) -> None:
    scene = stage()
    application = scene.application
    shown: list[bool] = []
    scene.ring()
    QTimer.singleShot(50, lambda: shown.append(application.history.isVisible()))
    QTimer.singleShot(100, lambda: threading.Thread(target=application.quit).start())

    assert application.run() == 0
    assert shown == [True]


def test_the_ports_may_come_late_and_from_another_thread(qtbot: QtBot, scene: Scene) -> None:
    log = FakeLog([logged(0)])
    scene.application.history.show()
    thread = threading.Thread(
        target=lambda: scene.application.attach(call_log=log, directory=FakeDirectory())
    )
    thread.start()
    thread.join()

    qtbot.waitUntil(lambda: scene.application.history.calls.rowCount() == 1)


def test_a_call_pops_though_the_settings_are_wrong_and_nothing_is_attached(
    qtbot: QtBot, scene: Scene
) -> None:
    scene.application.show_problem(say("The settings name no directory."))
    scene.ring()

    qtbot.waitUntil(lambda: len(scene.application.cards) == 1)
    qtbot.waitUntil(lambda: "The settings name no directory." in seen(scene.application.history.banner))


def test_closing_twice_is_harmless_and_leaves_no_window(qtbot: QtBot, scene: Scene) -> None:
    before = set(QApplication.topLevelWidgets())
    scene.ring()
    qtbot.waitUntil(lambda: len(scene.application.cards) == 1)
    scene.application.close()
    scene.application.close()
    qtbot.waitUntil(lambda: not any(widget.isVisible() for widget in QApplication.topLevelWidgets()))
    assert scene.application.cards == ()
    assert len(QApplication.topLevelWidgets()) <= len(before)


def test_the_moments_of_painting_are_noted_for_the_benchmarks(
    qtbot: QtBot, stage: Callable[..., Scene]
) -> None:
    times = PaintTimes()
    scene = stage(times=times)
    scene.ring()
    scene.know()
    qtbot.waitUntil(lambda: ("c1", "header") in times.painted)
    assert ("c1", "sales") not in times.painted
    scene.fill()
    qtbot.waitUntil(
        lambda: {("c1", d) for d in ("accounting", "sales", "credit", "cross_sell")} <= set(times.painted)
    )
    assert times.painted["c1", "sales"] > times.painted["c1", "header"] - 1


def test_the_name_is_painted_before_answers_that_came_with_it(
    qtbot: QtBot, stage: Callable[..., Scene]
) -> None:
    order: list[str] = []
    times = PaintTimes()
    times.on_painted = lambda _, part: order.append(part)
    scene = stage(times=times)
    scene.ring()
    scene.know()
    scene.fill()

    qtbot.waitUntil(lambda: "cross_sell" in order)
    parts = [part for part in order if part != "window"]
    assert parts[0] == "header"
    assert set(parts) == {"header", "accounting", "sales", "credit", "cross_sell"}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "pl", "hu", "th"])
def test_pictures_can_be_taken_in_every_theme_and_language(
    qtbot: QtBot, stage: Callable[..., Scene], tmp_path: Path, theme: str, language: str
) -> None:
    scene = stage(theme=theme, language=language)
    scene.ring()
    scene.know()
    scene.fill()
    scene.answer()
    qtbot.waitUntil(lambda: bool(scene.application.cards) and scene.application.cards[0].full)

    save_picture(scene.application.cards[0], tmp_path / "card.png")
    picture = QImage(str(tmp_path / "card.png"))
    assert (picture.width(), picture.height()) == (820, scene.application.cards[0].height())


def test_a_picture_that_cannot_be_written_is_no_secret(qtbot: QtBot, scene: Scene, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match="file"):
        save_picture(scene.application.history, tmp_path / "file" / "x.png")


def test_the_home_window_has_the_menu_too_and_reminds_of_no_cards(scene: Scene) -> None:
    application = scene.application
    application.want_no_cards(on=True)
    told = say("No cards: calls are only logged")
    assert application.history.more.accessibleName() == application.look.text(told)

    application.choose_language("pl")
    assert application.history.more.accessibleName() == application.look.text(told)
    application.want_no_cards(on=False)
    assert application.history.more.accessibleName() == application.look.text(say("Menu"))
