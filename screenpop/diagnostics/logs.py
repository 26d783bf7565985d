"""What the program tells its administrator, on stderr: one line each, control characters escaped."""

import logging
import sys

_OURS = ("screenpop", "telephony", "connectors", "ui")


class _OneLine(logging.Formatter):
    """Text from outside cannot begin a line of its own (CWE-117)."""

    def format(self, record: logging.LogRecord) -> str:
        told = super().format(record)
        return "".join(
            letter if letter.isprintable() else letter.encode("unicode_escape").decode() for letter in told
        )


def to_stderr(level: int) -> None:
    """Log to stderr: our own packages from this level, libraries from WARNING."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_OneLine("%(asctime)s %(levelname)s %(message)s"))
    logging.basicConfig(handlers=[handler], level=logging.WARNING)
    for name in _OURS:
        logging.getLogger(name).setLevel(level)
