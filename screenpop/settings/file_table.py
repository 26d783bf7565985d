"""The settings file's own keys; tables of kinds are read afterwards, each by its kind."""

from typing import Any

from pydantic import Field

from screenpop.ports.kinds import Table
from screenpop.settings.model import (
    CalledTable,
    DiagnosticsTable,
    DialTable,
    DirectoryTable,
    FactTable,
    KeysTable,
    LearnTable,
    LinkTable,
    OffersTable,
    PlaybookTable,
    PopTable,
    ProspectsTable,
    RecordTable,
    SeatTable,
    SecretsTable,
    SupervisionTable,
    VerificationTable,
    WindowTable,
    WrapUpTable,
)


class FileTable(Table):
    """The file's own keys; tables of kinds are read afterwards, each by its kind."""

    region: str = Field(pattern="^[A-Z]{2}$")
    outside_line: str = Field(default="", pattern=r"^[0-9*#,]*$")
    preset: str | list[str] = Field(default_factory=list)
    agent: str = ""
    data: str = ""
    secrets: SecretsTable = SecretsTable()
    line: dict[str, Any] | list[dict[str, Any]] = Field(default_factory=list)
    directory: DirectoryTable | None = None
    sources: dict[str, dict[str, Any]] = Field(default_factory=dict)
    departments: dict[str, dict[str, Any]] = Field(default_factory=dict)
    window: WindowTable = WindowTable()
    wrap_up: WrapUpTable = WrapUpTable()
    dial: DialTable = DialTable()
    pop: PopTable = PopTable()
    prospects: ProspectsTable | None = None
    record: RecordTable = RecordTable()
    supervision: SupervisionTable = SupervisionTable()
    facts: tuple[FactTable, ...] = Field(default=(), max_length=100)
    keys: KeysTable = KeysTable()
    called: tuple[CalledTable, ...] = Field(default=(), max_length=500)
    links: tuple[LinkTable, ...] = Field(default=(), max_length=50)
    verification: VerificationTable = VerificationTable()
    offers: OffersTable = OffersTable()
    learn: LearnTable = LearnTable()
    playbook: PlaybookTable = PlaybookTable()
    seat: SeatTable = SeatTable()
    diagnostics: DiagnosticsTable = DiagnosticsTable()
