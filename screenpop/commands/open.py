"""`screenpop open`: opens what a link names, in the program that runs, or in one that it starts."""

import argparse
import sys

from screenpop.bootstrap import bell
from screenpop.bootstrap.opened_links import linked, no_link
from screenpop.bootstrap.parts import reader_of
from screenpop.commands import desktop
from screenpop.commands.settings_of import settings_of
from screenpop.commands.wished import have_done
from screenpop.errors import SeatAsked


def command(arguments: argparse.Namespace) -> int:
    """Hand the link over and return; where no Screenpop runs, be the one that opens it.

    A desktop's menu starts this without a link: then it is the program as such.
    """
    if not arguments.link:
        return desktop.command(arguments)
    try:
        settings = settings_of(arguments)
    except SeatAsked:
        return desktop.start(arguments, arguments.link)
    if linked(arguments.link, reader_of(settings)) is None:
        print(f"screenpop: {no_link(arguments.link)}", file=sys.stderr)
        return 2
    if bell.is_answered(bell.address(settings.data)):
        return have_done(settings.data, "open", arguments.link)
    return desktop.start(arguments, arguments.link)
