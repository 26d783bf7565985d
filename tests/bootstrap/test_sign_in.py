"""Signing in gives the settings of the seat; what stands in no list is said beside its field, and asked anew."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from screenpop.bootstrap.kinds import all_kinds
from screenpop.bootstrap.seat_memory import SeatMemory
from screenpop.bootstrap.sign_in import SignIn
from screenpop.errors import SeatAsked
from screenpop.settings.reading import read_settings
from screenpop.settings.sitting import Sitting

SEAT = """
region = "PL"
data = "desk"
[window]
language = "en"
[seat]
agent = "ask"
extension = "agent"
map = "agents.csv"
[line]
kind = "sip"
server = "pbx.example"
"""


@contextmanager
def asked(file: Path, given: Sitting | None = None) -> Iterator[SignIn]:
    with pytest.raises(SeatAsked) as error:
        read_settings(file, all_kinds(), sitting=given)
    sign_in = SignIn(file, None, error.value, given or Sitting())
    sign_in.window.come_up()
    yield sign_in
    sign_in.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "agents.csv").write_text("agent;extension\nAnna Wąs;101\n", encoding="utf-8")
    (tmp_path / "settings.toml").write_text(SEAT, encoding="utf-8")
    return tmp_path / "settings.toml"


def answer(sign_in: SignIn, text: str) -> None:
    question = sign_in.window.agent
    assert question is not None
    assert question.field is not None
    question.field.edit.setText(text)
    sign_in.window.enter.click()


def test_whoever_stands_in_the_list_sits_down(qtbot: QtBot, file: Path) -> None:
    with asked(file) as sign_in:
        answer(sign_in, "anna wąs")
        qtbot.waitUntil(lambda: sign_in.settings is not None)

    settings = sign_in.settings
    assert settings is not None
    assert settings.agent == "Anna Wąs"
    assert settings.lines[0].extension == "101"  # type: ignore[attr-defined] # a SIP line has one


def test_whoever_does_not_is_told_so_beside_the_name_and_asked_anew(qtbot: QtBot, file: Path) -> None:
    with asked(file) as sign_in:
        window = sign_in.window
        answer(sign_in, "Eve")
        qtbot.waitUntil(lambda: bool(window.agent and window.agent.trouble.text()))
        assert window.agent is not None
        assert "“Eve”" in window.agent.trouble.text()
        assert sign_in.settings is None
        answer(sign_in, "Anna Wąs")
        qtbot.waitUntil(lambda: sign_in.settings is not None)


def test_a_list_that_cannot_be_read_is_told_below(qtbot: QtBot, file: Path) -> None:
    with asked(file) as sign_in:
        (file.parent / "agents.csv").unlink()
        answer(sign_in, "Anna Wąs")
        qtbot.waitUntil(lambda: "cannot be read" in sign_in.window.trouble.text())


def test_whoever_signed_in_last_is_offered(qtbot: QtBot, file: Path) -> None:
    settings = read_settings(file, all_kinds(), sitting=Sitting(agent="Anna Wąs"))
    SeatMemory(settings.account).sign_in(settings)

    with asked(file) as sign_in:
        assert sign_in.window.agent is not None
        assert sign_in.window.agent.answer == "Anna Wąs"
