"""Who sits here and which extension rings: laid into the settings before a line's kind looks at its table.

Each kind of line then finds its `extension` where it ever is. An account that several agents share has a folder for
each of them below its own, so that what one has begun is not the next one's.
"""

import getpass
import unicodedata
from copy import deepcopy
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pydantic import ValidationError

from screenpop.errors import SeatAsked, SeatUnknown
from screenpop.sentences import say
from screenpop.settings.layers import KeyPath, Layer, Origin, Origins, Tables
from screenpop.settings.model import SeatTable
from screenpop.settings.places import data_folder
from screenpop.settings.seat_machine import machine_name
from screenpop.settings.seat_map import EXTENSION, Of, Seat, Seats, known_as, read_seat_map, seats_of_table
from screenpop.settings.sitting import STAND_IN, Sitting

AGENTS = "agents"
_LONGEST_AGENT = 100
_ASKED = "[seat]"


@dataclass(frozen=True, slots=True)
class Seated:
    """Settings of somebody who sits somewhere.

    Attributes:
        tables: What counts.
        origins: Where each value came from.
        account: The folder of the account that several share; the data folder, where an account is one agent's.
    """

    tables: Tables
    origins: Origins
    account: Path


def seated(tables: Tables, origins: Origins, file: Path, sitting: Sitting) -> Seated:
    """Let whoever sits here sit down.

    Args:
        tables: All that counts without a seat.
        origins: Where it came from.
        file: The settings file; a relative list of extensions starts from its folder.
        sitting: What was answered.

    Raises:
        SeatAsked: It must be asked first.
        SeatUnknown: It stands in no list.
        ConfigurationError: A list cannot be read.
    """
    account = _account(tables, file)
    try:
        table = SeatTable.model_validate(tables.get("seat", {}))
    except ValidationError:  # whoever reads all tables says what is wrong with this one
        return Seated(tables, origins, account)
    return _Seating(table, tables, origins, file, sitting, account).sit_down()


def with_stand_in(tables: Tables, origins: Origins, file: Path) -> Seated:
    """As `seated`, of settings that are being written where nobody need sit: a stand-in has the lines' extension."""
    laid = _Laid(deepcopy(tables), origins)
    laid.seat_lines(Seat(STAND_IN.agent, STAND_IN.extension), Origin(Layer.SEAT, _ASKED))
    return Seated(laid.tables, laid.origins, _account(tables, file))


def agent_folder(account: Path, agent: str) -> Path:
    """The folder of one of several agents: its name is readable where it can be, and never a path."""
    name = known_as("agent", unicodedata.normalize("NFC", agent))
    readable = "".join(char if char.isalnum() and char.isascii() else "-" for char in name)[:40].strip("-")
    mark = sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return account / AGENTS / (f"{readable}-{mark}" if readable else mark)


