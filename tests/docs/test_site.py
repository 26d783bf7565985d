"""The site of docs/: built with every warning an error, complete, searchable, and loading nothing from elsewhere."""

import json
import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.docs.typed import ROOT

_LOADS = {"script": "src", "img": "src", "iframe": "src", "link": "href", "source": "src", "video": "src"}


class Loaded(HTMLParser):
    """What a browser fetches by itself to show a page."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "link" and given.get("rel") in ("canonical", "next", "prev"):
            return
        if address := given.get(_LOADS.get(tag, "")):
            self.addresses.append(address)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [ROOT / "packaging" / "site" / "build", folder],
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_every_page_is_in_it_and_in_the_navigation(site: Path) -> None:
    entrance = (site / "index.html").read_text(encoding="utf-8")

    for page in (ROOT / "docs").rglob("*.md"):
        place = page.relative_to(ROOT / "docs").with_suffix(".html").as_posix()
        assert (site / place).is_file()
        assert place == "index.html" or f'href="{place}"' in entrance, place


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > 20
    for page in pages:
        read = Loaded()
        read.feed(page.read_text(encoding="utf-8"))
        assert read.addresses
        for address in read.addresses:
            assert not re.match(r"(?:\w+:)?//", address), (page.name, address)
    for style in site.rglob("*.css"):
        assert not re.search(r"(?:url\(|@import)\s*['\"]?(?:https?:)?//", style.read_text(encoding="utf-8"))


def test_every_picture_is_there(site: Path) -> None:
    for page in site.rglob("*.html"):
        if page.name == "404.html":
            continue  # written as if it lay at the root of a server
        read = Loaded()
        read.feed(page.read_text(encoding="utf-8"))
        for address in read.addresses:
            file = unquote(address.partition("?")[0].partition("#")[0])
            assert (page.parent / file).is_file(), (page.name, address)


def test_search_has_every_page_and_needs_no_server_of_others(site: Path) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    found = {entry["location"].partition("#")[0] for entry in index["docs"]}

    pages = {
        p.relative_to(ROOT / "docs").with_suffix(".html").as_posix() for p in (ROOT / "docs").rglob("*.md")
    }
    assert pages - {"index.html"} <= found
    assert any(path.name.startswith("search.") for path in (site / "assets").rglob("*.js"))


def test_no_table_or_list_was_left_as_text(site: Path) -> None:
    for page in site.rglob("*.html"):
        text = re.sub(r"<(code|pre).*?</\1>", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not re.search(r"<p>[^<]*\n\| ?[-:]", text), page.name
        assert "|---|" not in text, page.name
        assert not re.search(r"<p>(?:(?!</p>).)*\n- ", text, re.DOTALL), page.name
        assert "```" not in text, page.name
