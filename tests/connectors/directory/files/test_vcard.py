"""Cards as telephones and mail programs write them, and as nobody should."""

import io
import resource
import time
from collections.abc import Iterator
from itertools import chain, repeat

import pytest
import vobject

from connectors.directory.files.vcard import people_of_cards

IOS = """BEGIN:VCARD\r
VERSION:3.0\r
PRODID:-//Apple Inc.//iPhone OS 18.0//EN\r
N:Wąs-Świątkowska;Anna;;;\r
FN:Anna Wąs-Świątkowska\r
ORG:Hurt-Bud\\, Łódź sp. z o.o.;Zakupy\r
TITLE:buyer\r
item1.TEL;type=pref:+48 22 555 01 23\r
item1.X-ABLabel:_$!<Main>!$_\r
TEL;type=CELL;type=VOICE:601 234 567\r
TEL;type=WORK;type=FAX:22 555 01 99\r
PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQAASABIAAD/\r
 TEL:999999999\r
UID:A1-B2\r
END:VCARD\r
"""
OUTLOOK = b"""BEGIN:VCARD\r
VERSION:2.1\r
N;LANGUAGE=pl;CHARSET=utf-8;ENCODING=QUOTED-PRINTABLE:=C5=BB=C3=B3=C5=82=C4=87;Jan\r
FN;CHARSET=utf-8;ENCODING=QUOTED-PRINTABLE:Jan =C5=BB=C3=B3=C5=\r
=82=C4=87\r
ORG;CHARSET=Windows-1250;ENCODING=QUOTED-PRINTABLE:Stal =A3=F3d=9F\r
TEL;WORK;VOICE:(22) 555-01-24\r
TEL;HOME;FAX:22 555 01 98\r
END:VCARD\r
"""
GOOGLE = """\ufeffBEGIN:VCARD
VERSION:4.0
FN:Hurtownia
ORG:Hurtownia
TEL;VALUE=uri;PREF=1;TYPE="voice,work":tel:+48-22-555-01-25;ext=12
TEL;VALUE=uri:tel:+48-22-555-01-25;ext=12
LANG;PREF=1:pl-PL
NOTE:folded
  and
\tfolded again
UID:urn:uuid:1
END:VCARD
"""


def read(text: str | bytes) -> list[dict[str, object]]:
    raw = text.encode() if isinstance(text, str) else text
    return [dict(row) for row in people_of_cards(io.BytesIO(raw))]


def test_an_iphones_card_gives_a_row_for_each_number_that_is_no_fax() -> None:
    shared = {
        "customer_id": "A1-B2",
        "customer": "Hurt-Bud, Łódź sp. z o.o.",
        "contact": "Anna Wąs-Świątkowska",
        "role": "buyer",
        "language": None,
    }

    assert read(IOS) == [
        {"number": "+48 22 555 01 23", **shared, "row_id": "A1-B2 1"},
        {"number": "601 234 567", **shared, "row_id": "A1-B2 2"},
    ]


def test_outlooks_card_of_the_nineties_is_read_in_its_own_encodings() -> None:
    (row,) = read(OUTLOOK)

    assert (row["customer"], row["contact"], row["number"]) == ("Stal Łódź", "Jan Żółć", "(22) 555-01-24")
    assert (row["customer_id"], row["row_id"]) == ("Stal Łódź Jan Żółć", None)


def test_a_card_of_version_4_is_a_company_where_the_company_is_its_name() -> None:
    (row,) = read(GOOGLE)

    assert (row["customer"], row["contact"], row["customer_id"]) == ("Hurtownia", None, "urn:uuid:1")
    assert (row["number"], row["language"]) == ("tel:+48-22-555-01-25;ext=12", "pl-PL")


def test_what_another_program_wrote_is_read() -> None:
    card = vobject.vCard()
    card.add("n").value = vobject.vcard.Name(family="Kowalski; Nowak", given="Jan")
    card.add("fn").value = "Jan Kowalski; Nowak, junior " + "ż" * 90
    card.add("org").value = ["Cegła; Wapno"]
    card.add("tel").value = "+48 601 234 567"
    card.add("uid").value = "u1"

    (row,) = read(card.serialize())

    assert row["contact"] == "Jan Kowalski; Nowak, junior " + "ż" * 90
    assert (row["customer"], row["number"], row["customer_id"]) == ("Cegła; Wapno", "+48 601 234 567", "u1")


