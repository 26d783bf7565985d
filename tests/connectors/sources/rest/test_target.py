from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.sources.rest.target import NoTarget, target_of

HOSTILE = [
    "../admin?x=1#y",
    "a/b",
    "a\\b",
    "a%2Fb",
    "?all=1",
    "&all=1",
    "#",
    "a b+c",
    "'; drop table x --",
    "żółw ค้า 🐢",
    "\r\nX-Evil: 1",
    "\0",
    "....//",
    ";a=b",
    "@evil.example",
    "//evil.example/x",
    "http://169.254.169.254/",
]


@pytest.mark.parametrize("value", HOSTILE)
def test_a_value_stays_one_segment_of_the_path(value):
    filled = target_of("/contacts/{ref}/deals").filled({"ref": value})

    segments = urlsplit(filled).path.split("/")
    assert [unquote(segment) for segment in segments] == ["", "contacts", value, "deals"]
    assert (urlsplit(filled).query, urlsplit(filled).fragment, filled.isascii()) == ("", "", True)


@pytest.mark.parametrize("value", HOSTILE)
def test_a_value_stays_the_value_of_its_parameter(value):
    filled = target_of("/deals?contact={ref}&state=open").filled({"ref": value})

    assert parse_qs(urlsplit(filled).query) == {"contact": [value], "state": ["open"]}
    assert urlsplit(filled).path == "/deals"


@given(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(lambda text: text not in {".", ".."})
)
def test_no_text_means_anything_in_an_address(value):
    filled = target_of("/a/{ref}/b?c={ref}").filled({"ref": value})

    path, query = filled.split("?")
    assert [unquote(segment) for segment in path.split("/")] == ["", "a", value, "b"]
    assert unquote(query.removeprefix("c=")) == value


@pytest.mark.parametrize(
    ("template", "value"),
    [
        ("/contacts/{ref}", "."),
        ("/contacts/{ref}/deals", ".."),
        ("/contacts/.{ref}/deals", "."),
        ("/contacts/%2E{ref}/deals", "."),
    ],
)
def test_a_value_of_dots_does_not_climb(template, value):
    with pytest.raises(NoTarget, match="of dots"):
        target_of(template).filled({"ref": value})


@pytest.mark.parametrize(
    "template",
    [
        "/Invoices?$filter=customer eq '{ref}'",
        "/Invoices?$filter=customer eq {ref} and open eq true",
        "/Invoices('{ref}')/lines",
        "/services/query?q=SELECT Name FROM Case WHERE AccountId='{ref}'",
        '/search?jql=customer="{ref}"',
        "/search.json?query=organization:{ref} type:ticket",
        "/contacts/{ref}.json",
        "/x?a=1{ref}",
    ],
)
@pytest.mark.parametrize(
    "value",
    [
        "x' or 1 eq 1 or 'a' eq 'a",
        "x or true",
        'x"',
        "x`",
        "x)",
        "x;y",
        "x,y",
        "x*",
        "x%27",
        "x\\'",
        "x\ny",
        "x|y",
        "x<y",
        "x=y",
        "x&y",
    ],
)
def test_a_value_within_more_text_cannot_say_anything_there(template, value):
    with pytest.raises(NoTarget, match=r"may stand only where \{ref\} is the whole value"):
        target_of(template).filled({"ref": value})


@pytest.mark.parametrize(
    "value", ["4711", "C-2024/001", "0065000000ABC", "anna@hurt-bud.pl", "Łódź", "a.b:c#d_e+f"]
)
def test_customer_numbers_fit_within_more_text(value):
    filled = target_of("/Invoices?$filter=customer eq '{ref}'").filled({"ref": value})

    assert parse_qs(urlsplit(filled).query) == {"$filter": [f"customer eq '{value}'"]}


def test_what_is_written_is_kept_as_it_is():
    written = "/a%20b/c d?x=%26&y=a+b&z&q=ü/?"

    assert target_of(written).filled({}) == "/a%20b/c%20d?x=%26&y=a+b&z&q=%C3%BC/?"


def test_the_names_that_are_needed_are_told_once():
    assert target_of("/{ref}/x?a={customer_id}&b={ref}").names == ("ref", "customer_id")


def test_half_a_letter_is_no_customer_number():
    with pytest.raises(NoTarget, match="is no text"):
        target_of("/x/{ref}").filled({"ref": "\ud800"})
