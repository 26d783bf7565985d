"""Real telephone programs beside ours: Kamailio as the PBX, baresip as the desk phone, SIPp as the caller.

They are Debian packages (kamailio sip-tester baresip-core); a test that needs one and does not find it fails.
Each runs in a folder of its own, on ports that were free a moment before.
"""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PATIENCE = 10.0


def program(name: str) -> str:
    """Where a program lies; a test fails without it."""
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/bin")
    assert found, f"{name} is not installed: apt-get install kamailio sip-tester baresip-core"
    return found


def free_port() -> int:
    """A UDP and TCP port of loopback that nobody has at the moment."""
    while True:
        with (
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp,
            socket.socket(socket.AF_INET, socket.SOCK_STREAM) as tcp,
        ):
            udp.bind(("127.0.0.1", 0))
            port = int(udp.getsockname()[1])
            with suppress(OSError):
                tcp.bind(("127.0.0.1", port))
                return port


def until(true: Callable[[], object], what: str, within: float = _PATIENCE) -> None:
    """Wait for what another program does; there is no event of it to wait for."""
    end = time.monotonic() + within
    while not true():
        assert time.monotonic() < end, f"{what} did not happen within {within} s"
        time.sleep(0.02)


class Kamailio:
    """A registrar that forks calls to every contact; user NAME has the password `pwNAME`."""

    def __init__(self, configuration: Path, folder: Path, options: tuple[str, ...] = ()) -> None:
        self.port = free_port()
        self._folder = folder
        self._options = options
        self._file = folder / "kamailio.cfg"
        text = configuration.read_text().replace("127.0.0.1:5070", f"127.0.0.1:{self.port}")
        self._file.write_text(text.replace("unix:ctl.sock", f"unix:{folder}/ctl.sock"))
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def server(self) -> str:
        return f"127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        defines = [word for option in self._options for word in ("-A", option)]
        command = [program("kamailio"), "-f", str(self._file), "-DD", "-E", "-Y", str(self._folder), *defines]
        with (self._folder / "kamailio.log").open("ab") as log:
            self._process = subprocess.Popen(
                [*command, "-w", str(self._folder)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        until(self._answers, "Kamailio's answer to OPTIONS")

    def stop(self) -> None:
        """Stop it, with all it knows of who is registered."""
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait(_PATIENCE)
            self._process = None

    def kill(self) -> None:
        """End it as a power failure does, with all its processes."""
        assert self._process is not None
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(_PATIENCE)
        self._process = None

    def freeze(self) -> None:
        """Have it do nothing any more, with its sockets open; only `kill` ends that."""
        assert self._process is not None
        os.killpg(self._process.pid, signal.SIGSTOP)

    def log(self) -> str:
        """What it said."""
        return (self._folder / "kamailio.log").read_text(errors="replace")

    def _answers(self) -> bool:
        assert self._process is None or self._process.poll() is None, self.log()
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asker:
            asker.bind(("127.0.0.1", 0))
            asker.settimeout(0.2)
            port = asker.getsockname()[1]
            lines = (
                f"OPTIONS sip:{self.server} SIP/2.0",
                f"Via: SIP/2.0/UDP 127.0.0.1:{port};branch=z9hG4bK-{port}",
                "Max-Forwards: 5",
                f"From: <sip:tester@127.0.0.1:{port}>;tag=1",
                f"To: <sip:{self.server}>",
                f"Call-ID: alive-{port}",
                "CSeq: 1 OPTIONS",
                "Content-Length: 0",
            )
            asker.sendto("\r\n".join([*lines, "", ""]).encode(), ("127.0.0.1", self.port))
            try:
                return asker.recv(4096).startswith(b"SIP/2.0 200")
            except OSError:
                return False


@contextmanager
def kamailio(shared: Path, folder: Path, *options: str) -> Iterator[Kamailio]:
    """Run Kamailio with the shared configuration; options are its `#!ifdef` words, as QOP or SHA256."""
    folder.mkdir(parents=True, exist_ok=True)
    running = Kamailio(shared / "sip" / "kamailio.cfg", folder, options)
    try:
        running.start()
        yield running
    finally:
        running.stop()


class Baresip:
    """A desk phone, worked through its control port (netstrings of JSON)."""

    def __init__(self, shared: Path, folder: Path, server: str) -> None:
        self._folder = folder
        accounts = (shared / "sip" / "baresip" / "accounts").read_text().replace("127.0.0.1:5070", server)
        (folder / "accounts").write_text(accounts)
        for last_try in (False, False, True):
            self._plug_in((shared / "sip" / "baresip" / "config").read_text())
            try:
                until(lambda: self._is_registered() or self._found_a_port_taken(), "baresip's registration")
            except AssertionError as error:
                self.unplug()
                raise AssertionError(self.log()) from error
            if self._is_registered():
                return
            self.unplug()
            assert not last_try, self.log()

    def _plug_in(self, config: str) -> None:
        """Its TLS has the port after the one that it is told, which nobody can keep free for it."""
        self._control = free_port()
        module_path = next(Path("/usr/lib").glob("**/baresip/modules"), Path("/usr/lib/baresip/modules"))
        config = re.sub(r"sip_listen .*", f"sip_listen 127.0.0.1:{free_port()}", config)
        config = re.sub(r"ctrl_tcp_listen .*", f"ctrl_tcp_listen 127.0.0.1:{self._control}", config)
        config = re.sub(r"module_path .*", f"module_path {module_path}", config)
        (self._folder / "config").write_text(config)
        with (self._folder / "baresip.log").open("wb") as log:
            self._process = subprocess.Popen(
                [program("baresip"), "-f", str(self._folder)], stdin=subprocess.PIPE, stdout=log, stderr=log
            )

    def _is_registered(self) -> bool:
        return "registered successfully" in self.log() or "200 OK" in self.log()

    def _found_a_port_taken(self) -> bool:
        return "Address already in use" in self.log()

    def log(self) -> str:
        """What it said."""
        return (self._folder / "baresip.log").read_text(errors="replace")

    def press(self, command: str) -> None:
        """Have it do something: accept, hangup."""
        text = json.dumps({"command": command, "token": command})
        with socket.create_connection(("127.0.0.1", self._control), timeout=_PATIENCE) as control:
            control.sendall(f"{len(text)}:{text},".encode())
            told = b""
            while b'"response":true' not in told:  # events of its calls may come first
                told += control.recv(4096)

    def rings(self) -> None:
        """Wait until it rings."""
        until(lambda: "Incoming call" in self.log(), "baresip's ringing")

    def unplug(self) -> None:
        """Switch it off without a word to anybody."""
        self._process.kill()
        self.close()

    def close(self) -> None:
        """Switch it off."""
        self._process.terminate()
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(_PATIENCE)
        if self._process.stdin is not None:
            self._process.stdin.close()


@contextmanager
def baresip(shared: Path, folder: Path, server: str) -> Iterator[Baresip]:
    """Run a desk phone as extension 101."""
    folder.mkdir(parents=True, exist_ok=True)
    phone = Baresip(shared, folder, server)
    try:
        yield phone
    finally:
        phone.close()


@contextmanager
def sipp(
    scenario: Path,
    folder: Path,
    server: str,
    *,
    to: str = "101",
    number: str = "+34911222333",
    name: str = "Lopez, Ana",
    rings_ms: int = 3000,
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a caller; leaving waits for the end of its call.

    Its exit code is not judged: a 487 may overtake the 200 to a CANCEL, which SIPp counts as a failure.
    """
    folder.mkdir(parents=True, exist_ok=True)
    command = [
        program("sipp"),
        server,
        "-sf",
        str(scenario),
        "-s",
        to,
        "-key",
        "num",
        number,
        "-key",
        "dn",
        name,
    ]
    command += ["-i", "127.0.0.1", "-p", str(free_port()), "-m", "1", "-d", str(rings_ms), "-nostdin"]
    # A second phone's 180 comes unexpected; by default SIPp gives the call up over it, long before `rings_ms`.
    command += ["-default_behaviors", "all,-abortunexp"]
    command += ["-timeout", "30", "-trace_msg", "-message_file", str(folder / "messages.log")]
    with (folder / "sipp.log").open("ab") as log:
        calling = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    try:
        yield calling
        calling.wait(_PATIENCE + rings_ms / 1000)
    finally:
        if calling.poll() is None:
            calling.kill()
            calling.wait(_PATIENCE)
