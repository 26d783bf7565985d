"""Hands commands that learn over to the packaged program's other half, which has the libraries of learning."""

import argparse
import os
import sys
from collections.abc import Sequence

from screenpop.errors import ConfigurationError
from screenpop.sentences import say
from screenpop.shipped import companion, has_learning, learning_package


def is_needed(read: argparse.Namespace) -> bool:
    """Is this a command of the other half, which this half cannot do?"""
    for_learning = read.module in {"learn", "offers"} or (read.module == "bench" and read.name == "offers")
    return for_learning and not has_learning()


def hand_over(arguments: Sequence[str]) -> int:  # noqa: RET503 # execv does not return
    """Have the other half do it, in this process where the system can; returns its exit code elsewhere.

    Raises:
        ConfigurationError: It is not installed.
    """
    program = companion()
    if not program.is_file():
        raise ConfigurationError(
            say(
                "Learning is a package of its own, which is not installed here: {package}.",
                package=learning_package(),
            )
        )
    command = [str(program), *arguments]
    if sys.platform == "win32":
        import subprocess  # noqa: PLC0415 # only where a process cannot become another

        return subprocess.run(command, check=False).returncode  # noqa: S603 # our own program, the words given to us
    os.execv(program, command)  # noqa: S606 # as above
