"""Reads the command line and runs one command.

Exit codes: 0 done, 1 a check failed, 2 the command or the settings are wrong (one line says what).
"""

import argparse
import importlib
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import NoReturn, TypeAlias

from screenpop.commands import companion, database_arguments
from screenpop.errors import ConfigurationError, ScreenPopError
from screenpop.guard import NO_GUARD, Guarded
from screenpop.shipped import version

Parsers: TypeAlias = "argparse._SubParsersAction[_Parser]"  # noqa: SLF001 # argparse names the type of its sub-parsers nowhere else


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, where argparse writes the usage too."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}; {self.prog} --help says more.\n")


class _Version(argparse.Action):
    """Says the version, which is looked up only then."""

    def __call__(
        self, parser: argparse.ArgumentParser, _namespace: object, _values: object, _option: str | None = None
    ) -> NoReturn:
        print(f"Screenpop {version()}")
        parser.exit()


def run(arguments: Sequence[str], told: Guarded | None = None) -> int:
    """Run the command that the arguments name; returns its exit code.

    Args:
        arguments: Of the command line.
        told: By whoever guards the desktop.
    """
    for stream in filter(None, (sys.stdout, sys.stderr)):  # a Windows program without a console has neither
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    read = whole_parser().parse_args(arguments, argparse.Namespace(guarded=told or Guarded()))
    try:
        if companion.is_needed(read):
            return companion.hand_over(arguments)
        command: Callable[[argparse.Namespace], int] = importlib.import_module(
            f"screenpop.commands.{read.module}"
        ).command
        return command(read)
    except ConfigurationError as error:
        print(f"screenpop: {error}", file=sys.stderr)
        return 2
    except ScreenPopError as error:
        print(f"screenpop: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has gone
        return 1


def whole_parser() -> _Parser:
    """All commands with their options."""
    parser = _Parser("screenpop", description="Says who is calling, and what every department knows of them.")
    parser.set_defaults(module="desktop")
    parser.add_argument("--version", action=_Version, nargs=0, help="say which version this is, and end")
    _config(parser)
    parser.add_argument(
        NO_GUARD, action="store_true", help="not in the care of a process that starts it again after a crash"
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _calls(commands)
    _customers(commands)
    _record(commands)
    _database(commands)
    _care(commands)
    return parser


def _calls(commands: Parsers) -> None:
    demo = _command(commands, "demo", "the real application with an invented company, rung by real SIP calls")
    demo.add_argument("--seconds", type=float, help="end after so long")
    demo.add_argument("--pictures", metavar="DIR", help="leave PNG pictures of what an agent sees, and end")
    _command(commands, "watch", "no window: one JSON object a line for each piece of news")
    ring = _command(commands, "ring", "a simulated call through the program that runs for this data folder")
    ring.add_argument("number", metavar="NUMBER", help='the caller\'s number, or "withheld"')
    ring.add_argument("--name", help="the caller's display name")
    ring.add_argument("--did", help="our number that the caller dialled")
    ring.add_argument("--answer", action="store_true", help="pick up on the desk phone")
    ring.add_argument("--practice", action="store_true", help="to practise with: nothing of it is kept")
    dial = _command(commands, "dial", "have the desk phone call, through the program that runs")
    dial.add_argument("number", metavar="NUMBER or tel:…", help="whom to call")
    show = _command(commands, "show", "bring a card of the running program up, and the keyboard into it")
    show.add_argument("call_id", metavar="CALL_ID", nargs="?", help="instead of the last call's")
    show.add_argument(
        "--no-cards", choices=("on", "off"), help="only switch: calls are logged without a card"
    )
    out = _command(commands, "sign-out", "send what is saved here, and leave the seat", module="sign_out")
    out.add_argument("--in-a-call", action="store_true", help="though a call is still on")
    opened = _command(commands, "open", "open what a link names, in the running program or a new one")
    opened.add_argument(
        "link",
        metavar="LINK",
        nargs="?",
        default="",
        help="tel:, sip: or screenpop:customer/ID; write -- before it",
    )


def _customers(commands: Parsers) -> None:
    directory = _command(commands, "directory", "whose number is it")
    actions = directory.add_subparsers(title="actions", metavar="ACTION", required=True)
    read = _command(actions, "import", "fill the directory from its source", module="directory")
    read.add_argument("--file", metavar="FILE", help="an address book (.vcf, .csv) instead of the source")
    read.add_argument(
        "--full", action="store_true", help="everybody, though the source tells what has changed"
    )
    read.add_argument("--json", action="store_true")
    read.set_defaults(action="import")
    noted = _command(actions, "prospects", "people whom agents noted as new", module="directory")
    noted.add_argument("--format", choices=("csv", "json"), default="csv")
    noted.add_argument("--output", metavar="FILE", help="instead of standard output")
    noted.set_defaults(action="prospects")
    find = _command(actions, "find", "who a number or a name would be", module="directory")
    find.add_argument("wanted", metavar="NUMBER or TEXT", nargs="?")
    find.add_argument("--batch", metavar="FILE", help="one presented number a line; - for standard input")
    find.add_argument("--json", action="store_true")
    find.set_defaults(action="find")
    learn = _command(commands, "learn", "compute suggestions from the sales history")
    learn.add_argument("--at", metavar="DATE", help="as if it were that day; days before it count")
    learn.add_argument("--report", action="store_true", help="only tell what was learnt last")
    learn.add_argument("--compare", action="store_true", help="measure all methods anew, and choose")
    learn.add_argument("--json", action="store_true")
    offers = _command(commands, "offers", "what to offer to customers")
    offers.add_argument("customers", metavar="CUSTOMER", nargs="*")
    offers.add_argument("--all", action="store_true", help="everybody")
    offers.add_argument("--at", metavar="DATE", help="as if it were that day")
    offers.add_argument("--json", action="store_true")
    _rules(commands)


def _rules(commands: Parsers) -> None:
    rules = _command(commands, "rules", "what is said to customers when, and why")
    actions = rules.add_subparsers(title="actions", metavar="ACTION", required=True)
    tested = _command(actions, "test", "explain every rule for one customer", module="rules")
    tested.add_argument("customer", metavar="CUSTOMER", help="the directory's number for the customer")
    tested.add_argument("--at", metavar="DATE", help="as if it were that day")
    tested.add_argument("--reveal", action="store_true", help="what is masked, too; that is on record")
    tested.add_argument("--json", action="store_true")
    tested.set_defaults(action="test")
    shown = _command(actions, "list", "the rules in force, and where each comes from", module="rules")
    shown.add_argument("--json", action="store_true", help="an object a line")
    shown.set_defaults(action="list")


def _record(commands: Parsers) -> None:
    log = _command(commands, "log", "the call log")
    actions = log.add_subparsers(title="actions", metavar="ACTION", required=True)
    for name, told in (("list", "show calls"), ("export", "write calls to a file")):
        action = _command(actions, name, told, module="log")
        action.set_defaults(action=name)
        action.add_argument("--from", dest="since", metavar="TIME", help="a date, or an ISO time")
        action.add_argument("--to", dest="before", metavar="TIME", help="a date (inclusive), or an ISO time")
        _which_calls(action)
        action.add_argument("--output", metavar="FILE", help="instead of standard output")
        action.add_argument(
            "--format", choices=("csv", "xlsx", "json"), default="csv" if name == "export" else None
        )
        if name == "list":
            action.add_argument("--limit", type=int, metavar="N", help="the newest N calls; of a table 50")
    report = _command(actions, "report", "how the telephone went: a page, or JSON", module="report")
    report.add_argument("--day", metavar="DATE", help="instead of yesterday")
    report.add_argument("--from", dest="since", metavar="DATE", help="the first of several days")
    report.add_argument("--to", dest="before", metavar="DATE", help="the last of them; yesterday")
    report.add_argument("--format", choices=("html", "json"), help="as the file's name says; html")
    report.add_argument("--output", metavar="FILE or DIR", help="instead of standard output")
    day = _command(commands, "day", "what was promised and is due, and calls that are owed")
    day.add_argument("--json", action="store_true", help="an object a line")
    facts = _command(commands, "facts", "what customers told us when they were asked")
    actions = facts.add_subparsers(title="actions", metavar="ACTION", required=True)
    known = _command(actions, "list", "what is known of one customer", module="facts")
    known.add_argument("customer", metavar="CUSTOMER", help="the directory's number for the customer")
    known.add_argument("--json", action="store_true", help="one object a line")
    known.set_defaults(action="list")
    taken = _command(actions, "export", "write what is known of all customers to a file", module="facts")
    taken.add_argument("--format", choices=("csv", "xlsx", "json"), default="csv")
    taken.add_argument("--output", metavar="FILE", help="instead of standard output")
    taken.add_argument(
        "--versions", action="store_true", help="whatever was told, not only what was told last"
    )
    taken.set_defaults(action="export")
    _command(commands, "supervise", "the supervisors' window: log, missed calls, charts, board, audit")
    wrap_up = _command(commands, "wrap-up", "keep the outcome of a call", module="wrap_up")
    wrap_up.add_argument("call_id", metavar="CALL_ID")
    wrap_up.add_argument("--disposition", help="the outcome")
    wrap_up.add_argument("--note")
    wrap_up.add_argument("--reason", help="why the customer called")


def _which_calls(action: _Parser) -> None:
    action.add_argument("--agent", help="what happened on this agent's phone, instead of a row a call")
    for option in ("number", "ending", "text", "queue", "did", "disposition", "customer"):
        action.add_argument(f"--{option}")
    action.add_argument("--direction", choices=("in", "out"))
    action.add_argument("--lost", action="store_true", help="came in, and nobody answered")


def _database(commands: Parsers) -> None:
    database = _command(commands, "database", "the record's tables, and who may do what with them")
    actions = database.add_subparsers(title="actions", metavar="ACTION", required=True)
    database_arguments.add_actions(partial(_command, actions))


def _care(commands: Parsers) -> None:
    settings = _command(commands, "settings", "the settings window")
    settings.add_argument("--assistant", action="store_true", help="page by page, as at the first start")
    settings.add_argument(
        "--admx", metavar="DIR", help="only write the templates for Windows' group policies"
    )
    check = _command(commands, "check", "try the line, every source and every question")
    check.add_argument("--json", action="store_true")
    check.add_argument(
        "--policy", action="store_true", help="try nothing: where each value comes from, and what is locked"
    )
    discover = _command(commands, "discover", "what a source holds, and settings that could be made of it")
    discover.add_argument("source", metavar="SOURCE", help="what the settings call it")
    discover.add_argument("--department", metavar="NAME", help="propose only this one, or the directory")
    support = _command(
        commands, "support", "a bundle for whoever looks after this program, without your data"
    )
    support.add_argument("--output", metavar="FILE", help="a zip file; in this folder where it is left out")
    support.add_argument("--list", action="store_true", help="only tell what would be in it")
    support.add_argument("--json", action="store_true")
    spreadsheets = _command(commands, "spreadsheets", "the sheets that a small company fills in")
    spreadsheets.add_argument("folder", metavar="FOLDER", help="where they are put")
    spreadsheets.add_argument("--format", choices=("xlsx", "csv"), default="xlsx")
    for name in (
        "read-spreadsheets",
        "manual-page",
        "bash-completion",
    ):  # by the program itself, and its packages
        commands.add_parser(name).set_defaults(module=name.replace("-", "_"))
    secret = _command(commands, "secret", "passwords in the system keyring")
    secret.add_argument("action", choices=("set", "test", "forget"))
    secret.add_argument(
        "name",
        metavar="NAME",
        help="line, line@EXTENSION, line.NAME, sources.NAME, prospects, directory, record or record.LOGIN",
    )
    data = _command(commands, "data", "what is kept on this computer for this user, and its removal")
    actions = data.add_subparsers(title="actions", metavar="ACTION", required=True)
    listed = _command(actions, "list", "what there is, where and how much", module="data")
    listed.add_argument("--json", action="store_true", help="an object a line")
    listed.set_defaults(action="list")
    removed = _command(actions, "remove", "remove all of it: files, settings and passwords", module="data")
    removed.add_argument("--yes", action="store_true", help="without asking")
    removed.add_argument("--unsent", action="store_true", help="also what has not reached the record")
    removed.add_argument("--record", action="store_true", help="also a record that lies here as a file")
    removed.set_defaults(action="remove")
    gallery = _command(commands, "gallery", "every part and every scene as a picture")
    gallery.add_argument("--pictures", metavar="DIR", required=True, help="where they are put")
    gallery.add_argument("--theme", choices=("light", "dark", "high-contrast"), help="only this one")
    gallery.add_argument("--language", choices=("en", "pl", "hu", "th"), help="only this one")
    gallery.add_argument("--scale", type=int, choices=(1, 2), default=1, help="2 as on a fine screen")
    bench = _command(commands, "bench", "measure this program on this machine")
    bench.add_argument("name", metavar="NAME", nargs="?", help="one benchmark instead of all")
    bench.add_argument("--json", action="store_true")
    bench.add_argument("--numbers", type=int, metavar="N", help="how many the directory holds")
    bench.add_argument("--calls", type=int, metavar="N", default=200, help="how many calls ring")
    bench.add_argument(
        "--seconds", type=float, metavar="N", default=60.0, help="how long idleness is watched"
    )
    bench.add_argument(
        "--postgresql",
        metavar="URL",
        help="for lookup: a database in which a schema is made and dropped; its password where libpq looks",
    )
    bench.add_argument(
        "--package", metavar="FILE", help="for installed: the .deb, with the other one beside it"
    )


def _command(commands: Parsers, name: str, told: str, module: str | None = None) -> _Parser:
    parser = commands.add_parser(
        name,
        help=told,
        description=told.capitalize() + ".",
        conflict_handler="resolve",  # `log` and `database grant` mean another --agent
    )
    parser.set_defaults(module=module or name)
    _config(parser)
    return parser


def _config(parser: argparse.ArgumentParser) -> None:
    default = None if parser.prog == "screenpop" else argparse.SUPPRESS
    parser.add_argument("--config", metavar="FILE", default=default, help="settings instead of the user's")
    seat = parser.add_argument_group("seat", "where the settings say that it is asked for")
    seat.add_argument("--agent", dest="sits", metavar="NAME", default=default, help="who sits here")
    seat.add_argument("--extension", dest="sits_at", metavar="N", default=default, help="at which telephone")
