from dataclasses import replace
from html.parser import HTMLParser

import pytest

from screenpop.commands.reporting.page import report_as_page
from tests.commands.reporting.made_report import lost_call, made_report, two_people
from ui.language import language_for
from ui.wording import Wording


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)

    def handle_data(self, data):
        self.texts.append(data)


@pytest.fixture
def english() -> Wording:
    return Wording(language_for("en"))


def read(page: str) -> _Reader:
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader


def test_the_page_says_which_day_it_tells_of_and_how_it_went(english):
    texts = read(report_as_page(made_report(), english)).texts

    assert any("30 March" in text and "2026" in text for text in texts)
    assert "25" in texts
    assert "80%" in texts
    assert "Hurt-Bud" in texts


def test_what_came_from_outside_is_text_and_never_markup(english):
    call = lost_call(contact="<script>alert(1)</script>", customer='"><img src=x>')

    page = read(report_as_page(replace(made_report(), waiting=[call]), english))

    assert "script" not in page.tags
    assert "img" not in page.tags
    assert "<script>alert(1)</script>" in page.texts


def test_the_page_loads_nothing_from_anywhere(english):
    page = report_as_page(made_report(), english)

    assert "http" not in page
    assert "url(" not in page


def test_people_stand_there_only_if_the_site_shows_them(english):
    assert "marek" not in read(report_as_page(made_report(), english)).texts
    assert "marek" in read(report_as_page(replace(made_report(), people=two_people()), english)).texts


def test_a_day_without_calls_is_a_page_too(english):
    empty = made_report()
    empty = replace(empty, figures=empty.before, waiting=[])

    texts = read(report_as_page(empty, english)).texts

    assert "Nobody waits for a call." in texts
    assert "—" in texts
