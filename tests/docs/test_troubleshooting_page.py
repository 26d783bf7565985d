"""docs/troubleshooting.md has every message for when something goes wrong, and none that the program cannot say."""

import re

from tests.docs.said import all_said, every_template
from tests.docs.typed import ROOT

PAGE = (ROOT / "docs" / "troubleshooting.md").read_text(encoding="utf-8")
LISTED = [ticks or plain for ticks, plain in re.findall(r"^- (?:`` (.+) ``|`(.+)`)$", PAGE, re.MULTILINE)]


def test_every_message_of_the_program_is_explained() -> None:
    missing = {template: place for template, place in all_said().items() if template not in set(LISTED)}

    assert not missing, "\n".join(f"{place}: {template}" for template, place in missing.items())


def test_no_message_is_explained_that_nothing_says() -> None:
    assert not sorted(set(LISTED) - every_template())


def test_none_is_explained_twice() -> None:
    assert len(LISTED) == len(set(LISTED))


def test_each_heading_says_what_it_means_before_its_messages() -> None:
    headings = re.split(r"^### ", PAGE, flags=re.MULTILINE)[1:]

    assert len(headings) > 30
    for section in headings:
        title, _, rest = section.partition("\n")
        explained = rest.strip().partition("\n- ")[0].strip()
        assert len(explained) > 40, title
        assert not explained.startswith("- "), title


def test_troubles_are_found_in_the_code_at_all() -> None:
    said = all_said()

    assert len(said) > 350
    assert "“{source}” did not answer in time." in said
    assert "it must be a whole number" in said
