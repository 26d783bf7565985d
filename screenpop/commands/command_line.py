"""What the command line knows, told command by command: for the manual page, and for the shell to complete."""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Described:
    """The program, a command, or one of a command's actions.

    Attributes:
        name: As it is typed: "screenpop log export".
        told: What it does.
        options: How each option or argument is written, and what it is for.
    """

    name: str
    told: str
    options: Sequence[tuple[str, str]]


def described() -> Sequence[Described]:
    """The program first, then all that it can be told to do; what it tells only itself is left out."""
    from screenpop.commands.parser import whole_parser  # noqa: PLC0415 # which imports the command that asks

    return tuple(_described(whole_parser()))


def _described(parser: argparse.ArgumentParser) -> Iterator[Described]:
    own = [action for action in parser._actions if not isinstance(action, argparse._SubParsersAction)]  # noqa: SLF001 # argparse tells it nowhere else
    yield Described(parser.prog, parser.description or "", [(_written(each), _told(each)) for each in own])
    for action in parser._actions:  # noqa: SLF001 # as above
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 # as above
            for below in action.choices.values():
                if below.description:
                    yield from _described(below)


def _written(action: argparse.Action) -> str:
    named = action.metavar if isinstance(action.metavar, str) else None
    value = named or ("|".join(map(str, action.choices)) if action.choices else action.dest.upper())
    if not action.option_strings:
        return value
    words = ", ".join(action.option_strings)
    return words if action.nargs == 0 else f"{words} {value}"


def _told(action: argparse.Action) -> str:
    return (action.help or "").replace("%%", "%")
