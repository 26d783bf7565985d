"""Tells the administrator of a fault without the values that it happened with, which may be customers' data."""

import logging

from screenpop.errors import ScreenPopError

log = logging.getLogger(__name__)


def tell_fault(doing: str, error: Exception) -> None:
    """Log what kind of fault it was, and where."""
    place = error.__traceback__
    while place and place.tb_next:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else "?"
    kind = "explained" if isinstance(error, ScreenPopError) else "unexpected"
    log.error("%s failed: %s %s at %s", doing, kind, type(error).__name__, where)
