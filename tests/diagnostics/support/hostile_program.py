"""A program of ours in which all goes wrong that can, with a canary in every value."""

import logging
import sys
import threading
import warnings
from pathlib import Path

from screenpop.bootstrap import parts
from screenpop.bootstrap.kinds import all_kinds
from screenpop.commands.diagnosing import diagnose
from screenpop.errors import NotKept, SourceUnavailable
from screenpop.sentences import say
from screenpop.settings.reading import read_settings
from tests.diagnostics.support.canaries import NUMBER, canary

log = logging.getLogger("screenpop.desk.keeping")


def main() -> None:
    settings = read_settings(Path(sys.argv[1]), all_kinds())
    diagnose(settings, "screenpop")
    secrets = parts.secrets_of(settings)
    for name in ("line", "sources.crm", "record", "prospects"):
        log.warning("The password of %s is %s", name, secrets.get(name))
    told = say("“{asked}” answered what is no JSON: {why}.", asked=canary("sentence"), why=NUMBER)
    log.error("Not kept: %s", NotKept(told))
    log.error("%s", SourceUnavailable(say("{told}", told=say("Inside: {why}", why=canary("answer")))))
    log.warning("Not kept: %s", canary("value"))
    log.warning(f"A text put together with {canary('template')}")  # noqa: G004 # as somebody careless would
    log.warning(
        "%s\n2026-01-01T00:00:00.000Z ERROR %s: forged [deadbeef]", canary("hostile"), canary("hostile")
    )
    logging.getLogger(canary("log_name")).warning("from a logger of a strange name")
    warnings.warn(canary("warning"), stacklevel=1)
    thread = threading.Thread(target=fail_in_thread, name=canary("thread_name"))
    thread.start()
    thread.join()
    fail(canary("local"))


def fail_in_thread() -> None:
    raise LookupError(canary("thread_error"))


def fail(private: str) -> None:
    strange = type(canary("error_kind").encode("ascii", "ignore").decode(), (ValueError,), {})
    try:
        raise strange(canary("cause") + private)
    except ValueError as cause:
        raise RuntimeError(canary("exception")) from cause


if __name__ == "__main__":
    main()
