"""The kind `ami`: its settings, and how it is built and tried. The line's modules load when it is built."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import Field, field_validator

from screenpop.ports.checks import Check
from screenpop.ports.kinds import LineKind, LineSettings, LineSurroundings
from screenpop.ports.line import Line
from telephony.wire.places import place_in

if TYPE_CHECKING:
    from telephony.ami.account import Account

PORT = 5038
TLS_PORT = 5039


class AmiSettings(LineSettings):
    """What the table of an AMI line may say.

    `technology`: the channel driver of the extension's devices; without it both are followed, and calls out
    go through PJSIP. `dial_context`: the context of the dialplan in which the extension's own calls begin.
    `login`: "md5" proves the password instead of sending it, which is for servers without TLS.
    """

    kind: Literal["ami"] = "ami"
    server: str
    tls: bool = False
    ca_file: Path | None = None
    username: str = Field(min_length=1, max_length=80)
    login: Literal["plain", "md5"] = "plain"
    extension: str = Field(min_length=1, max_length=64)
    technology: Literal["PJSIP", "SIP"] | None = None
    dial_context: str = Field(default="from-internal", min_length=1, max_length=80)

    @property
    def sees_desk_phone(self) -> bool:
        """It is told of the extension's own channels."""
        return True

    @property
    def knows_privacy(self) -> bool:
        """The interface shows numbers that callers withheld, and does not tell."""
        return False

    @field_validator("server")
    @classmethod
    def _is_a_place(cls, server: str) -> str:
        place_in(server, PORT)
        return server

    @field_validator("username", "extension", "dial_context")
    @classmethod
    def _is_a_word(cls, word: str) -> str:
        if not word.isprintable() or " " in word or "/" in word:
            raise ValueError("holds a character that no user, extension or context has")
        return word


def account_of(settings: AmiSettings, folder: Path) -> "Account":
    """Who the line is at which server."""
    from telephony.ami.account import Account  # noqa: PLC0415 # settings are read without the line

    host, port = place_in(settings.server, TLS_PORT if settings.tls else PORT)
    return Account(
        host=host,
        port=port,
        username=settings.username,
        tls=settings.tls,
        ca_file=None if settings.ca_file is None else folder / settings.ca_file,
        md5=settings.login == "md5",
        secret="line" if settings.name == "line" else f"line.{settings.name}",
    )


def build(settings: AmiSettings, surroundings: LineSurroundings) -> Line:
    """Build the line."""
    from telephony.ami.ami_line import AmiLine  # noqa: PLC0415 # a kind loads its driver when it is built
    from telephony.facts import FactRules  # noqa: PLC0415 # as above

    return AmiLine(
        settings.name,
        account_of(settings, surroundings.folder),
        extension=settings.extension,
        technologies=("PJSIP", "SIP") if settings.technology is None else (settings.technology,),
        dial_context=settings.dial_context,
        rules=FactRules(settings.facts),
        surroundings=surroundings,
    )


def examine(settings: AmiSettings, surroundings: LineSurroundings) -> Iterable[Check]:
    """Sign on, ask what this user may do, sign off."""
    from telephony.ami.examining import examine_account  # noqa: PLC0415 # as in build

    account = account_of(settings, surroundings.folder)
    yield from examine_account(settings.name, settings.extension, account, surroundings.password)


def greet(settings: AmiSettings, folder: Path) -> Check:
    """Read the server's first line; nobody signs on."""
    from telephony.ami.greeting import greeting  # noqa: PLC0415 # as in build

    return greeting(settings.name, account_of(settings, folder))


KIND = LineKind(name="ami", settings=AmiSettings, build=build, examine=examine, greet=greet)