@dataclass(frozen=True, slots=True)
class _Seating:
    table: SeatTable
    tables: Tables
    origins: Origins
    file: Path
    sitting: Sitting
    account: Path

    def sit_down(self) -> Seated:
        self._ask()
        table, laid = self.table, _Laid(deepcopy(self.tables), self.origins)
        agent = self._agent()
        found = self._seat(agent)
        if table.agent == "ask" and table.extension == "agent" and found is not None:
            agent = found[0].named
        if table.agent == "ask":
            origin = Origin(Layer.SEAT, _ASKED)
            laid.put(("agent",), agent, origin)
            laid.put(("data",), str(agent_folder(self.account, agent)), origin)
            record = laid.tables.setdefault("record", {})
            if isinstance(record, dict) and not record.get("database"):
                laid.put(("record", "database"), str(self.account / "record.db"), origin)
        self._let_login_follow(laid, agent)
        if found is not None:
            seat, whose = found
            laid.seat_lines(seat, Origin(Layer.SEAT, whose))
        return Seated(laid.tables, laid.origins, self.account)

    def _ask(self) -> None:
        """Find out whether anything must be asked, all at once."""
        agent = self.table.agent == "ask" and not self.sitting.agent.strip()
        extension = self.table.extension == "ask" and not self.sitting.extension.strip()
        if not agent and not extension:
            return
        told = say("Who sits here must be said: --agent NAME.")
        if agent and extension:
            told = say("Who sits here, and at which extension, must be said: --agent NAME --extension N.")
        elif extension:
            told = say("The extension of this seat must be said: --extension N.")
        listed = [seat.named for seat in self._listed().values()] if self.table.agent == "ask" else []
        raise SeatAsked(told, agent=agent, extension=extension, agents=listed, account=self.account)

    def _agent(self) -> str:
        if self.table.agent == "login":
            if self.sitting.agent:
                raise SeatUnknown(
                    say("Nobody may say here who sits at this computer: it is who signed in to the system."),
                    "agent",
                )
            named = self.tables.get("agent")
            return named if isinstance(named, str) and named else _login()
        agent = " ".join(self.sitting.agent.split())
        if len(agent) > _LONGEST_AGENT or not agent.isprintable():
            raise SeatUnknown(say("This is no name of an agent."), "agent")
        listed = self._listed()
        if not listed:
            return agent
        if (seat := listed.get(known_as("agent", agent))) is None:
            told = say(
                "“{agent}” is not among the agents whom {file} lists.", agent=agent, file=self._lists("agent")
            )
            raise SeatUnknown(told, "agent")
        return seat.named

    def _listed(self) -> Seats:
        return seats_of_table("agent", self.table.agents, self._lists("agent"), ("seat", "agents"))

    def _lists(self, of: Of) -> Path:
        """The file whose table lists them."""
        policy = self.origins.policy_of(("seat", f"{of}s"))
        return self.file if policy is None else Path(policy.named)

    def _seat(self, agent: str) -> tuple[Seat, str] | None:
        """The seat, and who told it; None where the line's own table does."""
        asked = self.sitting.extension.strip()
        if asked and self.table.extension != "ask":
            raise SeatUnknown(
                say("Nobody may say here which extension it is: the settings tell it by themselves."),
                "extension",
            )
        match self.table.extension:
            case "line":
                return None
            case "ask":
                if not EXTENSION.fullmatch(asked):
                    raise SeatUnknown(say("“{extension}” is no extension.", extension=asked), "extension")
                return Seat(agent, asked), _ASKED
            case "machine":
                return self._looked_up("machine", self.sitting.machine or machine_name())
            case "agent":
                return self._looked_up("agent", agent)

    def _looked_up(self, of: Of, name: str) -> tuple[Seat, str]:
        known = known_as(of, name)
        list_file = self.file.parent / self.table.map.expanduser() if self.table.map else None
        if list_file is not None and (seat := read_seat_map(list_file, of).get(known)) is not None:
            return seat, str(list_file)
        path: KeyPath = ("seat", f"{of}s")
        table = self.table.machines if of == "machine" else self.table.agents
        said_in = self._lists(of)
        seat = seats_of_table(of, table, said_in, path).get(known)
        if seat is not None and EXTENSION.fullmatch(seat.extension):
            return seat, str(said_in)
        where = list_file or said_in
        told = say(
            "This computer is called “{name}”, and {file} has no extension for it."
            " Your administrator can add it there.",
            name=name,
            file=where,
        )
        if of == "agent":
            told = say(
                "{file} has no extension for the agent “{name}”. Your administrator can add it there.",
                name=name,
                file=where,
            )
        raise SeatUnknown(told, of)

    def _let_login_follow(self, laid: "_Laid", agent: str) -> None:
        """A server on which everybody has a login of their own is reached as whoever sits here."""
        record = laid.tables.get("record")
        database = record.get("database") if isinstance(record, dict) else None
        if isinstance(database, str) and "{agent}" in database:
            named = database.replace("{agent}", quote(agent, safe=""))
            laid.put(("record", "database"), named, Origin(Layer.SEAT, _ASKED))


class _Laid:
    """Tables on which a seat is laid."""

    def __init__(self, tables: Tables, origins: Origins) -> None:
        self.tables = tables
        self._origins, self._known = origins, dict(origins.known)

    @property
    def origins(self) -> Origins:
        return replace(self._origins, known=self._known)

    def put(self, path: KeyPath, value: str, origin: Origin) -> None:
        table: Any = self.tables
        for key in path[:-1]:
            table = table[key]
        table[path[-1]] = value
        self._known[path] = origin

    def seat_lines(self, seat: Seat, origin: Origin) -> None:
        """Let every line of several that has no extension of its own, or the only one, have the seat's."""
        lines = self.tables.get("line")
        if isinstance(lines, dict):
            self._seat_line(("line",), seat, origin)
        elif isinstance(lines, list):
            for place, line in enumerate(lines):
                if isinstance(line, dict) and (len(lines) == 1 or not line.get("extension")):
                    self._seat_line(("line", place), seat, origin)

    def _seat_line(self, path: KeyPath, seat: Seat, origin: Origin) -> None:
        if self._origins.lock_of((*path, "extension")) is not None:
            return
        self.put((*path, "extension"), seat.extension, origin)
        if seat.username:
            self.put((*path, "username"), seat.username, origin)


def _account(tables: Tables, file: Path) -> Path:
    """The data folder without a seat; what cannot be one is told by whoever reads the tables."""
    folder = tables.get("data")
    if not isinstance(folder, str) or not folder:
        return data_folder()
    try:
        return file.parent / Path(folder).expanduser()
    except RuntimeError:
        return file.parent / folder


def _login() -> str:
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):  # whoever reads the tables says that it is missing
        return ""