def test_a_card_without_a_number_can_be_searched_for_and_one_without_anything_is_nobody() -> None:
    found = read("BEGIN:VCARD\nFN:Ewa\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nEND:VCARD\n")

    assert [(row["customer"], row["number"]) for row in found] == [("Ewa", None)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "END:VCARD\n",
        "TEL:1\n",
        ":\n;:\n;;;;:\n",
        "BEGIN:VCALENDAR\nEND:VCALENDAR\n",
        "BEGIN:VCARD\nTEL;=;;==:\nN:;;;;;;;;\nEND:VCARD",
        "BEGIN:VCARD\nFN;ENCODING=QUOTED-PRINTABLE:=\n=\n=",
        " \t \n",
        '"' * 5000,
        "BEGIN:VCARD\nTEL" + ';"' * 2000 + ":1\nEND:VCARD\n",
        "BEGIN:VCARD\nTEL" + ";A" * 2000 + ":1\nEND:VCARD\n",
    ],
)
def test_nonsense_is_nobody_and_no_error(text: str) -> None:
    began = time.process_time()

    assert [row for row in read(text) if row["customer"]] == []
    assert time.process_time() - began < 1


def test_a_name_of_nothing_but_escapes_is_read_in_no_time() -> None:
    began = time.process_time()

    assert len(read("BEGIN:VCARD\nN:" + "\\" * 4000 + "\nORG:" + ";\\" * 2000 + "\nEND:VCARD\n")) == 1
    assert time.process_time() - began < 1


def test_bad_encodings_spoil_only_their_own_letters() -> None:
    raw = b"BEGIN:VCARD\nFN:B\xe9la \xff\xfe\nTEL;CHARSET=no-such:601234567\nORG;CHARSET=utf-16:Ce\xc5\nEND:VCARD\n"

    (row,) = read(raw)

    assert str(row["contact"]).startswith("Béla")
    assert row["number"] == "601234567"


def test_a_card_that_is_not_ended_ends_with_the_next_one() -> None:
    found = read("BEGIN:VCARD\nFN:A\nTEL:1\nBEGIN:VCARD\nFN:B\nTEL:2\n")

    assert [(row["customer"], row["number"]) for row in found] == [("A", "1"), ("B", "2")]


class Endless(io.RawIOBase):
    """A file that is made while it is read."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override] # io's own buffer protocol
        piece = next(self._pieces, b"")
        buffer[: len(piece)] = piece
        return len(piece)


@pytest.mark.parametrize(
    "middle",
    [
        (b"", b"TEL:601234568\n" * 500, b"", 400),
        (b"", b"NOTE:line\n" * 500, b"", 2_000),
        (b"PHOTO;ENCODING=b:", b"/9j/" * 2000, b"\n", 2_000),
        (b"PHOTO;ENCODING=b:\n", b" /9j/4AAQSkZJRg\n" * 500, b"", 1_000),
        (b"FN:", b"\n xxxxxxxxxxxxxxx" * 500, b"\n", 1_000),
    ],
    ids=["200,000 numbers", "a million lines", "a photo in one line", "a folded photo", "an endless name"],
)
def test_a_hostile_card_costs_no_memory(middle: tuple[bytes, bytes, bytes, int]) -> None:
    begin, piece, end, times = middle
    first = b"BEGIN:VCARD\nFN:Anna\nTEL:601234567\n" + begin
    pieces = chain([first], repeat(piece, times), [end + b"UID:u\nEND:VCARD\n"])
    file = io.BufferedReader(Endless(pieces), buffer_size=1 << 16)

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    rows = list(people_of_cards(file))

    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 4_000  # KiB
    assert rows[0]["number"] == "601234567"
    assert len(rows) <= 50


def test_a_card_says_who_may_be_approached() -> None:
    (row,) = read(
        "BEGIN:VCARD\r\nFN:Ewa Lis\r\nORG:Hurt-Bud\r\nTEL:601234567\r\n"
        "X-MARKETING-OK:yes\r\nx-marketing-phone:no\r\nEND:VCARD\r\n"
    )

    assert (row["marketing_ok"], row["marketing_phone"], row.get("marketing_post")) == ("yes", "no", None)
