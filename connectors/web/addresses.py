"""Which addresses are asked: what a host's name means now, without those that are never asked.

Link-local addresses are never asked, whoever names them: clouds give out credentials there. The connection is
then made to the very address that was looked at, so that a name cannot mean another one a moment later.
"""

import ipaddress
import queue
import socket
import threading
from collections.abc import Callable, Sequence

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
LookUp = Callable[[str, int], Sequence[str]]

_NEVER = tuple(
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8",
        "169.254.0.0/16",
        "224.0.0.0/3",
        "::/128",
        "fe80::/10",
        "ff00::/8",
        "fd00:ec2::254/128",  # Amazon's metadata, which is not link-local in IPv6
    )
)
_EMBEDS_IPV4 = ipaddress.ip_network("64:ff9b::/96")


class TooSlow(Exception):
    """Nobody said in time what the name means."""


def look_up(host: str, port: int) -> Sequence[str]:
    """All addresses of a host, as the system knows them.

    Raises:
        OSError: There are none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(place[4][0]) for place in found))


def look_up_within(seconds: float, host: str, port: int, ask: LookUp) -> Sequence[str]:
    """As `look_up`, which may take as long as it likes, but not for longer than this.

    Raises:
        OSError: There are none.
        TooSlow: Nobody answered in time; the thread that waits for the system ends when that gives up.
    """
    if _is_address(host):
        return (host,)
    answers: queue.SimpleQueue[Sequence[str] | OSError] = queue.SimpleQueue()

    def put() -> None:
        try:
            answers.put(ask(host, port))
        except OSError as error:
            answers.put(error)
        except UnicodeError:
            answers.put(socket.gaierror(socket.EAI_NONAME, "no host's name"))

    threading.Thread(target=put, name=f"looks up {host}", daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        raise TooSlow from None
    if isinstance(answer, OSError):
        raise answer
    return answer


def may_be_asked(text: str) -> bool:
    """Whether a server may have this address."""
    address = _meant(text)
    return not any(address in network for network in _NEVER if network.version == address.version)


def is_public(text: str) -> bool:
    """The address is one of the open Internet."""
    return _meant(text).is_global


def _meant(text: str) -> Address:
    address = ipaddress.ip_address(text)
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return address.ipv4_mapped
        if address in _EMBEDS_IPV4:
            return ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    return address


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
