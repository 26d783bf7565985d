import gzip
import tracemalloc
import zlib

import pytest

from connectors.web.bodies import Damaged, TooLarge, read_body

TEXT = b'{"a": 1}' * 100


def parts_of(body, size=7):
    return [body[start : start + size] for start in range(0, len(body), size)]


@pytest.mark.parametrize("encoding", ["", "identity"])
def test_parts_are_put_together(encoding):
    assert read_body(parts_of(TEXT), encoding, len(TEXT)) == TEXT


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", " GZIP "])
@pytest.mark.parametrize("size", [1, 7, 10_000])
def test_packed_parts_are_unpacked(encoding, size):
    assert read_body(parts_of(gzip.compress(TEXT), size), encoding, len(TEXT)) == TEXT


def test_packed_pieces_may_stand_one_after_the_other():
    packed = gzip.compress(TEXT) + gzip.compress(b"more")

    assert read_body(parts_of(packed), "gzip", 10_000) == TEXT + b"more"


def test_one_byte_too_much_is_too_much():
    for encoding, body in (("", TEXT), ("gzip", gzip.compress(TEXT))):
        with pytest.raises(TooLarge):
            read_body(parts_of(body), encoding, len(TEXT) - 1)


def test_a_gzip_bomb_unpacks_no_further_than_it_may():
    packing = zlib.compressobj(9, wbits=zlib.MAX_WBITS | 16)
    bomb = b"".join(packing.compress(bytes(1_000_000)) for _ in range(100)) + packing.flush()
    assert len(bomb) < 110_000
    tracemalloc.start()
    try:
        with pytest.raises(TooLarge):
            read_body([bomb], "gzip", 2_000_000)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert peak < 8_000_000


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", b"not packed"),
        ("gzip", gzip.compress(TEXT)[:-9]),
        ("gzip", gzip.compress(TEXT) + b"rest that is none"),
        ("gzip, gzip", gzip.compress(gzip.compress(TEXT))),
        ("br", b"x"),
        ("deflate", zlib.compress(TEXT)),
    ],
)
def test_what_cannot_be_unpacked_is_damaged(encoding, body):
    with pytest.raises(Damaged):
        read_body(parts_of(body), encoding, 10_000)


def test_nothing_is_nothing():
    assert read_body([], "gzip", 10) == b""
