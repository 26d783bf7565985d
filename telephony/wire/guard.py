"""Lets in only the PBX: compares the sender's IP address with those that the PBX's name stands for."""

import ipaddress
import socket

Peer = tuple[str, int]
"""Where a message came from or goes to: IP address and port."""


class Guard:
    """Knows the PBX's addresses, and counts who else knocked.

    Attributes:
        host: What the settings call the PBX.
        strangers: Packets from elsewhere, dropped unread.
        rubbish: Packets from the PBX that were not SIP.
        too_fast: Packets from the PBX that came faster than any PBX talks to one phone, dropped unread.
    """

    def __init__(self, host: str, port: int) -> None:
        self.host = host
        self._port = port
        self._peers: list[Peer] = []
        self._known: frozenset[str] = frozenset()
        self.strangers = 0
        self.rubbish = 0
        self.too_fast = 0

    @property
    def is_named(self) -> bool:
        """Whether the settings give the PBX a name, which may come to stand for another address."""
        try:
            ipaddress.ip_address(self.host.partition("%")[0])
        except ValueError:
            return True
        return False

    @property
    def peer(self) -> Peer | None:
        """Where to send; None before the first `learn`."""
        return self._peers[0] if self._peers else None

    @property
    def peers(self) -> list[Peer]:
        """Everywhere the PBX may be reached, in the order to try."""
        return list(self._peers)

    def lost_sight(self, addresses: list[str]) -> bool:
        """Whether the resolver names the PBX's addresses, and the one that we use is not among them any more."""
        return bool(addresses) and self.peer is not None and self.peer[0] not in addresses

    def addresses(self) -> list[str]:
        """Ask the resolver for the PBX's addresses; blocks. Empty if it does not know."""
        try:
            found = socket.getaddrinfo(self.host, self._port, type=socket.SOCK_DGRAM)
        except (OSError, ValueError):
            return []
        return list(dict.fromkeys(str(entry[4][0]) for entry in found))

    def learn(self, addresses: list[str]) -> bool:
        """Take over what `addresses` gave; nothing changes if it is empty. Returns whether a peer is known."""
        if addresses:
            self._peers = [(address, self._port) for address in addresses]
            self._known = frozenset(map(plain_address, addresses))
        return bool(self._peers)

    def next_peer(self) -> None:
        """The first address does not answer: try the next one first from now on."""
        self._peers = self._peers[1:] + self._peers[:1]

    def is_pbx(self, address: str) -> bool:
        """Whether this is one of the PBX's addresses; nobody is counted."""
        return address in self._known or (":" in address and plain_address(address) in self._known)

    def admits(self, address: str) -> bool:
        """Whether a packet from this address is the PBX's; counts it if not."""
        if self.is_pbx(address):
            return True
        self.strangers += 1
        return False


def plain_address(address: str) -> str:
    """One spelling for each address: no zone, no IPv4 dressed as IPv6."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    mapped = ip.ipv4_mapped if isinstance(ip, ipaddress.IPv6Address) else None
    return str(mapped or ip)
