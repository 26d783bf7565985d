"""Where a web server is: scheme, host and port, and nothing that leads elsewhere.

A request goes to an origin that the settings name, with a target (path and query) of its own. What a server
sends as an address (a redirect, the link to the next page) only ever becomes a target of the same origin: the
host is never taken from it.
"""

import ipaddress
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

_USUAL_PORTS = {"http": 80, "https": 443}
_KEPT = "%/?:@!$&'()*+,;=-._~[]"
"""What may stand in a target as it is; the rest is percent-encoded."""


@dataclass(frozen=True, slots=True)
class Origin:
    """A server as RFC 6454 tells two apart. `host` is ASCII, without the brackets of an IPv6 address."""

    scheme: str
    host: str
    port: int

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _USUAL_PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}"

    @property
    def encrypted(self) -> bool:
        """What is said there is read by nobody on the way."""
        return self.scheme == "https"

    def target_of(self, link: str, seen_at: str) -> str | None:
        """The target of a link that stood in the answer to the target `seen_at`; None if it leads elsewhere."""
        try:
            absolute = urljoin(f"{self}{seen_at}", link.strip())
            origin, target = split_url(absolute)
        except ValueError:
            return None
        return target if origin == self else None


def split_url(url: str) -> tuple[Origin, str]:
    """Take a URL apart into its server and the target there; a fragment is dropped.

    Raises:
        ValueError: It is no http(s) URL of a server, or names a user.
    """
    parts = urlsplit(url)
    if parts.scheme not in _USUAL_PORTS or not parts.hostname or not url.isprintable() or "\\" in url:
        raise ValueError('write it like "https://crm.example/api"')
    if parts.username is not None or parts.password is not None:
        raise ValueError("no user and no password may stand in it; “screenpop secret set” stores passwords")
    try:
        port = parts.port
        host = _host(parts.hostname)
    except ValueError:
        raise ValueError('its host or port is none; write it like "https://crm.example/api"') from None
    origin = Origin(parts.scheme, host, _USUAL_PORTS[parts.scheme] if port is None else port)
    query = f"?{parts.query}" if parts.query else ""
    return origin, quote((parts.path or "/") + query, safe=_KEPT)


def _host(name: str) -> str:
    if ":" in name:
        return str(ipaddress.IPv6Address(name))
    return name if name.isascii() else name.encode("idna").decode("ascii")
