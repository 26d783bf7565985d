"""Where the next page of an answer is."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import quote, unquote

from connectors.sources.rest.json_paths import NoPath, json_path
from connectors.sources.rest.settings import PagingTable
from screenpop.errors import UnreadableAnswer
from screenpop.sentences import say

_LINK = re.compile(
    r'<(?P<url>[^<>]*)>(?P<attributes>(?:\s*;\s*[\w!#$&+.^`|~*-]+\s*(?:=\s*(?:"(?:[^"\\]|\\.)*"|[^\s,;"]*))?)*)'
)
_NEXT = re.compile(r';\s*rel\s*=\s*(?:"(?:[^"]*\s)?next(?:\s[^"]*)?"|next(?=\s*(?:;|$)))', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """One page that was read.

    Attributes:
        number: 1 for the first.
        items: How many rows stand in it; `items_so_far` with those before.
    """

    target: str
    headers: Mapping[str, str]
    content: object
    number: int
    items: int
    items_so_far: int


def next_target(paging: PagingTable, page: Page, led_to: Callable[[str, str], str], asked: str) -> str | None:
    """The target of the next page; None after the last.

    Args:
        paging: How this source's pages lead to one another.
        page: The page that was read.
        led_to: What target a link leads to, of the page that it stands on.
        asked: The source's name.

    Raises:
        UnreadableAnswer: The next page is elsewhere, or cannot be told.
    """
    if paging.more and not _single(paging.more, page, asked):
        return None
    match paging.by:
        case "link":
            link = next_link(page.headers.get("link", ""))
            return led_to(link, page.target) if link else None
        case "next":
            told = _single(paging.next, page, asked)
            return led_to(told, page.target) if isinstance(told, str) and told else None
        case "cursor":
            cursor = _single(paging.next, page, asked)
            if isinstance(cursor, bool) or not isinstance(cursor, str | int | Decimal) or cursor == "":
                return None
            return with_parameter(page.target, paging.parameter, str(cursor))
        case "page" | "offset":
            if not page.items or page.items < paging.size:
                return None
            number = paging.first + page.number if paging.by == "page" else page.items_so_far
            return with_parameter(page.target, paging.parameter, str(number))


def next_link(header: str) -> str:
    """The address of the next page in a header Link (RFC 8288); empty if it names none."""
    for link in _LINK.finditer(header):
        if _NEXT.search(link["attributes"]):
            return link["url"]
    return ""


def with_parameter(target: str, name: str, value: str) -> str:
    """The target with this parameter in its query, in the place of an earlier one."""
    path, _, query = target.partition("?")
    parameters = [one for one in query.split("&") if one and unquote(one.partition("=")[0]) != name]
    parameters.append(quote(name, safe="") + "=" + quote(value, safe=""))
    return path + "?" + "&".join(parameters)


def _single(path: str, page: Page, asked: str) -> object:
    try:
        found = json_path(path).found_in(page.content)
    except NoPath as error:
        raise UnreadableAnswer(
            say(
                "sources.{source}.paging: “{path}” is no JSON path: {why}.",
                source=asked,
                path=path,
                why=error,
            )
        ) from None
    return found[0] if found else None
