"""The day as of which is learnt, of a command's arguments."""

import argparse
from datetime import date

from screenpop.errors import ConfigurationError
from screenpop.sentences import say


def day_of(arguments: argparse.Namespace) -> date | None:
    """The day of `--at`.

    Raises:
        ConfigurationError: It is no date.
    """
    if arguments.at is None:
        return None
    try:
        return date.fromisoformat(arguments.at)
    except ValueError:
        raise ConfigurationError(
            say(
                "--at takes a date, as in {example}; “{given}” is none.",
                example="2024-12-31",
                given=arguments.at,
            )
        ) from None
