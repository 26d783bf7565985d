"""Which day it is for books, promises and anniversaries: the local calendar's."""

from datetime import date


def local_today() -> date:
    """Today, where the reader is."""
    return date.today()  # noqa: DTZ011 # it is the local day that is wanted
