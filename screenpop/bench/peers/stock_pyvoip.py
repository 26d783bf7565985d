"""pyVoIP as it comes, telling when its call-back comes: `python -m screenpop.bench.peers.stock_pyvoip PORT`.

It is not mended in any way; only its warning about Python's `audioop` is not shown.
"""

import json
import os
import signal
import sys
import time
import warnings
from typing import Any


def main(port: int) -> None:
    """Register, and tell of each call until told to end."""
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))  # its threads are no daemons
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        from pyVoIP.VoIP import PhoneStatus, VoIPPhone  # noqa: PLC0415 # its warning is announced at import
    phone = VoIPPhone("127.0.0.1", port, "101", "none", callCallback=_called, myIP="127.0.0.1", sipPort=0)
    phone.start()
    while phone.get_status() is not PhoneStatus.REGISTERED:
        time.sleep(0.01)
    _tell({"event": "ready"})
    while True:
        time.sleep(60)


def _called(call: Any) -> None:
    _tell({"event": "call", "call_id": call.call_id, "at": time.perf_counter()})


def _tell(told: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]))
