"""`screenpop watch`: no window; one JSON object a line on stdout for each piece of news, logs on stderr."""

import argparse
import logging
import os
import signal
import sys

from screenpop.bootstrap import headless
from screenpop.commands.diagnosing import diagnose
from screenpop.commands.json_lines import as_line, news_as_json
from screenpop.commands.settings_of import file_of, settings_of, written_as_today
from screenpop.diagnostics.logs import to_stderr
from screenpop.events import news


def command(arguments: argparse.Namespace) -> int:
    """Tell news until told to end."""
    to_stderr(logging.INFO)
    written_as_today(file_of(arguments))
    settings = settings_of(arguments)
    diagnose(settings, "watch")
    headless.work(settings, _tell)
    return 0


def _tell(told: news.News) -> None:
    shape = news_as_json(told)
    if shape is not None:
        try:
            print(as_line(shape), flush=True)
        except BrokenPipeError:
            _end_unheard()


def _end_unheard() -> None:
    """Nobody reads the news any more: sign off as when told to end, and say nothing more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    signal.raise_signal(signal.SIGTERM)  # os.kill would end a Windows program on the spot
