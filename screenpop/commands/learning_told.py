"""What `screenpop learn` reports, as a table for people; and the last report once more."""

import json
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from screenpop.bootstrap import parts
from screenpop.bootstrap.learnt import learnt_place
from screenpop.commands.json_lines import as_line
from screenpop.sentences import say
from screenpop.settings.model import Settings


def tell_report(report: Mapping[str, Any], *, as_json: bool) -> None:
    """Print it: as one line of JSON, or as a table."""
    print(as_line(report) if as_json else "\n".join(_table(report)))


def tell_last_report(settings: Settings, *, as_json: bool) -> int:
    """What was learnt last; 1 where nothing was."""
    with learnt_place(settings, parts.secrets_of(settings)) as place:
        report = place.learnt.report()
    if report is None:
        print(say("Nothing was learnt yet; “screenpop learn” does it."), file=sys.stderr)
        return 1
    tell_report(
        {key: value for key, value in json.loads(report).items() if key != "rankers"}, as_json=as_json
    )
    return 0


def _table(report: Mapping[str, Any]) -> Iterator[str]:
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
    yield from _value(report["value"])


def _value(value: Mapping[str, Any]) -> Iterator[str]:
    yield ""
    for model in ("bg_nbd", "gamma_gamma"):
        figures = "".join(f"  {name} {number:.3f}" for name, number in (value[model] or {}).items())
        yield f"{model:<14}{figures}  {value['why'].get(model, '')}".rstrip()
    if measured := value["measured"]:
        yield f"{'purchases':<20}{'correlation':>12}{'mean error':>12}"
        for name in ("bg_nbd", "as_before"):
            correlation, error = (measured[name][key] for key in ("correlation", "mean_absolute_error"))
            told = "—" if correlation is None else f"{correlation:.3f}"
            yield f"  {name:<18}{told:>12}{error:>12.3f}"
    yield ""
    for name, number in (
        *value["segments"].items(),
        *((key, value[key]) for key in ("important", "leaving")),
    ):
        yield f"{name:<20}{number:>12}"
