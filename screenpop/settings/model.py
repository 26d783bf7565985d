"""What the settings file may say, as typed values; `reading` makes them of TOML."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from screenpop.called import Called
from screenpop.memory import Question, Wanted
from screenpop.ports.kinds import Deadline, DepartmentSettings, LineSettings, SourceSettings, Table, Timespan
from screenpop.rules.offers import OfferPolicy
from screenpop.settings.layers import Origins
from screenpop.settings.sitting import Sitting


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


Corner = Literal["top-left", "top-right", "bottom-left", "bottom-right"]
ThemeName = Literal["system", "light", "dark", "high-contrast"]
LanguageName = Literal["system", "en", "pl", "hu", "th"]
PopWhen = Literal["ring", "answer", "hand", "never"]


class WindowTable(Table):
    """How the windows look, and where the card pops.

    `screen`: the name of the screen where cards stand; the primary one where it is left out or away.
    `cards`: so many stand there at most; the topmost says how many more calls there are.
    `panels`: the departments on the card, in this order; all in the order of the file where it is left out.
    `over_full_screen`: cards stand before an application that fills the screen; else they wait until it does not.
    `autostart`: the program starts when this user signs in.
    """

    language: LanguageName = "system"
    theme: ThemeName = "system"
    corner: Corner = "bottom-right"
    screen: str = Field(default="", max_length=200)
    cards: int = Field(default=4, ge=1, le=10)
    panels: tuple[str, ...] = Field(default=(), max_length=50)
    over_full_screen: bool = True
    autostart: bool = False


class KeysTable(Table):
    """The keys that work in every program, as Qt writes them ("Ctrl+Alt+C"); "" is none.

    `card`: brings the last card back and lets the agent in. `put_away`: puts all cards away.
    `no_cards`: no cards until it is pressed again.
    """

    card: str = "Ctrl+Alt+C"
    put_away: str = "Ctrl+Alt+X"
    no_cards: str = ""


class TemplateTable(Table):
    """A text that agents write often: `name` stands in the menu, `text` goes into the note."""

    name: str = Field(min_length=1, max_length=60)
    text: str = Field(min_length=1, max_length=2_000)


class WrapUpTable(Table):
    """The outcomes and reasons that agents choose from; the ones that ship are translated.

    `templates`: texts for the note.
    `follow_up`: the outcome that asks for a follow-up by itself.
    """

    dispositions: tuple[str, ...] = (
        "Solved",
        "Call back",
        "Order taken",
        "Passed on",
        "Complaint",
        "No outcome",
    )
    reasons: tuple[str, ...] = ("Order", "Delivery", "Invoice", "Complaint", "Advice", "Other")
    templates: tuple[TemplateTable, ...] = Field(default=(), max_length=100)
    follow_up: str = "Call back"


class DialTable(Table):
    """How a number in a window is called.

    `by`: "line" has the PBX call for the desk phone, "system" hands the number to the system's telephone program.
    `abroad`: what is dialled before a country code, where that is not what is usual in the region.
    """

    by: Literal["line", "system", "off"] = "system"
    abroad: str = Field(default="", pattern="^[0-9]{0,8}$")


class PopTable(Table):
    """Which calls get a card, and when.

    `on`: when it rings, when the agent answers, or only when the agent asks for it.
    `outgoing`: those of the desk phone too. `internal`: colleagues' too.
    """

    on: Literal["ring", "answer", "hand"] = "ring"
    outgoing: bool = False
    internal: bool = True


class CalledTable(Table):
    """What one of our numbers or queues means; see `called.Called`.

    `numbers`: as callers dial them. `queues`: as the PBX calls them. The first table that fits a call counts.
    """

    numbers: tuple[str, ...] = Field(default=(), max_length=1_000)
    queues: tuple[str, ...] = Field(default=(), max_length=1_000)
    label: str = Field(default="", max_length=60)
    colour: str = Field(default="", pattern="^(#[0-9A-Fa-f]{6})?$")
    greeting: str = Field(default="", max_length=300)
    language: str = Field(default="", pattern="^([a-z]{2})?$")
    panels: tuple[str, ...] = Field(default=(), max_length=50)
    reasons: tuple[str, ...] = Field(default=(), max_length=50)
    dispositions: tuple[str, ...] = Field(default=(), max_length=50)
    notice: str = Field(default="", max_length=300)
    pop: PopWhen | None = None

    @model_validator(mode="after")
    def _names_something(self) -> "CalledTable":
        if not self.numbers and not self.queues:
            raise ValueError("it needs “numbers” or “queues”, or it fits no call")
        return self

    @property
    def meaning(self) -> Called:
        """What the desk and the windows are told."""
        return Called(
            label=self.label,
            colour=self.colour,
            greeting=self.greeting,
            language=self.language,
            panels=self.panels,
            reasons=self.reasons,
            dispositions=self.dispositions,
            notice=self.notice,
            pop=self.pop,
        )


class LinkTable(Table):
    """Opens the customer elsewhere, as in the ERP: a button on the card, or on one department's panel.

    `url`: with {customer_id}, {ref} (the department's own number), {name}, {number}; each value is encoded.
    `department`: on whose panel it stands; the card's header where it is left out.
    """

    label: str = Field(min_length=1, max_length=60)
    url: str = Field(pattern="^https?://", max_length=2_000)
    department: str = ""


class CheckTable(Table):
    """One thing that a caller may be asked before anything is shown.

    `name`: as the question's column and the record call it. `ask`: how the agent asks for it.
    """

    name: str = Field(pattern="^[a-z][a-z0-9_]{0,39}$")
    ask: str = Field(min_length=1, max_length=200)


class VerificationTable(Table):
    """What is shown before the agent knows who is really calling.

    `policy`: "show" shows everything; "amounts" says who it may be and masks the departments until the caller is
    verified; "verify" masks who it is, too, as far as the number cannot be trusted.
    `checks`: what may be asked, of which `needed` must be right. `wrong`: after so many wrong answers within a day,
    whichever agents asked, the customer is locked until a supervisor has seen to it; 0 never locks.
    `source`, `answers`: where the right answers stand: a question that binds :customer_id and has one column a check;
    without it the agent asks the caller and looks it up elsewhere. `deadline`: how long the agent waits for it.
    `open`: departments that are not masked; where it is left out, under "amounts" those that hold what colleagues
    noted, and under "verify" none. `reveal`: an agent may see what is masked all the same, on record.
    """

    policy: Literal["show", "amounts", "verify"] = "show"
    checks: tuple[CheckTable, ...] = Field(default=(), max_length=20)
    needed: int = Field(default=2, ge=1, le=10)
    wrong: int = Field(default=3, ge=0, le=100)
    source: str = ""
    answers: str = ""
    deadline: Deadline = timedelta(seconds=2)
    open: tuple[str, ...] | None = Field(default=None, max_length=50)
    reveal: bool = True

    @model_validator(mode="after")
    def _can_be_passed(self) -> "VerificationTable":
        names = [check.name for check in self.checks]
        if len(set(names)) < len(names):
            raise ValueError("each check needs a name of its own")
        if self.policy != "show" and len(names) < self.needed and not self.reveal:
            raise ValueError(
                "fewer checks than are needed, and nothing may be revealed: nobody would ever see anything"
            )
        if bool(self.source) != bool(self.answers):
            raise ValueError("“source” and “answers” belong together")
        return self


class ProspectsTable(Table):
    """Where the CRM takes in whom agents note as new; the secret `prospects`, if one is stored, goes with each.

    `ca_file` and `proxy` are what they are for a source of kind `rest`.
    """

    webhook: str = Field(pattern="^https?://")
    ca_file: Path | None = None
    proxy: str = ""


class RecordTable(Table):
    """Where all desks' calls, notes and facts come together.

    `database`: `postgresql+psycopg://login@server/database`, or the path of a file; `record.db` in the data folder
    where it is left out. Its password is the secret `record`.
    `ca_file`: what a server's certificate is checked with, where the system does not know it.
    `tls`: False lets a server in the same building do without; a server on this computer never needs it.
    `spool`: "disk" saves on this computer first; "server" saves in the shared database itself, for computers that keep
    nothing; "auto" saves on the disk unless that is one that other computers share or that forgets.
    """

    database: str = ""
    ca_file: Path | None = None
    tls: bool = True
    spool: Literal["auto", "disk", "server"] = "auto"


class SeatTable(Table):
    """Who sits at this computer, and which extension rings there.

    `agent`: "login" is the name this person signed in to the system with; "ask" is for an account that several share.
    `extension`: "line" is what the line's table says; "machine" and "agent" look it up; "ask" has the agent type it.
    `machines`, `agents`: the computer's or the agent's name → extension. `map`: a CSV file with the columns `machine`
    or `agent`, `extension`, and `username` where that is another one; it lies on the tables.
    """

    agent: Literal["login", "ask"] = "login"
    extension: Literal["line", "machine", "agent", "ask"] = "line"
    machines: Mapping[str, str] = Field(default_factory=dict, max_length=10_000)
    agents: Mapping[str, str] = Field(default_factory=dict, max_length=10_000)
    map: Path | None = None


class DiagnosticsTable(Table):
    """What is kept for whoever has to find out what went wrong.

    `log`: from which severity on. `log_files`: so many of 1 MB each. `restart`: after a crash it comes back by itself.
    """

    log: Literal["debug", "info", "warning"] = "warning"
    log_files: int = Field(default=5, ge=1, le=100)
    restart: bool = True


class SupervisionTable(Table):
    """What this desk's person may see of others, and what of people is shown at all.

    `role`: where the record is a file; a server knows its logins' roles itself.
    `per_agent`: figures by agent. `live_names`: who it is on the live board. `acceptance`: offers by agent.
    `smallest_group`: figures of fewer people are hidden.
    """

    role: Literal["agent", "supervisor", "auditor"] = "agent"
    per_agent: bool = False
    live_names: bool = False
    acceptance: bool = False
    smallest_group: int = Field(default=5, ge=2)


class FactTable(Table):
    """One thing that the site wants to know of its customers; what stands first in the file is asked for first.

    `name`: what it is called in the record. `ask`: how the agent may ask for it. `label`: how it is shown; the name
    where it is left out. `choices`: of kind "choice". `again_after`: after so long it is asked for again.
    """

    name: str = Field(pattern="^[a-z][a-z0-9_]{0,39}$")
    ask: str = Field(min_length=1, max_length=200)
    label: str = Field(default="", max_length=60)
    kind: Literal["text", "date", "number", "choice", "yes-no"] = "text"
    choices: tuple[str, ...] = Field(default=(), max_length=20)
    again_after: Timespan | None = None

    @model_validator(mode="after")
    def _has_choices(self) -> "FactTable":
        if (self.kind == "choice") != bool(self.choices):
            raise ValueError("a “choice” needs its choices, and nothing else has any")
        return self

    @property
    def question(self) -> Question:
        """What the desk asks for."""
        return Question(Wanted(self.name, self.ask, self.kind, self.choices), self.again_after)


class CategoryTable(Table):
    """A rule of the site for one category of products, as the products' source calls it.

    `offer`: False never suggests them. `only_after`: only to those who bought one of these categories.
    `weight`: in percent; more than 100 brings them forward, less pushes them back.
    """

    name: str = Field(min_length=1, max_length=200)
    offer: bool = True
    only_after: tuple[str, ...] = Field(default=(), max_length=50)
    weight: int = Field(default=100, ge=0, le=1_000)


class OffersTable(Table):
    """What becomes of suggestions on the card.

    `declined_rests`: how long nobody suggests again what a customer declined. `bought_rests`: nor what they bought.
    `hold_out`: to so many percent of customers nothing is suggested, so that the uplift can be measured.
    `margin`, `promotion`: by so many percent a full margin, and being promoted, bring a product forward.
    """

    declined_rests: Timespan = timedelta(days=60)
    bought_rests: Timespan = timedelta(days=3)
    hold_out: int = Field(default=0, ge=0, le=50)
    margin: int = Field(default=0, ge=0, le=500)
    promotion: int = Field(default=0, ge=0, le=500)
    categories: tuple[CategoryTable, ...] = Field(default=(), max_length=500)

    @property
    def policy(self) -> OfferPolicy:
        """What the desk goes by."""
        return OfferPolicy(self.declined_rests, self.bought_rests, self.hold_out / 100)


class LearnTable(Table):
    """How `screenpop learn` works.

    `engine`: where the lines are counted: "duckdb" in the command's own process, "postgresql" in the server that holds
    them, "spark" on a cluster. `url`: Spark's master ("local[2]", "spark://…", "sc://…"); PostgreSQL is the
    department's own source. `lines`: where Spark is to read the lines itself: a question in its own SQL with the
    columns of `departments.cross_sell.lines`; else they are read from the source and handed over.
    `compare_every`: all methods are measured again after so long; in between the best ones then are used.
    """

    engine: Literal["duckdb", "postgresql", "spark"] = "duckdb"
    url: str = Field(default="local[*]", max_length=500)
    lines: str = ""
    memory: str = Field(default="1GB", pattern="^[0-9]+(MB|GB)$")
    compare_every: Timespan = timedelta(days=7)


class PlaybookTable(Table):
    """What is said when: the site's own rules, gestures and campaigns; see docs/playbook.md.

    `file`: TOML, beside this file where the path is relative; what it does not name is as shipped.
    """

    file: Path | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """One desk's settings, complete and checked.

    Attributes:
        file: Where they were read; relative paths start from its folder.
        region: The country as which a number without +CC is read (ISO 3166).
        outside_line: What the PBX puts before outside numbers; "" for nothing.
        agent: Who sits here, for the record.
        data: The folder for the record, the directory and what was learnt.
        account: Where `data` lies if several agents share this account of the system; else the same folder.
        sitting: What was answered of who sits where.
        origins: Where each value came from, and what is locked.
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
    record: RecordTable
    supervision: SupervisionTable
    facts: tuple[FactTable, ...]
    keys: KeysTable
    called: tuple[CalledTable, ...]
    links: tuple[LinkTable, ...]
    verification: VerificationTable
    offers: OffersTable
    learn: LearnTable
    playbook: PlaybookTable
    seat: SeatTable
    diagnostics: DiagnosticsTable
    account: Path
    sitting: Sitting
    origins: Origins
