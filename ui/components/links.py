"""What opens a page in the browser: which addresses may be opened, and the button that does it."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

SCHEMES = ("http", "https")
LONGEST = 2048


def page(address: str | None) -> QUrl | None:
    """The page that an address names; None for anything but a plain page of the web.

    Files, programs and scripts have schemes of their own, and what stands before an "@" only looks like the host.
    """
    if not address or len(address) > LONGEST:
        return None
    url = QUrl(address.strip(), QUrl.ParsingMode.StrictMode)
    plain = url.isValid() and url.scheme() in SCHEMES and bool(url.host()) and not url.userInfo()
    return url if plain else None


def host_of(address: str) -> str:
    """Where a page would be opened, for people: "crm.example"."""
    url = page(address)
    return url.host() if url else ""


def open_page(address: str) -> bool:
    """Open a page in the browser; whether it was handed over."""
    url = page(address)
    return url is not None and QDesktopServices.openUrl(url)
