"""Reads the body of an answer up to a size, which is also the size that it may unpack to."""

import zlib
from collections.abc import Iterable

_GZIP = zlib.MAX_WBITS | 16


class TooLarge(Exception):
    """There is more than may be read."""


class Damaged(Exception):
    """It cannot be unpacked."""


def read_body(parts: Iterable[bytes], encoding: str, at_most: int) -> bytes:
    """Put the parts together, unpacked.

    Raises:
        TooLarge: It is more than `at_most` bytes, as it came or unpacked.
        Damaged: It is packed in a way that nobody asked for, or not to the end.
    """
    match encoding.strip().lower():
        case "" | "identity":
            return _joined(parts, at_most)
        case "gzip" | "x-gzip":
            return _unpacked(parts, at_most)
        case _:
            raise Damaged


def _joined(parts: Iterable[bytes], at_most: int) -> bytes:
    body = bytearray()
    for part in parts:
        body += part
        if len(body) > at_most:
            raise TooLarge
    return bytes(body)


def _unpacked(parts: Iterable[bytes], at_most: int) -> bytes:
    body, packed = bytearray(), 0
    unpacking = zlib.decompressobj(_GZIP)
    for part in parts:
        packed += len(part)
        if packed > at_most:
            raise TooLarge
        rest = part
        while rest:
            if unpacking.eof:  # gzip files may stand one after the other
                unpacking = zlib.decompressobj(_GZIP)
            try:
                body += unpacking.decompress(rest, at_most + 1 - len(body))
            except zlib.error:
                raise Damaged from None
            if len(body) > at_most:
                raise TooLarge
            rest = unpacking.unused_data if unpacking.eof else unpacking.unconsumed_tail
    if packed and not unpacking.eof:
        raise Damaged
    return bytes(body)
