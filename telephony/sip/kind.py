"""The kind `sip`: its settings, and how its two modes are built and tried.

pyVoIP and the line's modules load when a line is built, not before.
"""

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, field_validator

from screenpop.ports.checks import Check
from screenpop.ports.kinds import LineKind, LineSettings, LineSurroundings, Timespan
from screenpop.ports.line import Line
from telephony.wire.places import place_in

if TYPE_CHECKING:
    from telephony.sip.account import Account

EXAMINED_WITHIN = 10.0
_ANY_PORT = 5060
"""To read a server by, before the transport is known."""


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
    ca_file: Path | None = None
    heartbeat: Annotated[Timespan, Field(ge=timedelta(seconds=5), le=timedelta(minutes=10))] = timedelta(
        seconds=30
    )
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
        place_in(server, _ANY_PORT)
        return server

    @field_validator("extension", "username")
    @classmethod
    def _is_a_user(cls, user: str) -> str:
        if not user.isprintable() or " " in user:
            raise ValueError("holds a character that no extension has")
        return user


def account_of(settings: SipSettings, folder: Path = Path()) -> "Account":
    """Who the line is at which PBX; relative files start from the folder."""
    from telephony.sip.account import USUAL_PORTS, Account  # noqa: PLC0415 # brings pyVoIP

    host, port = place_in(settings.server, USUAL_PORTS[settings.transport])
    return Account(
        host=host,
        port=port,
        extension=settings.extension,
        username=settings.username or settings.extension,
        expires=settings.expires,
        listen_port=settings.listen_port,
        secret="line" if settings.name == "line" else f"line.{settings.name}",
        transport=settings.transport,
        ca_file=None if settings.ca_file is None else folder / settings.ca_file,
        heartbeat=settings.heartbeat.total_seconds(),
    )


def build(settings: SipSettings, surroundings: LineSurroundings) -> Line:
    """Build the line in its mode."""
    if settings.mode == "watch":
        from telephony.sip.watch_line import WatchLine  # noqa: PLC0415 # brings pyVoIP

        return WatchLine(
            settings.name, account_of(settings, surroundings.folder), surroundings, facts=settings.facts
        )
    from telephony.sip.contact_line import ContactLine  # noqa: PLC0415 # brings pyVoIP

    return ContactLine(
        settings.name,
        account_of(settings, surroundings.folder),
        surroundings,
        facts=settings.facts,
        on_call=settings.on_call,
    )


def examine(settings: SipSettings, surroundings: LineSurroundings) -> Iterable[Check]:
    """Sign on step by step, say what was seen of each, sign off."""
    from telephony.sip.examination import Examination  # noqa: PLC0415 # brings pyVoIP

    yield from Examination(
        settings.name,
        account_of(settings, surroundings.folder),
        surroundings.password,
        watches=settings.mode == "watch",
        within=EXAMINED_WITHIN,
    ).checks()


def greet(settings: SipSettings, folder: Path) -> Check:
    """Ask who is there; nobody signs on."""
    from telephony.sip.greeting import greeting  # noqa: PLC0415 # brings pyVoIP

    return greeting(settings.name, account_of(settings, folder))


KIND = LineKind(name="sip", settings=SipSettings, build=build, examine=examine, greet=greet)
