"""`screenpop learn`: computes suggestions from the sales history, and says how good they are."""

import argparse
import json
import signal
import sys
import threading
from datetime import date, timedelta
from typing import Any

from connectors.learning.learn import learning
from screenpop.bootstrap import parts
from screenpop.bootstrap.learnt import learnt_place
from screenpop.commands.diagnosing import diagnose
from screenpop.commands.learning_history import history_of
from screenpop.commands.learning_of import day_of
from screenpop.commands.learning_told import tell_last_report, tell_report
from screenpop.commands.objections_of import objecting
from screenpop.commands.settings_of import settings_of
from screenpop.commands.unhurried import Progress, yield_to_others
from screenpop.errors import ConfigurationError
from screenpop.sentences import say
from screenpop.settings.model import Settings
from screenpop.storage.spool.file_lock import FileLock

_LOCK = "learn.lock"


def command(arguments: argparse.Namespace) -> int:
    """Learn as the settings say."""
    settings = settings_of(arguments)
    at = day_of(arguments) or date.today()  # noqa: DTZ011 # the local calendar's day
    parts.make_data_folder(settings)
    if arguments.report:
        return tell_last_report(settings, as_json=arguments.json)
    diagnose(settings, "learn")
    yield_to_others()
    lock = FileLock(settings.data / _LOCK)
    if not lock.try_lock():
        raise ConfigurationError(
            say("“screenpop learn” is running already for {folder}.", folder=settings.data)
        )
    told_to_stop = threading.Event()

    def stop(*_: object) -> None:
        told_to_stop.set()
        raise KeyboardInterrupt

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    try:
        return run_learn(settings, at, compare=arguments.compare, as_json=arguments.json)
    except (KeyboardInterrupt, Exception):  # an engine that is interrupted may say so in an error of its own
        if not told_to_stop.is_set():
            raise
        print(say("Stopped; what was learnt before stays."), file=sys.stderr)
        return 1
    finally:
        lock.release()


def run_learn(settings: Settings, at: date, *, compare: bool, as_json: bool) -> int:
    """Learn as if it were the morning of a day; progress goes to stderr, the report to stdout.

    Args:
        settings: Say where the lines are, and where what was learnt lies.
        at: Only days before this one count.
        compare: Measure all methods, though that was done not long ago.
        as_json: The report is one line of JSON, the last.
    """
    progress = Progress()
    without = objecting(settings)
    with (
        learnt_place(settings, parts.secrets_of(settings)) as place,
        history_of(settings, at, without=without, tell=progress.tell) as history,
    ):
        progress.flush()
        earlier = None if compare else _earlier(place.learnt.report(), at, settings.learn.compare_every)
        with learning(history, at, progress.tell, earlier) as result:
            report = result.report()
            place.learning.replace(result.findings(json.dumps(report)))
    progress.flush()
    tell_report(report, as_json=as_json)
    return 0


def _earlier(told: str | None, at: date, every: timedelta) -> dict[str, Any] | None:
    """The last report, if its comparison of the methods is young enough to go by."""
    report: dict[str, Any] = json.loads(told) if told else {}
    measured = report.get("measured")
    if not measured or at - date.fromisoformat(measured["until"]) > every:
        return None
    return report
