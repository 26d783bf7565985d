from time import monotonic

import pytest

from connectors.sources.rest.paging import Page, next_link, next_target, with_parameter
from connectors.sources.rest.settings import PagingTable
from connectors.web.origin import Origin
from screenpop.errors import UnreadableAnswer

CRM = Origin("https", "crm.example", 443)


def follow(content=None, *, headers=None, number=1, items=2, so_far=2, target="/items?a=1", **paging):
    page = Page(target, headers or {}, content, number, items, so_far)
    return next_target(
        PagingTable(**paging), page, lambda link, at: CRM.target_of(link, at) or "elsewhere", "crm"
    )


@pytest.mark.parametrize(
    ("header", "url"),
    [
        ('</items?page=2>; rel="next"', "/items?page=2"),
        (
            '<https://crm.example/p1>; rel="prev", <https://crm.example/p3>; rel="next"',
            "https://crm.example/p3",
        ),
        ("</p2>; rel=next", "/p2"),
        ("</p2>;REL=NEXT;title=x", "/p2"),
        ('</p2>; title="rel=\\"x\\""; rel="first next"', "/p2"),
        ('</p1>; rel="nextish", </p2>; rel="next"', "/p2"),
        ("</p2>; rel=nextish", ""),
        ('</a,b>; rel="next"', "/a,b"),
        ('</p2>; rel="last"', ""),
        ("nonsense", ""),
        ("", ""),
        ("<" * 5000, ""),
        ("<x>" + ";a" * 5000, ""),
        ('<x>;a="' + "\\" * 5001, ""),
        ("<x>" + ';a="b"' * 5000 + ';rel="next', ""),
    ],
)
def test_the_next_link_of_a_header(header, url):
    assert next_link(header) == url


@pytest.mark.parametrize("header", ["<" * 100_000, "<x>" + ";a" * 50_000, '<x>;a="' + "\\" * 100_001])
def test_a_header_as_long_as_one_may_be_is_read_at_once(header):
    began = monotonic()

    assert next_link(header) == ""

    assert monotonic() - began < 5


def test_a_header_leads_to_the_next_page():
    assert follow(headers={"link": '</items?page=2>; rel="next"'}, by="link") == "/items?page=2"
    assert follow(headers={}, by="link") is None


@pytest.mark.parametrize(
    ("content", "target"),
    [
        ({"paging": {"next": "https://crm.example/items?after=7"}}, "/items?after=7"),
        ({"paging": {"next": "?after=7"}}, "/items?after=7"),
        ({"paging": {"next": None}}, None),
        ({"paging": {"next": ""}}, None),
        ({"paging": {}}, None),
        ({"paging": {"next": False}}, None),
        ([], None),
    ],
)
def test_a_path_leads_to_the_next_address(content, target):
    assert follow(content, by="next", next="$.paging.next") == target


@pytest.mark.parametrize(
    ("cursor", "target"),
    [
        ("a&b=c", "/items?a=1&after=a%26b%3Dc"),
        (7, "/items?a=1&after=7"),
        (0, "/items?a=1&after=0"),
        (None, None),
        ("", None),
        (False, None),
        ({}, None),
    ],
)
def test_a_cursor_is_set_in_the_query(cursor, target):
    assert follow({"after": cursor}, by="cursor", next="$.after", parameter="after") == target


def test_a_cursor_takes_the_place_of_the_one_before():
    target = follow({"c": "3"}, by="cursor", next="$.c", parameter="after", target="/items?after=2&a=1")

    assert target == "/items?a=1&after=3"


def test_pages_are_counted():
    assert follow(by="page", parameter="page") == "/items?a=1&page=2"
    assert follow(by="page", parameter="p[no]", first=0) == "/items?a=1&p%5Bno%5D=1"
    assert follow(by="page", parameter="page", number=4) == "/items?a=1&page=5"


def test_rows_are_counted():
    assert follow(by="offset", parameter="skip", so_far=200) == "/items?a=1&skip=200"


@pytest.mark.parametrize("by", ["page", "offset"])
def test_an_empty_page_is_the_last(by):
    assert follow(items=0, by=by, parameter="x") is None


def test_a_page_that_is_not_full_is_the_last():
    assert follow(items=99, by="page", parameter="page", size=100) is None
    assert follow(items=100, by="page", parameter="page", size=100) == "/items?a=1&page=2"


def test_a_server_may_say_that_there_is_no_more():
    assert follow({"more": False}, by="page", parameter="page", more="$.more") is None
    assert follow({"more": True}, by="page", parameter="page", more="$.more") == "/items?a=1&page=2"
    assert follow({"after": "x"}, by="cursor", next="$.after", parameter="after", more="$.more") is None


def test_a_parameter_is_added_to_a_target_without_a_query():
    assert with_parameter("/items", "page", "2") == "/items?page=2"


def test_a_path_that_is_none_is_told():
    with pytest.raises(UnreadableAnswer, match=r"sources\.crm\.paging: “paging\.next” is no JSON path"):
        follow({}, by="next", next="paging.next")
