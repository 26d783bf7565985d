"""`screenpop learn`: computes suggestions from the sales history, and says how good they are."""

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from connectors.learning.learn import learning
from connectors.learnt import write_learnt
from screenpop.bootstrap import parts
from screenpop.commands.json_lines import as_line
from screenpop.commands.learning_of import day_of, learnt_path, lines_of, rows_of
from screenpop.commands.settings_of import settings_of
from screenpop.ports.source import Source
from screenpop.sentences import Sentence


def command(arguments: argparse.Namespace) -> int:
    """Learn as the settings say."""
    settings = settings_of(arguments)
    at = day_of(arguments) or date.today()  # noqa: DTZ011 # the local calendar's day
    parts.make_data_folder(settings)
    with lines_of(settings) as (source, lines):
        return run_learn(source, lines, learnt_path(settings), at=at, as_json=arguments.json)


def run_learn(source: Source, lines: str, learnt: Path, *, at: date, as_json: bool) -> int:
    """Learn as if it were the morning of a day; progress goes to stderr, the report to stdout.

    Args:
        source: Has the sales lines.
        lines: The question that lists everybody's.
        learnt: Where the suggestions go, in the place of older ones.
        at: Only days before this one count.
        as_json: The report is one line of JSON, the last.
    """
    with learning(rows_of(source, lines), at, tell_progress) as result:
        report = result.report()
        write_learnt(learnt, at, json.dumps(report), result.suggested)
    if as_json:
        print(as_line(report))
    else:
        print("\n".join(_table(report)))
    return 0


def tell_progress(sentence: Sentence) -> None:
    """Say how far it has come."""
    print(sentence, file=sys.stderr, flush=True)


def _table(report: dict[str, Any]) -> Iterator[str]:
    for key in ("lines", "customers", "products"):
        yield f"{key:<12}{report[key]:>12}"
    for name, each in report["lists"].items():
        yield ""
        yield f"{name:<28}{'hit@5':>10}{'recall@10':>11}{'ndcg@10':>9}"
        for method, quality in each["methods"].items():
            mark = "*" if method == each["chosen"] else " "
            figures = (
                f"{quality['hit@5']:>10.3f}{quality['recall@10']:>11.3f}{quality['ndcg@10']:>9.3f}"
                if quality
                else ""
            )
            yield f"{mark} {method:<26}{figures}".rstrip()
