"""`screenpop`: the desktop application."""

import argparse
import logging
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from screenpop.bootstrap import bell
from screenpop.bootstrap.held_signals import signals_held
from screenpop.bootstrap.kinds import all_kinds
from screenpop.bootstrap.seat_memory import SeatMemory
from screenpop.bootstrap.upgraded import installed_program
from screenpop.commands.diagnosing import diagnose
from screenpop.commands.settings_of import file_of, sitting_of, written_as_today
from screenpop.diagnostics.logs import to_stderr
from screenpop.errors import ConfigurationError, SeatAsked, SeatUnknown
from screenpop.guard import CRASHED, START_AGAIN, Guarded
from screenpop.sentences import say
from screenpop.settings.model import Settings
from screenpop.settings.places import policy_file
from screenpop.settings.reading import read_settings
from screenpop.settings.sitting import Sitting
from screenpop.storage.stamp import refuse_newer


def command(arguments: argparse.Namespace) -> int:
    """Work until the agent quits; settings that cannot work are told in the window.

    Where the program runs already for this data folder, its window comes up instead. Where there are no settings yet,
    an assistant makes them, unless the policy leaves nothing to ask.
    """
    told: Guarded = arguments.guarded
    if told.gave_up:
        return _say_that_it_gave_up(file_of(arguments))
    return start(arguments)


def start(arguments: argparse.Namespace, link: str = "") -> int:
    """Work with the settings that the arguments name; where it is asked who sits here, somebody signs in first."""
    file, given = file_of(arguments), sitting_of(arguments)

    def begin(settings: Settings) -> int:
        return work(settings, link, told=arguments.guarded, given=given)

    try:
        if _is_to_be_set_up(file):
            return set_up(arguments)
        written_as_today(file)
        try:
            settings = read_settings(file, all_kinds(), policy=policy_file(), sitting=given)
            refuse_newer(settings.data)
        except SeatAsked as asked:
            to_stderr(logging.WARNING)
            known = _who_is_at_work(file, asked)
            return begin(known) if known else _sign_in(file, asked, given, begin)
    except ConfigurationError as error:
        print(f"screenpop: {error}", file=sys.stderr)
        to_stderr(logging.WARNING)
        with signals_held():
            from screenpop.bootstrap.desktop import say_what_is_wrong  # noqa: PLC0415 # as below

        return say_what_is_wrong(error.sentence, file, policy_file())
    return begin(settings)


def _is_to_be_set_up(file: Path) -> bool:
    """There is no file yet, and the policy leaves something to ask."""
    if file.exists():
        return False
    from screenpop.bootstrap.settled import settled_by_policy  # noqa: PLC0415 # only for first starts

    return not settled_by_policy(file, policy_file())


def _who_is_at_work(file: Path, asked: SeatAsked) -> Settings | None:
    """The settings of whoever has signed in to this session, if their program runs, or has just come to grief."""
    memory = SeatMemory(asked.account)
    if (sitting := memory.at_work()) is None:
        return None
    try:
        settings = read_settings(file, all_kinds(), policy=policy_file(), sitting=sitting)
    except (SeatAsked, SeatUnknown):  # what the settings ask has changed since
        return None
    runs = bell.is_answered(bell.address(settings.data))
    return settings if runs or memory.comes_back() else None


def _sign_in(file: Path, asked: SeatAsked, given: Sitting, begin: Callable[[Settings], int]) -> int:
    with signals_held():
        from screenpop.bootstrap.sign_in import SignIn  # noqa: PLC0415 # as below

        sign_in = SignIn(file, policy_file(), asked, given)
    settings = sign_in.run()
    return begin(settings) if settings is not None else 0


def set_up(arguments: argparse.Namespace) -> int:
    """Make settings with an assistant, and begin to work with them at once."""
    to_stderr(logging.WARNING)
    from screenpop.bootstrap.first_start import begin  # noqa: PLC0415 # as below

    return begin(file_of(arguments), policy_file(), lambda _: start(arguments))


def work(
    settings: Settings, link: str = "", told: Guarded | None = None, given: Sitting | None = None
) -> int:
    """Work until the agent quits or signs out; returns the exit code.

    Args:
        settings: Of the one who sits here.
        link: Is opened first.
        told: By whoever guards this process.
        given: What a command's options have said of the seat: the next one would have the same.
    """
    if told is not None and not settings.diagnostics.restart:
        told.do_without()
    if not link and bell.ask(settings.data, "come_up", None) == {}:
        return 0
    to_stderr(logging.WARNING)
    diagnose(settings, "screenpop")
    asks = "ask" in (settings.seat.agent, settings.seat.extension)
    memory = SeatMemory(settings.account)
    if asks:
        memory.sign_in(settings)
    came_back = bool(told and told.crashes)
    with signals_held():
        from screenpop.bootstrap.desktop import Desktop  # noqa: PLC0415 # Qt loads only for commands with a window
        from ui.desktop.qt_messages import log_qt_messages  # noqa: PLC0415 # as above

        log_qt_messages()
        desktop = Desktop(
            settings, link=link, policy=policy_file(), came_back=came_back, program=installed_program()
        )
    _leave_in_peace(desktop.ended)
    code = desktop.run()
    if told is not None:
        told.do_without()  # what fails from now on is no reason to start again
    if not asks:
        return code
    if desktop.signed_out:  # also where a new version was about to start
        memory.sign_out()
        return START_AGAIN if given in (None, Sitting()) else 0
    if code != START_AGAIN:
        memory.sign_out()
    return code


def _leave_in_peace(ended: threading.Event) -> None:
    """A second signal does not cut signing off short: who ends a session tells the guard and this process."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None if ended.is_set() else sys.exit(0))


def _say_that_it_gave_up(file: Path) -> int:
    """It crashed again and again: say so, where the settings can be mended, and work no more."""
    told = say(
        "Screenpop crashed several times within a few minutes and is not started again by itself."
        " “screenpop support” collects what whoever looks after it needs."
    )
    print(f"screenpop: {told}", file=sys.stderr)
    to_stderr(logging.WARNING)
    with signals_held():
        from screenpop.bootstrap.desktop import say_what_is_wrong  # noqa: PLC0415 # as above

    say_what_is_wrong(told, file, policy_file())
    return CRASHED
