from contextlib import suppress
from decimal import Decimal
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.web.json_text import read_json
from screenpop.errors import UnreadableAnswer


def test_amounts_keep_their_digits():
    assert read_json(b'{"amount": 12.30, "big": 0.1000000000000000055511151231257827}', "crm") == {
        "amount": Decimal("12.30"),
        "big": Decimal("0.1000000000000000055511151231257827"),
    }
    assert str(read_json(b"[12.30]", "crm")) == "[Decimal('12.30')]"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b'{"amount": NaN}', "NaN is no number"),
        (b"[Infinity]", "Infinity is no number"),
        (b"[-Infinity]", "-Infinity is no number"),
        (b'{"amount": 1, "due": 2, "amount": 3}', "“amount” stands twice"),
        (b'[{"x": {"a": 1, "a": 1}}]', "“a” stands twice"),
        (b"[" * 100_000 + b"]" * 100_000, "nested too deeply"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"a":' * 200 + b"1" + b"}" * 200, "nested too deeply"),
        (b'{"a":[' * 150 + b"]}" * 150, "nested too deeply"),
        (b"[1" + b"0" * 5000 + b"]", "a number has too many digits"),
        (b"<!DOCTYPE html><html>Log in</html>", "a web page instead of data"),
        (b"  <?xml version='1.0'?>", "a web page instead of data"),
        (b"", "line 1, column 1"),
        (b'{"a": 1', "line 1"),
        (b'{"a": 1} {"b": 2}', "line 1, column 10"),
        (b"{'a': 1}", "line 1"),
        (b'{"a": "\xff"}', "not UTF-8"),
        ('{"a": 1}'.encode("utf-16"), "not UTF-8"),
    ],
)
def test_what_only_looks_like_json_is_told(body, told):
    with pytest.raises(UnreadableAnswer, match="“crm” answered") as caught:
        read_json(body, "crm")

    assert told in str(caught.value)


def test_brackets_in_texts_are_no_nesting():
    body = b'["' + b"[{" * 1000 + b'", "\\"[[[", {"a": [1]}]'

    assert read_json(body, "crm")[2] == {"a": [1]}


def test_many_small_lists_are_no_nesting():
    assert len(read_json(b"[" + b",".join([b'{"a":[1,[2]]}'] * 20_000) + b"]", "crm")) == 20_000


def test_a_byte_order_mark_is_no_obstacle():
    assert read_json(b"\xef\xbb\xbf[1]", "crm") == [1]


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 4_000_000 + b"]" * 4_000_000,
        b'{"' + b'a":1,"' * 900_000 + b'a":1}',
        b"[]" * 4_000_000,
        b"[" * 65 + b'"' + b'\\"' * 4_000_000,
        b"[" * 65 + b'"' * 4_000_001 + b"\\",
    ],
    ids=[
        "nested",
        "a key again and again",
        "side by side",
        "a text without end",
        "texts and a last backslash",
    ],
)
def test_a_malicious_answer_is_refused_within_seconds(body):
    began = monotonic()

    with pytest.raises(UnreadableAnswer):
        read_json(body, "crm")

    assert monotonic() - began < 5


@given(st.binary(max_size=60))
def test_whatever_comes_is_read_or_told(body):
    with suppress(UnreadableAnswer):
        read_json(body, "crm")
