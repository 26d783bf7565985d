"""A link opens a customer's card or offers a number to call; nothing else comes of any text."""

import pytest

from screenpop.bootstrap.opened_links import Linked, linked, no_link
from screenpop.phone_numbers import NumberReader


@pytest.fixture
def reader() -> NumberReader:
    return NumberReader("PL", "0")


@pytest.mark.parametrize(
    ("link", "named"),
    [
        ("tel:+48225550123", Linked(number="+48225550123")),
        ("tel:22-555-01-23", Linked(number="+48225550123")),
        ("TEL:+48%2022%20555%2001%2023", Linked(number="+48225550123")),
        ("tel:204", Linked(number="204")),
        ("sip:+48225550123@pbx.example;transport=tls", Linked(number="+48225550123")),
        ("screenpop:customer/1001", Linked(customer_id="1001")),
        ("screenpop://customer/K%2F47%20b", Linked(customer_id="K/47 b")),
    ],
)
def test_a_link_names_a_number_or_a_customer(link: str, named: Linked, reader: NumberReader) -> None:
    assert linked(link, reader) == named


@pytest.mark.parametrize(
    "link",
    [
        *("", "tel:", "tel:*21*+48225550123#", "tel:anna", "sip:anna@pbx.example", "--config=/etc/passwd"),
        *(
            "screenpop:customer/",
            "screenpop:settings/theme",
            "screenpop:customer/1/../../etc",
            "https://a.example",
        ),
        *("tel:+48225550123\n--help", "screenpop:customer/%0a1", "file:///etc/passwd", "tel:" + "1" * 300),
        *("screenpop:customer/1?theme=dark", "tel:+48225550123;ext=1,2 && rm", "22 555 01 23"),
    ],
)
def test_any_other_text_opens_nothing(link: str, reader: NumberReader) -> None:
    named = linked(link, reader)
    assert named is None or named == Linked(number="+48225550123")
    assert str(no_link(link)).isprintable()
