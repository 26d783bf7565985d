"""panoramisk's way from bytes to its call-backs, as it comes; it follows no call."""

from collections.abc import Iterable


def events_taken(chunks: Iterable[bytes]) -> int:
    """Feed it these bytes; how many events it called back with.

    Raises:
        ImportError: It is not installed.
    """
    from panoramisk import Manager  # type: ignore[import-untyped] # noqa: PLC0415 # it has no types; absent from a desk
    from panoramisk.ami_protocol import AMIProtocol  # type: ignore[import-untyped] # noqa: PLC0415 # as above

    taken = 0

    def heard(_manager: object, _event: object) -> None:
        nonlocal taken
        taken += 1

    manager = Manager()
    manager.register_event("*", heard)
    protocol = AMIProtocol()
    protocol.connection_made(None)
    protocol.factory, protocol.encoding = manager, "utf8"
    for chunk in chunks:
        protocol.data_received(chunk)
    return taken
