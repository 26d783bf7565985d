"""A child process: what is sent to its parent reaches it, and how it ended is how its parent ends.

Only for systems that can fork. Imported by whoever waits, which shall stay small.
"""

from __future__ import annotations

import os
import signal
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType

PASSED_ON = ("SIGTERM", "SIGINT", "SIGHUP")
_SET_PDEATHSIG = 1
_BY_THE_KERNEL = 0x80


def signals_to_pass_on() -> set[signal.Signals]:
    """Those that this process does not ignore (nohup), and that of an ended child."""
    known = (signal.Signals[name] for name in PASSED_ON)
    return {signal.SIGCHLD, *(each for each in known if signal.getsignal(each) is not signal.SIG_IGN)}


def ignored(_number: int, _frame: FrameType | None) -> None:
    """A handler for signals that are asked for; one that is ignored would not even wait for that."""


def wait_for(child: int, signals: set[signal.Signals]) -> tuple[int, bool]:
    """Pass signals on until the child has ended; how it did, and whether somebody wanted that."""
    wanted = False
    while True:
        number, from_the_terminal = _next_signal(signals)
        if number != signal.SIGCHLD:
            wanted = True
            # What a terminal's keys send, the child has, too; one that goes tells only whoever leads its session.
            if number == signal.SIGHUP or not from_the_terminal:
                os.kill(child, number)
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return status, wanted


def _next_signal(signals: set[signal.Signals]) -> tuple[int, bool]:
    """The next of these signals, and whether a terminal sent it to everybody who belongs to it."""
    if sys.platform == "darwin":
        number = signal.sigwait(signals)
        return number, number == signal.SIGINT and os.isatty(0)
    told = signal.sigwaitinfo(signals)
    return told.si_signo, told.si_code == _BY_THE_KERNEL


def end_with(guard: int) -> None:
    """Have this process told to end when its parent is gone. Only Linux can; elsewhere it works on without a guard."""
    if not sys.platform.startswith("linux"):
        return
    import ctypes  # noqa: PLC0415 # the guard needs none of it

    ctypes.CDLL(None).prctl(_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    if os.getppid() != guard:  # it went before we asked
        os.kill(os.getpid(), signal.SIGTERM)


def end_as(status: int) -> int:
    """The child's exit code; where a signal ended it, this process ends by the same one."""
    code = os.waitstatus_to_exitcode(status)
    if code >= 0:
        return code
    if -code != signal.SIGKILL:
        signal.signal(-code, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {-code})
    os.kill(os.getpid(), -code)
    return 128 - code


def told(pipe: int, word: bytes) -> bool:
    """Whether the child said this word; a child of its own may hold the pipe open."""
    os.set_blocking(pipe, False)
    try:
        return os.read(pipe, 1) == word
    except BlockingIOError:
        return False
    finally:
        os.close(pipe)
