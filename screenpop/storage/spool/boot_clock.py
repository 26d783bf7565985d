"""A clock that nobody sets: it counts from when the computer was started, and sleeps count too."""

import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

_LINUX_BOOT = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True, slots=True)
class Reading:
    """What the clock showed.

    Attributes:
        boot: Which run of the computer this is; of the program, where the computer does not tell.
        seconds: Since some point of that run.
    """

    boot: str
    seconds: float


def _this_boot() -> str:
    try:
        return _LINUX_BOOT.read_text("ascii").strip()
    except OSError:
        return f"program {uuid4()}"


_BOOT = _this_boot()


def now() -> Reading:
    """Read the clock."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return Reading(_BOOT, time.clock_gettime(time.CLOCK_BOOTTIME))
    if hasattr(
        time, "CLOCK_MONOTONIC_RAW"
    ):  # macOS: there it counts on while asleep, and monotonic() does not
        return Reading(_BOOT, time.clock_gettime(time.CLOCK_MONOTONIC_RAW))
    return Reading(_BOOT, time.monotonic())


def since(then: Reading) -> timedelta | None:
    """How long ago that was; None if the computer was started anew since."""
    reading = now()
    if reading.boot != then.boot or reading.seconds < then.seconds:
        return None
    return timedelta(seconds=reading.seconds - then.seconds)
