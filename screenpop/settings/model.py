"""What the settings file may say, as typed values; `reading` makes them of TOML."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from screenpop.ports.kinds import Deadline, DepartmentSettings, LineSettings, SourceSettings, Table


class SecretsTable(Table):
    """Where passwords come from: the system's keyring, a question at the start, or the environment."""

    origin: Literal["keyring", "ask", "environment"] = Field(default="keyring", alias="from")


class DirectoryTable(Table):
    """Who knows everybody's numbers: a source and the question that lists them, or an address book.

    `changes`: the question that lists what has changed since `:since`, if the source can tell.
    `file`: an address book (vCard or CSV) in the place of a source.
    `store`: the PostgreSQL that a team shares; this computer's own file where it is left out.
    """

    source: str = ""
    contacts: str = ""
    changes: str = ""
    file: str = ""
    store: str = ""
    deadline: Deadline = timedelta(seconds=1)

    @model_validator(mode="after")
    def _has_one_origin(self) -> "DirectoryTable":
        if bool(self.file) == bool(self.source):
            raise ValueError("it needs either a source or a file")
        if bool(self.contacts) != bool(self.source):
            raise ValueError("a source needs the question “contacts”, which a file does not")
        if self.changes and self.file:
            raise ValueError("a file does not tell what has changed")
        return self


class WindowTable(Table):
    """How the windows look, and where the card pops."""

    language: Literal["system", "en", "pl", "hu", "th"] = "system"
    theme: Literal["system", "light", "dark"] = "system"
    corner: Literal["top-left", "top-right", "bottom-left", "bottom-right"] = "bottom-right"


class WrapUpTable(Table):
    """The outcomes and reasons that agents choose from; the ones that ship are translated."""

    dispositions: tuple[str, ...] = (
        "Solved",
        "Call back",
        "Order taken",
        "Passed on",
        "Complaint",
        "No outcome",
    )
    reasons: tuple[str, ...] = ("Order", "Delivery", "Invoice", "Complaint", "Advice", "Other")


class DialTable(Table):
    """How a number in a window is called.

    `by`: "line" has the PBX call for the desk phone, "system" hands the number to the system's telephone program.
    `abroad`: what is dialled before a country code, where that is not what is usual in the region.
    """

    by: Literal["line", "system", "off"] = "system"
    abroad: str = Field(default="", pattern="^[0-9]{0,8}$")


class PopTable(Table):
    """Which calls get a card. `outgoing`: those of the desk phone too."""

    outgoing: bool = False


class ProspectsTable(Table):
    """Where the CRM takes in whom agents note as new; the secret `prospects`, if one is stored, goes with each.

    `ca_file` and `proxy` are what they are for a source of kind `rest`.
    """

    webhook: str = Field(pattern="^https?://")
    ca_file: Path | None = None
    proxy: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """One desk's settings, complete and checked.

    Attributes:
        file: Where they were read; relative paths start from its folder.
        region: The country as which a number without +CC is read (ISO 3166).
        outside_line: What the PBX puts before outside numbers; "" for nothing.
        agent: Who sits here, for the record.
        data: The folder for the record, the directory and what was learnt.
    """

    file: Path
    region: str
    outside_line: str
    agent: str
    data: Path
    secrets: SecretsTable
    lines: tuple[LineSettings, ...]
    directory: DirectoryTable | None
    sources: Mapping[str, SourceSettings]
    departments: Mapping[str, DepartmentSettings]
    window: WindowTable
    wrap_up: WrapUpTable
    dial: DialTable
    pop: PopTable
    prospects: ProspectsTable | None
