"""`screenpop bench`: measures this program on this machine, beside a peer where there is one."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from screenpop.bench import yardstick
from screenpop.bench.benchmarks import ANYWHERE, NAMES, benchmark
from screenpop.bench.figures import Figure, Sizes
from screenpop.bench.table import as_json, as_table
from screenpop.commands.json_lines import as_line
from screenpop.errors import ConfigurationError
from screenpop.sentences import say


def command(arguments: argparse.Namespace) -> int:
    """Measure what the arguments name, and show each table as soon as it is complete."""
    if arguments.name and arguments.name not in NAMES:
        raise ConfigurationError(
            say(
                "There is no benchmark “{name}”; there are {known}.",
                name=arguments.name,
                known=", ".join(NAMES),
            )
        )
    config = Path(arguments.config) if arguments.config else None
    package = Path(arguments.package) if arguments.package else None
    sizes = Sizes(
        arguments.numbers, arguments.calls, arguments.seconds, arguments.postgresql, config, package
    )
    for name in [arguments.name] if arguments.name else ANYWHERE:
        print(say("Measuring {name} …", name=name), file=sys.stderr)
        figures = []
        for figure in _measured(name, sizes):
            figures.append(figure)
            if arguments.json:
                print(as_line(as_json(figure)), flush=True)
        if not arguments.json:
            print(f"\n{name}", *as_table(figures), sep="\n", flush=True)
    return 0


def _measured(name: str, sizes: Sizes) -> Iterator[Figure]:
    before = yardstick.lay_on()
    yield from benchmark(name)(sizes)
    yield yardstick.compared(name, before, yardstick.lay_on())
