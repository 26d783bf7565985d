"""Reads the command line and runs one command.

Exit codes: 0 done, 1 a check failed, 2 the command or the settings are wrong (one line says what).
"""

import argparse
import importlib
import signal
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn, TypeAlias

from screenpop.errors import ConfigurationError, ScreenPopError

Parsers: TypeAlias = "argparse._SubParsersAction[_Parser]"  # noqa: SLF001 # argparse names the type of its sub-parsers nowhere else

_ENDED_BY_SIGNAL = ("desktop", "watch")


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, where argparse writes the usage too."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}; {self.prog} --help says more.\n")


def run(arguments: Sequence[str]) -> int:
    """Run the command that the arguments name; returns its exit code."""
    for stream in filter(None, (sys.stdout, sys.stderr)):  # a Windows program without a console has neither
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    read = _parser().parse_args(arguments)
    if read.module in _ENDED_BY_SIGNAL:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(
                number, lambda *_: sys.exit(0)
            )  # until the command listens itself: it loads for a second
    try:
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


def _parser() -> _Parser:
    parser = _Parser("screenpop", description="Says who is calling, and what every department knows of them.")
    parser.set_defaults(module="desktop")
    _config(parser)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _calls(commands)
    _customers(commands)
    _record(commands)
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
    dial = _command(commands, "dial", "have the desk phone call, through the program that runs")
    dial.add_argument("number", metavar="NUMBER or tel:…", help="whom to call")


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
    learn.add_argument("--json", action="store_true")
    offers = _command(commands, "offers", "what to offer to customers")
    offers.add_argument("customers", metavar="CUSTOMER", nargs="*")
    offers.add_argument("--all", action="store_true", help="everybody")
    offers.add_argument("--at", metavar="DATE", help="as if it were that day")
    offers.add_argument("--json", action="store_true")


def _record(commands: Parsers) -> None:
    log = _command(commands, "log", "the call log")
    actions = log.add_subparsers(title="actions", metavar="ACTION", required=True)
    for name, told in (("list", "show calls"), ("export", "write calls to a file")):
        action = _command(actions, name, told, module="log")
        action.set_defaults(action=name)
        action.add_argument("--from", dest="since", metavar="TIME", help="a date, or an ISO time")
        action.add_argument("--to", dest="before", metavar="TIME", help="a date (inclusive), or an ISO time")
        for option in ("agent", "number", "ending", "text"):
            action.add_argument(f"--{option}")
        action.add_argument("--output", metavar="FILE", help="instead of standard output")
        action.add_argument(
            "--format", choices=("csv", "xlsx", "json"), default="csv" if name == "export" else None
        )
        if name == "list":
            action.add_argument("--limit", type=int, metavar="N", help="the newest N calls; of a table 50")
    wrap_up = _command(commands, "wrap-up", "keep the outcome of a call", module="wrap_up")
    wrap_up.add_argument("call_id", metavar="CALL_ID")
    wrap_up.add_argument("--disposition", help="the outcome")
    wrap_up.add_argument("--note")
    wrap_up.add_argument("--reason", help="why the customer called")


def _care(commands: Parsers) -> None:
    check = _command(commands, "check", "try the line, every source and every question")
    check.add_argument("--json", action="store_true")
    discover = _command(commands, "discover", "what a source holds, and settings that could be made of it")
    discover.add_argument("source", metavar="SOURCE", help="what the settings call it")
    discover.add_argument("--department", metavar="NAME", help="propose only this one, or the directory")
    spreadsheets = _command(commands, "spreadsheets", "the sheets that a small company fills in")
    spreadsheets.add_argument("folder", metavar="FOLDER", help="where they are put")
    spreadsheets.add_argument("--format", choices=("xlsx", "csv"), default="xlsx")
    commands.add_parser("read-spreadsheets").set_defaults(module="read_spreadsheets")  # by the program itself
    secret = _command(commands, "secret", "passwords in the system keyring")
    secret.add_argument("action", choices=("set", "test", "forget"))
    secret.add_argument("name", metavar="NAME", help="line, line.NAME, sources.NAME, prospects or directory")
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


def _command(commands: Parsers, name: str, told: str, module: str | None = None) -> _Parser:
    parser = commands.add_parser(name, help=told, description=told.capitalize() + ".")
    parser.set_defaults(module=module or name)
    _config(parser)
    return parser


def _config(parser: argparse.ArgumentParser) -> None:
    default = None if parser.prog == "screenpop" else argparse.SUPPRESS
    parser.add_argument("--config", metavar="FILE", default=default, help="settings instead of the user's")
