"""`screenpop dial`: the program that runs has the desk phone call, and who asked hears what came of it."""

import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from screenpop.bootstrap.desktop import Desktop
from screenpop.bootstrap.kinds import all_kinds
from screenpop.bootstrap.parts import RECORD_FILE
from screenpop.events import news
from screenpop.events.calls import Ending
from screenpop.settings.reading import read_settings
from screenpop.storage.database import Database
from telephony.sip.message import Message, build_response
from tests.program import screenpop, watching
from tests.storage.made_entries import Keeping, keep_call

SETTINGS = """
region = "PL"
outside_line = "0"
agent = "anna"
data = "desk"
[secrets]
from = "environment"
[line]
kind = "sip"
mode = "contact"
server = "127.0.0.1:{port}"
extension = "101"
dial = {dial}
[dial]
by = "{by}"
"""


@dataclass
class TakingPbx:
    """A PBX that lets everybody in, and takes a REFER as it is told to."""

    code: int = 202
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def close(self) -> None:
        self._socket.sendto(b"stop", self._socket.getsockname())
        self._thread.join()
        self._socket.close()

    def _serve(self) -> None:
        while (received := self._socket.recvfrom(65535))[0] != b"stop":
            if received[0].strip():
                self._answer(Message(*received))

    def _answer(self, request: Message) -> None:
        headers, code = (
            [("Contact", (request.first("Contact") or "").partition(";")[0] + ";expires=600")],
            200,
        )
        if request.method == "REFER":
            self.asked.append(request.first("Refer-To") or "")
            code = self.code
        self._socket.sendto(build_response(request, code, to_tag="pbx", headers=headers), request.peer)


@pytest.fixture
def pbx() -> Iterator[TakingPbx]:
    taking = TakingPbx()
    yield taking
    taking.close()


def config(folder: Path, pbx: TakingPbx, *, by: str = "line", dial: str = "true") -> Path:
    file = folder / "settings.toml"
    file.write_text(SETTINGS.format(port=pbx.port, by=by, dial=dial))
    return file


def test_the_desk_phone_is_asked_to_call_and_a_refusal_is_told(tmp_path: Path, pbx: TakingPbx) -> None:
    file = config(tmp_path, pbx)
    with watching(file) as watch:
        watch.expect("line_up")

        called = screenpop("dial", "tel:+48-22-555-01-23", "--config", file)
        assert (called.returncode, called.stdout, called.stderr) == (0, "", "")
        assert pbx.asked == [f"<sip:0225550123@127.0.0.1:{pbx.port}>"]

        pbx.code = 603
        refused = screenpop("dial", "104", "--config", file)
        assert refused.returncode == 1
        assert "does not let 101 call by REFER (answer 603)" in refused.stderr
        assert refused.stderr.count("\n") == 1

        for rubbish in ("tel:*21*0900#", "anna", "sip:101@pbx"):
            told = screenpop("dial", rubbish, "--config", file)
            assert (told.returncode, told.stderr.count("\n")) == (2, 1), told
        assert len(pbx.asked) == 2


def test_a_click_in_the_history_reaches_the_pbx_and_its_word_comes_back(
    qtbot: QtBot, tmp_path: Path, pbx: TakingPbx, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCREENPOP_SECRET_LINE", "pw101")
    file = config(tmp_path, pbx)
    with closing(Database(tmp_path / "desk" / RECORD_FILE)) as database:
        record = Keeping(database)
        for number in ("+48225550123", "+36201234567"):
            keep_call(record, number, number=number, ending=Ending.MISSED, at=datetime.now(UTC))
    up = threading.Event()
    desktop = Desktop(
        read_settings(file, all_kinds()),
        listen=lambda told: up.set() if isinstance(told, news.LineUp) else None,
    )
    window = desktop.application.history
    window.show()
    desktop._open()
    try:
        assert up.wait(10)
        qtbot.waitUntil(lambda: window.detail.call_back.number == "+36201234567")
        pbx.code = 603
        qtbot.mouseClick(window.detail.call_back, Qt.MouseButton.LeftButton)
        told = window.detail.dialling.text
        qtbot.waitUntil(lambda: "does not let 101 call by REFER (answer 603)" in told())
        pbx.code = 202
        window.list.setCurrentIndex(window.calls.index(1))
        qtbot.mouseClick(window.detail.call_back, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: "The PBX has your desk phone call" in told())
    finally:
        assert desktop.site is not None
        desktop.site.stop()
        desktop.application.close()
    place = f"@127.0.0.1:{pbx.port}>"
    assert pbx.asked == [f"<sip:00036201234567{place}", f"<sip:0225550123{place}"]


@pytest.mark.parametrize(
    ("by", "dial", "why"), [("off", "true", "switch calling out off"), ("line", "false", "dial = true")]
)
def test_what_the_settings_do_not_let_is_told_and_the_pbx_is_not_asked(
    tmp_path: Path, pbx: TakingPbx, by: str, dial: str, why: str
) -> None:
    file = config(tmp_path, pbx, by=by, dial=dial)
    with watching(file) as watch:
        watch.expect("line_up")
        refused = screenpop("dial", "+48225550123", "--config", file)
    assert refused.returncode == 1
    assert why in refused.stderr
    assert pbx.asked == []


def test_without_a_program_nobody_dials(tmp_path: Path, pbx: TakingPbx) -> None:
    told = screenpop("dial", "+48225550123", "--config", config(tmp_path, pbx))
    assert told.returncode == 2
    assert "no Screenpop runs" in told.stderr
