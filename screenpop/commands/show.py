"""`screenpop show`: brings a call's card up and lets the agent in, or switches cards off and on."""

import argparse

from screenpop.commands.settings_of import settings_of
from screenpop.commands.wished import have_done


def command(arguments: argparse.Namespace) -> int:
    """Show the last card or the one that is named; with --no-cards only switch."""
    data = settings_of(arguments).data
    if arguments.no_cards is not None:
        return have_done(data, "no_cards", arguments.no_cards == "on")
    return have_done(data, "show", arguments.call_id)
