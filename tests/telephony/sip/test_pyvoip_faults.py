"""Every fault of pyVoIP 1.6.8 that would harm a line in mode `contact`: stock has it, ours does not."""

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable

import pytest

from screenpop.events.calls import CallEnded, CallOffered, LineDown, LineUp
from telephony.sip import transactions
from telephony.sip.contact_line import ContactLine
from telephony.sip.library import PhoneStatus, SIPMessage, VoIPPhone
from telephony.wire import backoff
from tests.telephony.reports import Reports
from tests.telephony.sip.everyday import SDP
from tests.telephony.sip.pbx import ScriptedPbx, invite
from tests.telephony.sip.stock import StockPhone

HERE = ("127.0.0.1", 5060)
SDP_TYPE = "Content-Type: application/sdp"


@pytest.fixture
def stock(monkeypatch: pytest.MonkeyPatch) -> StockPhone:
    return StockPhone(monkeypatch)


def _ring(sender: tuple[str, int], **more: object) -> bytes:
    headers = [SDP_TYPE, *more.pop("headers", ())]  # type: ignore[misc] # headers, if any
    return invite(sender=sender, headers=headers, body=SDP, **more)  # type: ignore[arg-type] # a test names real parts


class TestTheCallBackComesASecondLate:
    def test_stock(self, monkeypatch: pytest.MonkeyPatch):
        phone = StockPhone(monkeypatch)
        waited = []
        monkeypatch.setattr("pyVoIP.VoIP.VoIP.Timer", lambda after, *rest: waited.append(after))

        assert phone.number_for(_ring(HERE)) is None
        assert waited == [1]

    def test_ours(self, pbx: ScriptedPbx, line: ContactLine, reports: Reports):
        sent = time.monotonic()
        pbx.says(_ring(pbx.address))
        reports.next(CallOffered)
        assert time.monotonic() - sent < 0.5


class TestTheReceiveLoopPolls:
    def test_stock(self, stock: StockPhone):
        looked = []

        def nothing_there(_: int) -> bytes:
            looked.append(1)
            stock.sip.NSD = len(looked) < 10
            raise BlockingIOError

        stock.wire.recv = nothing_there  # type: ignore[attr-defined] # a socket for pyVoIP's eyes
        stock.sip.NSD = True
        stock.sip.recv_loop()
        assert len(looked) == 10

    def test_ours(self, line: ContactLine, monkeypatch: pytest.MonkeyPatch):
        woken = []
        selector = line.sip.thread._selector
        really = selector.select
        monkeypatch.setattr(selector, "select", lambda wait: woken.append(1) or really(wait))
        line.sip.thread.call_soon(lambda: None)
        threading.Event().wait(0.5)
        assert len(woken) <= 2


class TestACancelledCallStaysForEver:
    def test_stock(self, stock: StockPhone):
        stock.receives(_ring(HERE))
        stock.receives(invite(sender=HERE, method="CANCEL"))

        assert not any(b"487" in sent for sent in stock.wire.sent)
        assert stock.calls

    def test_ours(self, pbx: ScriptedPbx, line: ContactLine, reports: Reports):
        pbx.says(_ring(pbx.address))
        pbx.says(invite(sender=pbx.address, method="CANCEL"))

        reports.next(CallOffered)
        reports.next(CallEnded)
        assert [pbx.hears().code for _ in range(3)] == [180, 200, 487]


