"""Whoever only waits beside the desktop, and starts it again when it crashed.

The program forks before anything heavy is imported: the child is the desktop, its parent waits for it, passes signals
on and ends as the child ended. A child that crashed is started again at once; one that crashes for the third time
within five minutes is started once more only to say so. The child ends with its parent. Where nothing can fork
(Windows), the system is asked to start the program again.
"""

from __future__ import annotations

import os
import signal
import sys
import time

from screenpop.child import end_as, end_with, ignored, signals_to_pass_on, told, wait_for

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import NoReturn, TypeAlias

    Run: TypeAlias = Callable[[Sequence[str], "Guarded"], int]

START_AGAIN = 75
"""The exit code of a program that wants to be started anew, from the disk: it was upgraded while it ran."""
CRASHED = 70
"""The exit code of a guarded program that an exception ended which nobody expected."""
NO_GUARD = "--no-guard"
DESKTOP = ""
"""The command of arguments that name none."""

_OPEN = "open"
_WITH_A_VALUE = ("--config", "--agent", "--extension")
_AT_MOST, _WITHIN = 3, 300.0
_CRASHES = ("SIGSEGV", "SIGABRT", "SIGBUS", "SIGFPE", "SIGILL", "SIGSYS", "SIGKILL")
_NOT_WANTED = b"-"
_NO_PATCH_NO_REBOOT = 4 | 8


class Guarded:
    """What the desktop knows of whoever guards it. No dataclass: these are 2 MB that the guard can do without.

    Attributes:
        crashes: So many runs of this desktop crashed lately; 0 at an ordinary start.
        gave_up: There were too many: this run is there to say so.
    """

    __slots__ = ("_word", "crashes", "gave_up")

    def __init__(self, crashes: int = 0, *, gave_up: bool = False, word: int | None = None) -> None:
        self.crashes = crashes
        self.gave_up = gave_up
        self._word = word

    def do_without(self) -> None:
        """Not be started again after a crash: the settings say so."""
        if self._word is not None:
            try:
                os.write(self._word, _NOT_WANTED)
            except BrokenPipeError:  # there is no guard any more
                self._word = None


def guarded(arguments: Sequence[str], run: Run) -> int:
    """Run the program, and if it is the desktop, under guard; returns its exit code.

    Args:
        arguments: Of the command line.
        run: The program; what it imports is imported in the child only.
    """
    if not is_desktop(arguments) or NO_GUARD in arguments:
        code = run(arguments, Guarded())
    elif hasattr(os, "fork"):
        return _Guard(arguments, run).stand()
    else:
        _have_windows_restart(arguments)
        code = run(arguments, Guarded())
    if code == START_AGAIN:
        start_anew(arguments)
    return code


def is_desktop(arguments: Sequence[str]) -> bool:
    """Whether these arguments start the desktop, not another command or some help."""
    return command_of(arguments) == DESKTOP


def command_of(arguments: Sequence[str]) -> str | None:
    """The command that these arguments name; None where they ask for help, or are wrong."""
    rest = iter(arguments)
    for argument in rest:
        if argument in _WITH_A_VALUE:
            if next(rest, None) is None:
                return None
        elif not argument.startswith("-"):
            return argument
        elif argument != NO_GUARD and not argument.startswith(tuple(f"{name}=" for name in _WITH_A_VALUE)):
            return None
    return DESKTOP


def start_anew(arguments: Sequence[str]) -> NoReturn:
    """Become the program that lies on the disk now, with the same arguments; a link is not opened twice."""
    frozen = getattr(sys, "frozen", False)
    if frozen:
        os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = (
            "1"  # or it would look for its parts where the old one had them
        )
    python = [] if frozen else sys.orig_argv[1 : len(sys.orig_argv) - len(arguments)]
    os.execv(sys.executable, [sys.executable, *python, *without_link(arguments)])  # noqa: S606 # our own program, without a shell


def without_link(arguments: Sequence[str]) -> list[str]:
    """The same arguments, but for what `open` was to open."""
    if command_of(arguments) != _OPEN:
        return list(arguments)
    kept, rest = [], iter(arguments)
    for argument in rest:
        if argument in _WITH_A_VALUE:
            kept += [argument, next(rest)]
        elif argument == _OPEN or argument.startswith(tuple(f"{name}=" for name in _WITH_A_VALUE)):
            kept.append(argument)
    return kept


class _Guard:
    def __init__(self, arguments: Sequence[str], run: Run) -> None:
        self._arguments = arguments
        self._run = run
        self._program = _on_disk()
        self._crashed: list[float] = []
        self._gave_up = False

    def stand(self) -> int:
        """Start the desktop and wait; in the child this returns its exit code, too."""
        signals = signals_to_pass_on()
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, signals)
        before = {number: signal.signal(number, ignored) for number in signals}
        while True:
            hears, says = os.pipe()
            guard = os.getpid()
            child = os.fork()
            if child == 0:
                os.close(hears)
                for number, handler in before.items():
                    signal.signal(number, signal.SIG_DFL if handler is None else handler)
                end_with(guard)
                signal.pthread_sigmask(signal.SIG_SETMASK, mask)
                return _run_to_the_end(
                    self._run, self._arguments, Guarded(len(self._crashed), gave_up=self._gave_up, word=says)
                )
            os.close(says)
            status, ending = wait_for(child, signals)
            unwanted = told(hears, _NOT_WANTED)
            if ending or not self._goes_on(os.waitstatus_to_exitcode(status), unwanted=unwanted):
                return end_as(status)
            replaced = _on_disk() not in ((), self._program)
            if replaced or os.waitstatus_to_exitcode(status) == START_AGAIN:
                signal.pthread_sigmask(signal.SIG_SETMASK, mask)
                start_anew(self._arguments)

    def _goes_on(self, code: int, *, unwanted: bool) -> bool:
        """Whether another child is to be started."""
        if self._gave_up:
            return False
        if code == START_AGAIN:
            return True
        crashed = code == CRASHED or -code in [getattr(signal, name) for name in _CRASHES]
        if unwanted or not crashed:
            return False
        now = time.monotonic()
        self._crashed = [*(at for at in self._crashed if now - at < _WITHIN), now]
        self._gave_up = len(self._crashed) >= _AT_MOST
        return True


def _run_to_the_end(run: Run, arguments: Sequence[str], told: Guarded) -> int:
    """The exit code; that of a crash where an exception ended it, which is told as ever."""
    try:
        return run(arguments, told)
    except Exception as error:  # noqa: BLE001 # whatever it is, it is told, and the guard starts the program again
        sys.excepthook(type(error), error, error.__traceback__)
        return CRASHED


def _on_disk() -> tuple[int, ...]:
    """Which program lies where this one was started from."""
    if not getattr(sys, "frozen", False):
        return ()
    try:
        found = os.stat(sys.executable)  # noqa: PTH116 # the guard has not imported pathlib
    except OSError:
        return ()  # it is being replaced, or gone
    return found.st_dev, found.st_ino, found.st_mtime_ns


def _have_windows_restart(arguments: Sequence[str]) -> None:
    """Windows itself starts a program again that crashed, if it ran for a minute."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 # as above
        import subprocess  # noqa: PLC0415 # as above

        ctypes.windll.kernel32.RegisterApplicationRestart(
            subprocess.list2cmdline(arguments), _NO_PATCH_NO_REBOOT
        )
