"""Reports of crashes as they may be read by others: which program, what kind of error, where in its code."""

import re
from collections.abc import Iterator
from pathlib import Path

from screenpop.diagnostics.support.own_words import OwnWords

_AS_IT_IS = re.compile(
    r"|screenpop [0-9][0-9.a-z+]{0,20}|command [a-z]{1,12}|python 3\.\d{1,2}\.\d{1,2}\+?"
    r"|started \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ|error in (the main thread|a thread|clearing up) after [0-9.]{1,12} s"
    r"|all threads|  \.\.\. \d+ more|  MainThread|  Thread-\d{1,6}"
    r"|Fatal Python error: (Segmentation fault|Aborted|Bus error|Illegal instruction|Floating[- ]point exception)"
    r"|Windows fatal exception: (access violation|stack overflow|code 0x[0-9a-f]{1,8})"
)
_SYSTEM = re.compile(r"(system (?:Linux|Windows|Darwin) [0-9.]{1,20}).*")
_THREAD = re.compile(r"((?:Current t|T)hread) 0x[0-9a-f]+.*")
_FRAME = re.compile(r"  (?P<module>[\w.]+|\?):(?P<line>\d{1,6}) (?P<function>\S{1,200})")
_FILE = re.compile(r'  File "(?P<path>.*)", line (?P<line>\d{1,6}|\?\?\?) in (?P<function>\S{1,200})')
_ERROR = re.compile(r"(?P<because>because of )?(?P<kind>[\w.]{1,200})")
_LEFT_OUT = "(left out)"


def told_crashes(folder: Path, words: OwnWords) -> Iterator[tuple[str, str]]:
    """Each report's name, and what is told of it."""
    for file in sorted(folder.glob("*.txt")):
        if re.fullmatch(r"\d{8}T\d{6}Z-\d{1,10}\.txt", file.name):
            lines = file.read_text(encoding="ascii", errors="replace").splitlines()
            yield file.name, "".join(f"{_told(line, words)}\n" for line in lines)


def _told(line: str, words: OwnWords) -> str:
    if found := _SYSTEM.fullmatch(line):
        return found[1]
    if _AS_IT_IS.fullmatch(line):
        return line
    if found := _THREAD.fullmatch(line):
        return found[1]
    if found := _FRAME.fullmatch(line):
        module = words.module(found["module"])
        return f"  {module}:{found['line']} {words.function(module, found['function'])}".rstrip()
    if found := _FILE.fullmatch(line):
        module = words.module_at(found["path"])
        return f"  {module}:{found['line']} {words.function(module, found['function'])}".rstrip()
    if found := _ERROR.fullmatch(line):
        return f"{found['because'] or ''}{words.kind(found['kind'])}"
    name = line.strip()
    return f"  {name}" if line.startswith("  ") and words.is_known(name) else _LEFT_OUT