class TestEachCancelledCallKeepsItsPorts:
    CALLS = 5

    def test_stock(self, stock: StockPhone):
        for call in range(self.CALLS):
            stock.receives(_ring(HERE, call_id=f"c{call}", branch=f"z9hG4bK-{call}"))
            stock.receives(invite(sender=HERE, call_id=f"c{call}", branch=f"z9hG4bK-{call}", method="CANCEL"))

        assert len(stock.assignedPorts) == self.CALLS

    def test_ours(
        self, pbx: ScriptedPbx, line: ContactLine, reports: Reports, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.setattr(transactions, "LINGER", 0.05)
        for call in range(self.CALLS):
            pbx.says(_ring(pbx.address, call_id=f"c{call}", branch=f"z9hG4bK-{call}"))
            pbx.says(
                invite(sender=pbx.address, call_id=f"c{call}", branch=f"z9hG4bK-{call}", method="CANCEL")
            )
            reports.next(CallOffered)
            reports.next(CallEnded)
        threading.Event().wait(0.2)
        assert (len(line._calls), len(line.assignedPorts)) == (0, 0)


class TestACallerChoosesWhoseRecordPops:
    FORGED = '"sip:+19998887777@bank" <sip:+15551230000@pbx.example>'

    def test_stock(self, stock: StockPhone):
        message = SIPMessage(_ring(HERE, caller=self.FORGED))
        assert "+19998887777" in message.headers["From"]["address"]

    def test_ours(self, pbx: ScriptedPbx, line: ContactLine, reports: Reports):
        pbx.says(_ring(pbx.address, caller=self.FORGED))
        assert reports.next(CallOffered).caller.number == "+15551230000"


class TestStrangersRing:
    def test_stock(self, stock: StockPhone):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as ear:
            ear.bind(("127.0.0.1", 0))
            stranger = ScriptedPbx("127.0.0.2")
            stranger.says(_ring(stranger.address), ear.getsockname())
            stranger.close()
            stock.wire.recv = ear.recv  # type: ignore[attr-defined] # a socket for pyVoIP's eyes
            stock.sip.recv()

        assert stock.rung == ["+48225550123"]

    def test_ours(self, pbx: ScriptedPbx, line: ContactLine, reports: Reports):
        stranger = ScriptedPbx("127.0.0.2")
        stranger.says(_ring(stranger.address), pbx.line)
        reports.nothing()
        stranger.hears_nothing(0.05)
        stranger.close()
        assert line.sip.guard.strangers == 1

    def test_the_pbx_may_call_from_another_port(self, pbx: ScriptedPbx, line: ContactLine, reports: Reports):
        other_port = ScriptedPbx()
        other_port.says(_ring(other_port.address), pbx.line)
        reports.next(CallOffered)
        assert other_port.hears().code == 180
        other_port.close()


class _RealStock:
    """A stock phone on a real socket, beside a scripted PBX, that does not wait half a minute for answers."""

    def __init__(self, pbx: ScriptedPbx, monkeypatch: pytest.MonkeyPatch) -> None:
        self.timers: list[float] = []
        monkeypatch.setattr("pyVoIP.SIP.Timer", self._timer)
        self.phone = VoIPPhone("127.0.0.1", pbx.address[1], "101", "pw101", myIP="127.0.0.1", sipPort=0)
        self.phone.sip.register_timeout = 0.3
        self._starting = threading.Thread(target=self.phone.sip.start)

    def __enter__(self) -> "_RealStock":
        self._starting.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._starting.join()
        self.phone.sip.NSD = False
        self.phone.sip._close_sockets()

    def _timer(self, after: float, _: object) -> "_RealStock":
        self.timers.append(after)
        self.name = ""
        return self

    def start(self) -> None:
        """As a timer, it never rings."""

    def cancel(self) -> None:
        """As a timer."""


class TestTheGrantedExpiryIsIgnored:
    def test_stock(self, pbx: ScriptedPbx, monkeypatch: pytest.MonkeyPatch):
        with _RealStock(pbx, monkeypatch) as stock:
            pbx.registers(expires=30)
            stock._starting.join()
        assert stock.timers[0] == 115

    def test_ours(self, pbx: ScriptedPbx, reports: Reports, start_line: Callable[..., ContactLine]):
        start_line()
        pbx.registers(expires=4)
        reports.next(LineUp)
        pbx.registers(expires=120, within=2.5)


class TestALostRegisterIsNotSentAgain:
    def test_stock(self, pbx: ScriptedPbx, monkeypatch: pytest.MonkeyPatch):
        with _RealStock(pbx, monkeypatch):
            pbx.hears("REGISTER")
            pbx.hears_nothing(0.7)

    def test_ours(self, pbx: ScriptedPbx, reports: Reports, start_line: Callable[..., ContactLine]):
        start_line()
        lost = pbx.hears("REGISTER")
        again = pbx.registers(within=2)
        reports.next(LineUp)
        assert (lost.branch, lost.cseq) == (again.branch, again.cseq)


class TestThreeFailuresStopItForGood:
    def test_stock(self, pbx: ScriptedPbx, monkeypatch: pytest.MonkeyPatch):
        stopped: list[str] = []
        with _RealStock(pbx, monkeypatch) as stock:
            stock.phone.sip.fatalCallback = lambda: stopped.append("for good")
            stock._starting.join()
            for _ in range(2):
                assert stock.phone.sip.NSD
                stock.phone.sip.register()
            assert not stock.phone.sip.NSD
        assert stopped == ["for good"]

    def test_ours(
        self,
        pbx: ScriptedPbx,
        reports: Reports,
        start_line: Callable[..., ContactLine],
        monkeypatch: pytest.MonkeyPatch,
    ):
        monkeypatch.setattr(backoff, "PAUSES", (0.05,))
        start_line()
        for _ in range(5):
            pbx.answers(pbx.hears("REGISTER"), 500)
        assert reports.next(LineDown).tries_again
        pbx.registers()
        reports.next(LineUp)


class TestACallThatComesWhileRegisteringIsTakenForTheAnswer:
    def test_stock(self, pbx: ScriptedPbx, monkeypatch: pytest.MonkeyPatch):
        with _RealStock(pbx, monkeypatch) as stock:
            request = pbx.hears("REGISTER")
            pbx.says(_ring(pbx.address), request.peer)
            stock._starting.join()
            assert stock.phone.get_status() is not PhoneStatus.REGISTERED
            assert stock.phone.sip.registerFailures == 1

    def test_ours(self, pbx: ScriptedPbx, reports: Reports, start_line: Callable[..., ContactLine]):
        start_line()
        request = pbx.hears("REGISTER")
        pbx.says(_ring(pbx.address), request.peer)
        reports.next(CallOffered)
        pbx.answers(request, 200)
        reports.next(LineUp)


class TestAPbxThatAsksWhetherWeLiveGetsNoReply:
    @pytest.mark.parametrize("method", ["OPTIONS", "NOTIFY", "INFO", "UPDATE"])
    def test_stock(self, stock: StockPhone, method: str):
        stock.number_for(invite(sender=HERE, method=method))
        assert stock.wire.sent == []

    @pytest.mark.parametrize(
        ("method", "code"), [("OPTIONS", 200), ("NOTIFY", 200), ("INFO", 481), ("UPDATE", 481)]
    )
    def test_ours(self, pbx: ScriptedPbx, line: ContactLine, method: str, code: int):
        pbx.says(invite(sender=pbx.address, method=method, headers=["Event: message-summary"]))
        assert pbx.hears(method).code == code


class _Broken:
    """A socket on which the system reports an unreachable port, once."""

    def __init__(self, real: socket.socket) -> None:
        self._real = real
        self.told = False

    def recvfrom(self, size: int) -> tuple[bytes, tuple[str, int]]:
        if not self.told:
            self.told = True
            raise ConnectionResetError(10054, "an ICMP message, as Windows tells it")
        return self._real.recvfrom(size)  # type: ignore[no-any-return] # a socket's own

    def recv(self, size: int) -> bytes:
        return self.recvfrom(size)[0]

    def __getattr__(self, name: str) -> object:
        return getattr(self._real, name)


class TestOneErrorEndsTheReceiveLoop:
    def test_stock(self, stock: StockPhone):
        with socket.socket() as real:
            stock.sip.s = _Broken(real)  # type: ignore[assignment] # a socket for pyVoIP's eyes
            with pytest.raises(UnboundLocalError):
                stock.sip.recv()

    def test_ours(self, pbx: ScriptedPbx, line: ContactLine, reports: Reports):
        transport = line.sip.transport
        assert transport._socket is not None
        broken = _Broken(transport._socket)
        swapped = threading.Event()
        line.sip.thread.call_soon(lambda: (setattr(transport, "_socket", broken), swapped.set()))
        assert swapped.wait(1)
        pbx.says(_ring(pbx.address))
        reports.next(CallOffered)
        assert broken.told


class TestTheNameKeepsItsQuote:
    def test_stock(self, stock: StockPhone):
        assert SIPMessage(_ring(HERE)).headers["From"]["caller"] != "Anna Nowak"

    def test_ours(self, pbx: ScriptedPbx, line: ContactLine, reports: Reports):
        pbx.says(_ring(pbx.address))
        assert reports.next(CallOffered).caller.name == "Anna Nowak"


class TestTheRouteBackIsForgotten:
    ROUTES = ("Record-Route: <sip:one.example;lr>", "Record-Route: <sip:two.example;lr>")

    def test_stock(self, stock: StockPhone):
        stock.receives(_ring(HERE, headers=self.ROUTES))
        assert b"Record-Route" not in stock.wire.sent[0]

    def test_ours(self, pbx: ScriptedPbx, line: ContactLine):
        pbx.says(_ring(pbx.address, headers=self.ROUTES))
        assert pbx.hears().all("Record-Route") == ["<sip:one.example;lr>", "<sip:two.example;lr>"]


class TestAChosenPortIsNotTold:
    def test_stock(self):
        phone = VoIPPhone("127.0.0.1", 5060, "101", "pw101", sipPort=0)
        assert "@0.0.0.0:0" in phone.sip.gen_first_response().partition("Contact:")[2]

    def test_ours(self, pbx: ScriptedPbx, reports: Reports, start_line: Callable[..., ContactLine]):
        start_line()
        request = pbx.registers()
        reports.next(LineUp)
        assert f"<sip:101@127.0.0.1:{request.peer[1]}>" in str(request.first("Contact"))


def _python(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


class TestItsImportIsACircleAndWarns:
    def test_stock(self):
        assert "circular" in _python("import pyVoIP.SIP").stderr

    def test_ours(self):
        assert (
            _python(
                "import warnings; warnings.simplefilter('error'); import telephony.sip.contact_line"
            ).stderr
            == ""
        )

    def test_the_kind_is_known_without_it(self):
        code = (
            "import sys, telephony.sip.kind; sys.exit('pyVoIP' in sys.modules or 'sipmessage' in sys.modules)"
        )
        assert _python(code).returncode == 0
