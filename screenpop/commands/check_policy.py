"""`screenpop check --policy`: which files apply to this user, and who said each value that counts."""

import json
from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap
from typing import Any

from screenpop.bootstrap.kinds import all_kinds
from screenpop.commands.call_table import fitting, plain
from screenpop.commands.json_lines import as_line
from screenpop.sentences import Sentence, say, say_many
from screenpop.settings.layers import Layer, Origin
from screenpop.settings.policy_report import Consulted, Counted, PolicyReport, report_of, whole
from screenpop.settings.sections import SECTIONS
from screenpop.settings.wrong import key_of

_KEY, _VALUE, _WHO = 34, 28, 26
_LONGEST = 98
_PARTS = {"policy": say("policy"), "profile": say("profile"), "settings": say("user's file")}
_DONE, _FAILED, _WRONG = 0, 1, 2


def check_policy(file: Path, policy: Path, *, as_json: bool) -> int:
    """Tell what counts and why; 1 where somebody could change the policy, 2 where it cannot work.

    Raises:
        ConfigurationError: The policy cannot be read.
    """
    report = report_of(file, policy, all_kinds())
    for line in map(as_line, _objects(report)) if as_json else _lines(report):
        print(line)
    if report.wrong:
        return _WRONG
    return _DONE if whole(report) else _FAILED


def _lines(report: PolicyReport) -> Iterator[str]:
    for consulted in report.consulted:
        yield from _told_of_file(consulted)
    section = ""
    for counted in report.counted:
        title = next((str(each.title) for each in SECTIONS if counted.path[0] in each.keys), "")
        if title != section:
            section = title
            yield f"\n{title}"
        yield from _told_of_value(counted)
    if report.left is not None:
        yield ""
        yield from wrap(str(say("Left to say, or wrong: {left}", left=report.left)), _LONGEST)


def _told_of_file(consulted: Consulted) -> Iterator[str]:
    what = f"{_PARTS[consulted.part]} {consulted.name}".rstrip()
    yield f"{fitting(plain(what), 22)}  {consulted.told}"
    yield f"  {consulted.file}"
    if consulted.trouble is not None:
        yield from wrap(f"FAILED  {consulted.trouble}", _LONGEST, initial_indent="  ", subsequent_indent="  ")


def _told_of_value(counted: Counted) -> Iterator[str]:
    locked = str(say("locked")) if counted.origin.layer is Layer.LOCK else ""
    cells = (
        (key_of(counted.path), _KEY),
        (_in_short(counted.value), _VALUE),
        (str(_who(counted.origin)), _WHO),
    )
    yield f"  {' '.join(fitting(plain(text), columns) for text, columns in cells)} {locked}".rstrip()
    if counted.in_vain is not None:
        told = say("the user's file says in vain {value}", value=_in_short(counted.in_vain))
        yield f"    {fitting(plain(str(told)), _LONGEST - 4)}".rstrip()


def _in_short(value: Any) -> str:
    if value is None:
        return str(say("not there"))
    if isinstance(value, list) and any(isinstance(each, dict) for each in value):
        return str(say_many("{count} row", "{count} rows", len(value)))
    return json.dumps(value, ensure_ascii=False, default=str)


def _who(origin: Origin) -> Sentence:
    match origin.layer:
        case Layer.PRESET:
            return say("preset {name}", name=origin.named)
        case Layer.POLICY if origin.profile:
            return say("profile {name} preset", name=origin.profile)
        case Layer.POLICY:
            return say("machine preset")
        case Layer.LOCK if origin.profile:
            return say("profile {name} lock", name=origin.profile)
        case Layer.LOCK:
            return say("machine lock")
        case Layer.SEAT:
            return say("seat")
        case Layer.USER:
            return say("user's file")


def _objects(report: PolicyReport) -> Iterator[dict[str, Any]]:
    for consulted in report.consulted:
        yield {
            "part": consulted.part,
            "name": consulted.name or None,
            "file": consulted.file,
            "applies": consulted.applies,
            "told": str(consulted.told),
            "trouble": str(consulted.trouble) if consulted.trouble else None,
        }
    for counted in report.counted:
        origin = counted.origin
        yield {
            "key": key_of(counted.path),
            "value": _jsonable(counted.value),
            "said_by": _code(origin),
            "profile": origin.profile or None,
            "file": origin.named,
            "locked": origin.layer is Layer.LOCK,
            "in_vain": _jsonable(counted.in_vain),
        }
    if report.left is not None:
        yield {"left": str(report.left)}


def _code(origin: Origin) -> str:
    whose = "profile" if origin.profile else "machine"
    codes = {Layer.POLICY: f"{whose}_preset", Layer.LOCK: f"{whose}_lock", Layer.PRESET: "shipped_preset"}
    return codes.get(origin.layer, str(origin.layer))


def _jsonable(value: Any) -> Any:
    return json.loads(json.dumps(value, default=str))
