"""Addresses that a click may open: only http and https, of a host that is named."""

from urllib.parse import urlsplit

_LONGEST = 2000


def may_be_opened(address: str) -> bool:
    """Whether it is an address of a page, and nothing that runs or opens something of this computer."""
    if len(address) > _LONGEST or not address.isprintable() or " " in address or "\\" in address:
        return False
    try:
        parts = urlsplit(address)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return False
