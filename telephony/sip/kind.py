"""The kind `sip`: its settings, and how its two modes are built and tried.

pyVoIP and the line's modules load when a line is built, not before.
"""

import queue
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from pydantic import Field, field_validator

from screenpop.events.calls import LineDown, LineEvent, LineUp
from screenpop.ports.checks import Check
from screenpop.ports.kinds import LineKind, LineSettings, LineSurroundings
from screenpop.ports.line import Line
from screenpop.sentences import say

if TYPE_CHECKING:
    from telephony.sip.endpoint import Account

EXAMINED_WITHIN = 10.0


def place_in(server: str) -> tuple[str, int]:
    """Host and port of "host", "host:port", "[v6]:port" or a bare IPv6 address.

    Raises:
        ValueError: It is none of these.
    """
    host, bracket, rest = (
        server.removeprefix("[").partition("]") if server.startswith("[") else (server, "", "")
    )
    if not bracket and server.count(":") == 1:
        host, _, rest = server.partition(":")
        rest = f":{rest}"
    port = rest.removeprefix(":") if rest else "5060"
    if not host or host.strip() != host or " " in host or "/" in host or "@" in host:
        raise ValueError('a server is written like "pbx.example" or "pbx.example:5060"')
    if not (port.isascii() and port.isdigit() and len(port) < 6 and 0 < int(port) < 65536):
        raise ValueError("a port is a number from 1 to 65535")
    return host, int(port)


class SipSettings(LineSettings):
    """What the table of a SIP line may say."""

    kind: Literal["sip"] = "sip"
    mode: Literal["watch", "contact"] = "watch"
    server: str
    transport: Literal["udp", "tcp", "tls"] = "udp"
    extension: str = Field(min_length=1, max_length=64)
    username: str = ""
    expires: int = Field(default=120, ge=10, le=86_400)
    listen_port: int = Field(default=0, ge=0, le=65_535)
    on_call: Literal["ring", "refuse"] = "ring"
    dial: bool = False

    @property
    def may_dial(self) -> bool:
        """Only where the site says that its PBX takes REFER for the desk phone: few do."""
        return self.dial

    @property
    def sees_desk_phone(self) -> bool:
        """A watch does; a contact is only told that somebody answered."""
        return self.mode == "watch"

    @field_validator("server")
    @classmethod
    def _is_a_place(cls, server: str) -> str:
        place_in(server)
        return server

    @field_validator("transport")
    @classmethod
    def _is_built(cls, transport: str) -> str:
        if transport != "udp":
            raise ValueError('only "udp" works so far')
        return transport

    @field_validator("extension", "username")
    @classmethod
    def _is_a_user(cls, user: str) -> str:
        if not user.isprintable() or " " in user:
            raise ValueError("holds a character that no extension has")
        return user


def account_of(settings: SipSettings) -> "Account":
    """Who the line is at which PBX."""
    from telephony.sip.endpoint import Account  # noqa: PLC0415 # brings pyVoIP

    host, port = place_in(settings.server)
    return Account(
        host=host,
        port=port,
        extension=settings.extension,
        username=settings.username or settings.extension,
        expires=settings.expires,
        listen_port=settings.listen_port,
        secret="line" if settings.name == "line" else f"line.{settings.name}",
    )


def build(settings: SipSettings, surroundings: LineSurroundings) -> Line:
    """Build the line in its mode."""
    if settings.mode == "watch":
        from telephony.sip.watch_line import WatchLine  # noqa: PLC0415 # brings pyVoIP

        return WatchLine(settings.name, account_of(settings), surroundings, facts=settings.facts)
    from telephony.sip.contact_line import ContactLine  # noqa: PLC0415 # brings pyVoIP

    return ContactLine(
        settings.name, account_of(settings), surroundings, facts=settings.facts, on_call=settings.on_call
    )


def examine(settings: SipSettings, surroundings: LineSurroundings) -> Iterable[Check]:
    """Sign on, say what was seen, sign off."""
    heard: queue.SimpleQueue[LineEvent] = queue.SimpleQueue()
    line = build(settings, replace(surroundings, report=heard.put))
    line.start()
    try:
        yield _check(settings, heard.get(timeout=EXAMINED_WITHIN))
    except queue.Empty:
        yield Check(
            f"line {settings.name}",
            passed=False,
            told=say("Nothing came of it in {seconds} s.", seconds=int(EXAMINED_WITHIN)),
        )
    finally:
        line.stop()


def _check(settings: SipSettings, event: LineEvent) -> Check:
    subject = f"line {settings.name}"
    match event:
        case LineUp():
            told = say(
                "Signed on at {server} as extension {extension}.",
                server=settings.server,
                extension=settings.extension,
            )
            return Check(subject, passed=True, told=told)
        case LineDown(reason=reason):
            return Check(subject, passed=False, told=reason)
        case _:
            return Check(subject, passed=True, told=say("A call came in while it was tried."))


KIND = LineKind(name="sip", settings=SipSettings, build=build, examine=examine)
