"""A program's own file that is replaced while it runs: told once, and a new start only when nobody is disturbed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ui.desktop.upgrade_watch import UpgradeWatch


class Agent:
    """At rest, or not."""

    at_rest = False

    def __call__(self) -> bool:
        return self.at_rest


@pytest.fixture
def agent() -> Agent:
    return Agent()


@pytest.fixture
def program(tmp_path: Path) -> Path:
    program = tmp_path / "screenpop"
    program.write_bytes(b"one")
    return program


@pytest.fixture
def watch(qtbot: QtBot, program: Path, agent: Agent) -> Iterator[UpgradeWatch]:
    watch = UpgradeWatch(program, agent, settled_ms=100, looks_ms=20, left_alone_ms=0)
    yield watch
    watch.close()


def install(program: Path, content: bytes = b"two") -> None:
    """As a package does: beside it first, then in its place."""
    new = program.with_name("screenpop.dpkg-new")
    new.write_bytes(content)
    new.replace(program)


def test_a_file_that_is_replaced_is_told_once_it_has_settled(qtbot, watch, program):
    with qtbot.waitSignal(watch.replaced):
        install(program)

    with qtbot.assertNotEmitted(watch.replaced, wait=300):
        (program.parent / "another").touch()


def test_nothing_starts_while_the_agent_is_not_at_rest_and_then_it_does(qtbot, watch, program, agent):
    with qtbot.assertNotEmitted(watch.may_start, wait=300), qtbot.waitSignal(watch.replaced):
        install(program)

    with qtbot.waitSignal(watch.may_start):
        agent.at_rest = True


def test_a_program_that_is_only_removed_starts_nothing(qtbot, watch, program, agent):
    agent.at_rest = True

    with qtbot.assertNotEmitted(watch.replaced, wait=400), qtbot.assertNotEmitted(watch.may_start):
        program.unlink()


def test_one_that_is_removed_and_comes_back_is_told(qtbot, watch, program):
    program.unlink()

    with qtbot.waitSignal(watch.replaced):
        install(program)


def test_another_file_in_the_folder_is_none_of_its_business(qtbot, watch, program, agent):
    agent.at_rest = True

    with qtbot.assertNotEmitted(watch.replaced, wait=400), qtbot.assertNotEmitted(watch.may_start):
        (program.parent / "_internal.so").write_bytes(b"x")


def test_whoever_types_in_one_of_our_windows_is_left_to_it(qtbot, program, agent):
    agent.at_rest = True
    window = QLineEdit()
    qtbot.addWidget(window)
    window.show()
    watch = UpgradeWatch(program, agent, settled_ms=100, looks_ms=20, left_alone_ms=400)
    with qtbot.waitSignal(watch.replaced):
        install(program)

    started = []
    watch.may_start.connect(lambda: started.append(True))
    for _ in range(8):
        QTest.keyClick(window, Qt.Key.Key_A)
        qtbot.wait(100)
        assert not started

    qtbot.waitUntil(lambda: bool(started))
    watch.close()
