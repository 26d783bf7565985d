import pytest
from hypothesis import given
from hypothesis import strategies as st

from telephony.ami.fields import (
    LONGEST_NAME,
    LONGEST_NUMBER,
    device_of,
    is_internal,
    is_number,
    known,
    name_of,
    unescaped,
)

ESCAPES = {"\a": "a", "\b": "b", "\f": "f", "\n": "n", "\r": "r", "\t": "t", "\v": "v"}
ESCAPES |= {letter: letter for letter in "\\\"'?"}


def escaped(text: str) -> str:
    """As Asterisk's `ast_escape_c` writes it."""
    return "".join(f"\\{ESCAPES[letter]}" if letter in ESCAPES else letter for letter in text)


@given(st.text())
def test_escapes_are_undone_exactly(text: str):
    assert unescaped(escaped(text)) == text


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Za\\305\\274\\303\\263\\305\\202\\304\\207", "Zażółć"),
        ("\\q \\9 \\30", "\\q \\9 \\30"),
        ("O\\'Brien", "O'Brien"),
        ('O\\\\\\"Brien, \\\\\\\\ & <Sons>', 'O"Brien, \\ & <Sons>'),
        ("back\\\\slash", "back\\slash"),
        ("two\\nlines\\x00", "two lines\\x00"),
        ("\u202eevil\u200b", "evil"),
        ("a\u00a0b", "a b"),
        ("  ", None),
        ("<unknown>", None),
        (None, None),
        ("\\305", "\ufffd"),
    ],
)
def test_a_name_is_what_the_caller_is_called(written: str | None, name: str | None):
    assert name_of(written) == name


@given(st.text(max_size=1000))
def test_names_and_numbers_are_one_short_visible_line(text: str):
    for read, longest in ((name_of(text), LONGEST_NAME), (known(text), LONGEST_NUMBER)):
        assert read is None or (0 < len(read) <= longest and read.isprintable())


@pytest.mark.parametrize("nothing", ["", "<unknown>", "anonymous", "Restricted", " ", None, "\r\n"])
def test_what_names_nobody_is_no_number(nothing: str | None):
    assert known(nothing) is None


def test_numbers():
    assert [is_number(text) for text in ("+48225550100", "101", "*8", "s", "1", None, "٣٣٣")] == [
        *(True, True, False, False, False, False, False)
    ]
    assert [is_internal(text) for text in ("101", "12345", "123456", "+48", "anna", "")] == [
        *(True, True, False, False, False, False)
    ]


def test_the_device_of_a_channel():
    assert [device_of(name) for name in ("PJSIP/101-0000034a", "SIP/trunk-a-1-00000001", "odd")] == [
        *("101", "trunk-a-1", "")
    ]
