"""The address of a page of another system, put together from the site's template and what is known of a customer."""

import re
from collections.abc import Mapping
from urllib.parse import quote, urlsplit

_PLACE = re.compile(r"\{([a-z_]+)\}")
_WEB = ("http", "https")
_STEPS = (".", "..")
"""A browser walks up the path at these, encoded or not."""


def address(template: str, values: Mapping[str, str | None]) -> str | None:
    """The template with its values, each encoded as a whole; None if one is missing, or the page is none of the web.

    No value can add to the address: what would end a part of it (/ ? # & =) is encoded, and the host is the site's own
    word, never a value.
    """
    wanted = _PLACE.findall(template)
    parts = urlsplit(template)
    if parts.scheme.lower() not in _WEB or not parts.hostname or _PLACE.search(parts.netloc):
        return None
    if any(not values.get(name) or values[name] in _STEPS for name in wanted):
        return None
    return _PLACE.sub(lambda place: quote(values[place[1]] or "", safe="", errors="replace"), template)
