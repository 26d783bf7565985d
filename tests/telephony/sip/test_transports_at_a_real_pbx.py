"""Every transport in both modes at a real PBX: Kamailio over UDP, TCP and TLS, by IPv4 and IPv6; never skipped."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from screenpop.events.calls import CallEnded, CallOffered, LineDown, LineUp
from screenpop.ports.kinds import LineSurroundings
from telephony.sip import heartbeat, registration, subscription
from telephony.sip.kind import KIND, SipSettings
from tests.peers import Kamailio, baresip, free_port, sipp
from tests.telephony.reports import Reports
from tests.telephony.sip.stream_pbx import Network
from tests.telephony.wire.certificates import Authority

LineAt = Callable[..., AbstractContextManager[None]]

TABLES = Path("/usr/share/kamailio/dbtext/kamailio")

_SUBSCRIBE = '\tif (is_method("SUBSCRIBE")) {'
_ONE_DOMAIN = '\tif (is_method("SUBSCRIBE") && !has_totag()) { $ru = "sip:" + $rU + "@127.0.0.1:5070"; }\n'
"""However the PBX is called, its extensions' state is published under one name."""


class Office:
    """A Kamailio that listens in every way, and the authority that signed its certificate."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.authority = Authority(folder)
        self.tls_port = free_port()
        shutil.copytree(TABLES, folder / "tables")
        written = Path(__file__).with_name("kamailio_presence.cfg").read_text()
        written = written.replace("DBTEXT", str(folder / "tables"))
        configuration = folder / "office.cfg"
        written = written.replace("listen=udp:127.0.0.1:5070", self._listens(folder))
        configuration.write_text(written.replace(_SUBSCRIBE, _ONE_DOMAIN + _SUBSCRIBE))
        self.kamailio = Kamailio(configuration, folder)
        started = folder / "kamailio.cfg"
        started.write_text(started.read_text().replace("[::1]:5070", f"[::1]:{self.kamailio.port}"))

    def server(self, host: str, transport: str) -> str:
        return f"{host}:{self.tls_port if transport == 'tls' else self.kamailio.port}"

    def _listens(self, folder: Path) -> str:
        certificate, key = self.authority.signs("127.0.0.1", "::1")
        tls = folder / "tls.cfg"
        tls.write_text(
            f"[server:default]\nmethod = TLSv1.2+\ncertificate = {certificate}\nprivate_key = {key}\n"
        )
        places = [f"{by}:{host}:5070" for by in ("udp", "tcp") for host in ("127.0.0.1", "[::1]")]
        places += [f"tls:{host}:{self.tls_port}" for host in ("127.0.0.1", "[::1]")]
        lines = [f"listen={place}" for place in places]
        lines += ["enable_tls=yes", "tcp_children=2", "mhomed=1"]
        lines += ['loadmodule "/usr/lib/x86_64-linux-gnu/kamailio/modules/tls.so"']
        lines += [f'modparam("tls", "config", "{tls}")']
        return "\n".join(lines)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path / "office")
    try:
        made.kamailio.start()
        yield made
    finally:
        made.kamailio.stop()


@pytest.fixture
def desk_phone(office: Office, shared: Path, tmp_path: Path) -> Iterator[None]:
    with baresip(shared, tmp_path / "baresip", office.kamailio.server):
        yield


@pytest.fixture
def line_at(office: Office, reports: Reports) -> LineAt:
    @contextmanager
    def signed_on(host: str, **told: object) -> Iterator[None]:
        settings = SipSettings(
            server=office.server(host, str(told["transport"])),
            extension="101",
            ca_file=office.authority.file,
            **told,
        )
        line = KIND.build(settings, LineSurroundings(report=reports.put, password=lambda: "pw101"))
        line.start()
        try:
            yield
        finally:
            line.stop()

    return signed_on


@pytest.fixture
def a_call(office: Office, shared: Path, tmp_path: Path, reports: Reports) -> Callable[[], CallOffered]:
    """Somebody calls and gives up; gives how that was offered."""

    def calls() -> CallOffered:
        scenario = shared / "sip" / "uac_cancel.xml"
        with sipp(scenario, tmp_path / "sipp", office.kamailio.server, rings_ms=300):
            offered = reports.next(CallOffered)
            assert reports.next(CallEnded).call_id == offered.call_id
            return offered

    return calls


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]"])
@pytest.mark.parametrize("transport", ["udp", "tcp", "tls"])
def test_a_contact_rings_however_it_is_connected(
    host: str, transport: str, line_at: LineAt, a_call: Callable[[], CallOffered], reports: Reports
):
    with line_at(host, transport=transport, mode="contact"):
        reports.next(LineUp)
        assert a_call().caller.number == "+34911222333"


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]"])
@pytest.mark.parametrize("transport", ["udp", "tcp", "tls"])
@pytest.mark.usefixtures("desk_phone")
def test_a_watch_sees_the_desk_phone_however_it_is_connected(
    host: str, transport: str, line_at: LineAt, a_call: Callable[[], CallOffered], reports: Reports
):
    with line_at(host, transport=transport, mode="watch"):
        reports.next(LineUp)
        assert a_call().caller.number == "+34911222333"


@pytest.mark.parametrize("mode", ["contact", "watch"])
@pytest.mark.usefixtures("desk_phone")
def test_a_network_that_is_cut_ten_times_costs_no_later_call(
    mode: str,
    office: Office,
    a_call: Callable[[], CallOffered],
    reports: Reports,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(heartbeat, "PATIENCE", 0.5)
    monkeypatch.setattr(subscription, "LONG_ENOUGH", 0.0)
    for module in (registration, subscription):
        monkeypatch.setattr(module, "heartbeat_after", lambda *_: 0.2)
    network = Network(("127.0.0.1", office.kamailio.port))
    settings = SipSettings(
        server=f"127.0.0.1:{network.address[1]}", extension="101", transport="tcp", mode=mode
    )
    line = KIND.build(settings, LineSurroundings(report=reports.put, password=lambda: "pw101"))
    line.start()
    try:
        reports.next(LineUp)
        for _ in range(10):
            network.cut()
            reports.next(LineDown)
            network.mend()
            reports.next(LineUp, within=8)
        assert a_call().caller.number == "+34911222333"
    finally:
        line.stop()
        network.close()
