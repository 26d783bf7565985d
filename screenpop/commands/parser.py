"""Reads the command line and runs one command.

Exit codes: 0 done, 1 a check failed, 2 the command or the settings are wrong.
"""

from collections.abc import Sequence


def run(arguments: Sequence[str]) -> int:
    """Run the command that the arguments name; returns its exit code."""
    return 2 if arguments else 0
