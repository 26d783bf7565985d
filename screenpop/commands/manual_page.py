"""`screenpop manual-page`: the page that `man screenpop` shows, made of the commands themselves."""

import argparse
from collections.abc import Iterator, Sequence, Set
from importlib.metadata import version

from screenpop.commands.command_line import Described, described


def command(_arguments: argparse.Namespace) -> int:
    """Write the page as groff reads it."""
    print("\n".join(manual_page(described(), version("screenpop"))))
    return 0


def manual_page(told: Sequence[Described], release: str) -> Iterator[str]:
    """The lines of the page.

    Args:
        told: The program, then its commands.
        release: Its version.
    """
    program = told[0]
    yield f'.TH SCREENPOP 1 "" "Screenpop {_plain(release)}" "User Commands"'
    yield from (
        ".SH NAME",
        f"screenpop \\- {_plain(program.told[:1].lower() + program.told[1:].rstrip('.'))}",
    )
    yield from (".SH SYNOPSIS", ".B screenpop", "[\\fIOPTION\\fR ...] [\\fICOMMAND\\fR] ...")
    yield from (".SH DESCRIPTION", _plain(program.told), "Without a command the desktop application starts.")
    yield from (".SH OPTIONS", "All commands take these, too.", *_options(program))
    yield ".SH COMMANDS"
    everywhere = {words for words, _ in program.options}
    for each in told[1:]:
        yield from (f'.SS "{_plain(each.name)}"', _plain(each.told), *_options(each, but=everywhere))
    yield from (".SH EXIT STATUS", *_entry("0", "done"), *_entry("1", "a check failed"))
    yield from _entry("2", "the command or the settings are wrong; one line says what")
    yield ".SH FILES"
    yield from _entry("~/.config/screenpop/settings.toml", "the user's settings")
    yield from _entry("/etc/screenpop/policy.toml", "what the administrator presets and locks")
    yield from _entry("~/.local/share/screenpop", "the call log, the directory and what is not yet delivered")


def _options(each: Described, but: Set[str] = frozenset()) -> Iterator[str]:
    for words, told in each.options:
        if words not in but:
            yield from _entry(words, told)


def _entry(words: str, told: str) -> tuple[str, ...]:
    return (".TP", f"\\fB{_plain(words)}\\fR", _plain(told) or "\\&")


def _plain(text: str) -> str:
    """Text in which groff finds nothing to obey."""
    text = " ".join(text.split()).replace("\\", "\\e").replace("-", "\\-")
    for sign, name in {"“": "\\(lq", "”": "\\(rq", "…": "...", "–": "\\(en", "’": "\\(cq"}.items():
        text = text.replace(sign, name)
    return f"\\&{text}" if text.startswith((".", "'")) else text
