"""Writes the data of Qt's ICU anew for the languages that the program speaks: icu.py LIBRARY DATA LANGUAGE.

ICU is linked into Qt for sorting, upper case and the encodings of texts. Of its 31 MB nearly all is how other languages
write dates, currencies, units and names of places, which the program asks Babel for.
"""

import re
import struct
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

# Trees of data by language, and what belongs to no language but is large and never asked for.
_BY_LANGUAGE = re.compile(
    r"(?:(?:brkitr|coll|curr|lang|rbnf|region|translit|unit|zone)/)?(?P<locale>[a-z]{2,3}(?:_\w+)?)\.res"
)
_NEVER_ASKED = re.compile(
    r"(?:translit|rbnf|unit|curr|lang|region)/.*|brkitr/.*\.(?:dict|brk)|.*\.cnv|unames\.icu"
)
_ALWAYS = ("root", "res_index", "pool")


def items_of(data: bytes) -> tuple[bytes, Iterator[tuple[str, bytes]]]:
    """The header of an ICU package (unicode/udata.h, "CmnD"), and what lies in it by name."""
    (size,) = struct.unpack_from("<H", data)
    if data[2:4] != b"\xda\x27" or data[12:16] != b"CmnD":
        sys.exit("This is no package of ICU's data.")

    def items() -> Iterator[tuple[str, bytes]]:
        (count,) = struct.unpack_from("<I", data, size)
        places = [struct.unpack_from("<II", data, size + 4 + 8 * number) for number in range(count)]
        ends = [place for _, place in places[1:]] + [len(data) - size]
        for (name, begin), end in zip(places, ends, strict=True):
            called = data[size + name : data.index(b"\0", size + name)].decode("ascii")
            yield called, data[size + begin : size + end]

    return data[:size], items()


def packed(header: bytes, items: Sequence[tuple[str, bytes]]) -> bytes:
    """A package of these."""
    names, places, contents = b"", [], b""
    for called, _ in items:
        places.append(len(names))
        names += called.encode("ascii") + b"\0"
    table = 4 + 8 * len(items)
    begin = _aligned(table + len(names))
    entries = b""
    for (_, content), place in zip(items, places, strict=True):
        entries += struct.pack("<II", table + place, begin + len(contents))
        contents += content + bytes(_aligned(len(content)) - len(content))
    return header + (struct.pack("<I", len(items)) + entries + names).ljust(begin, b"\0") + contents


def is_kept(name: str, languages: Sequence[str]) -> bool:
    """Is this asked for, when nobody speaks anything else?"""
    within = name.partition("/")[2]
    if _NEVER_ASKED.fullmatch(within) and not within.endswith(("/root.res", "/pool.res", "/res_index.res")):
        return False
    of = _BY_LANGUAGE.fullmatch(within)
    return of is None or of["locale"] in _ALWAYS or of["locale"].split("_")[0] in languages


def _aligned(size: int) -> int:
    return -(-size // 16) * 16


def main() -> None:
    """Read the library, write the data."""
    library, languages = Path(sys.argv[1]).read_bytes(), sys.argv[3:]
    # The library holds nothing but the package, which says how long it is by where its last item lies.
    begin = library.index(b"\xda\x27", 4096) - 2
    header, items = items_of(library[begin:])
    kept = [(name, content) for name, content in items if is_kept(name, languages)]
    Path(sys.argv[2]).write_bytes(packed(header, kept))


if __name__ == "__main__":
    main()
