"""What lives in this process: threads, sockets, and this program's own objects by their kind."""

import gc
import threading
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from telephony.wire.io_thread import Timer

THREADS, SOCKETS, FILES, CANCELLED = "threads", "sockets", "files", "cancelled timers"
_OURS = frozenset({"screenpop", "telephony", "connectors", "ui"})
_OPEN = Path("/proc/self/fd")


def census() -> Mapping[str, int]:
    """Count what is alive once the rubbish has been taken out. Linux tells of sockets and files."""
    gc.collect()
    counts: Counter[str] = Counter()
    for one in gc.get_objects():
        kind = type(one)
        if isinstance(one, Timer) and one.do is None:
            counts[CANCELLED] += 1  # they wait in their heap until it is tidied
        elif str(kind.__module__).partition(".")[0] in _OURS or kind.__name__ == "QTimer":
            counts[kind.__qualname__] += 1
    counts[THREADS] = threading.active_count()
    if _OPEN.is_dir():
        targets = [str(_target(entry)) for entry in _OPEN.iterdir()]
        counts[SOCKETS] = sum(target.startswith("socket:") for target in targets)
        counts[FILES] = len(targets) - counts[SOCKETS]
    return counts


def _target(entry: Path) -> Path:
    try:
        return entry.readlink()
    except OSError:  # closed meanwhile
        return entry
