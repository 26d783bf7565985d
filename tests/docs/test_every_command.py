"""Each command that a page has its reader type is understood, and run in an office with the demo company.

What cannot be run there is listed in tests/docs/elsewhere.py with the test that runs it, or the reason why none can.
A page whose commands build upon one another is followed by a test of its own from top to bottom (FOLLOWED).
"""

from collections.abc import Iterable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from io import StringIO
from pathlib import Path

import pytest

from screenpop.commands.parser import whole_parser
from tests.docs.elsewhere import ELSEWHERE, elsewhere
from tests.docs.office import Office, is_screenpop
from tests.docs.pages import is_shown
from tests.docs.typed import ROOT, Typed, all_commands, arguments_of

FOLLOWED = {
    "docs/connect-your-data.md": "tests/docs/test_connect_your_data.py",
    "docs/database.md": "tests/docs/test_database.py",
}
ENDS_WITH = {
    "screenpop dial NUMBER": 1,  # the demo company leaves calls to the computer's telephone program, and says so
    "screenpop dial tel:…": 1,
}
COMMANDS = all_commands()
OURS = sorted({each.line: each for each in COMMANDS if is_screenpop(each.line)}.values())
PARSER = whole_parser()
OTHERS = sorted({each.line: each for each in COMMANDS if not is_screenpop(each.line)}.values())


@cache
def is_whole(each: Typed) -> bool:
    """Whether the program takes it as it stands."""
    try:
        with redirect_stderr(StringIO()), redirect_stdout(StringIO()):
            PARSER.parse_args(arguments_of(each.line))
    except SystemExit as ended:
        return ended.code == 0  # --version, --help
    return True


def is_followed(each: Typed) -> bool:
    return each.in_block and each.page in FOLLOWED


def begun_by(each: Typed, others: Iterable[Typed]) -> bool:
    """Whether it is the beginning of one of the others."""
    words = arguments_of(each.line)
    return any(arguments_of(other.line)[: len(words)] == words for other in others)


@cache
def is_spoken_of(each: Typed) -> bool:
    """Whether it is only named within a sentence: what it needs is left out, or a page that is followed has it."""
    named = not each.in_block and each.line != "screenpop"
    return named and (not is_whole(each) or begun_by(each, filter(is_followed, OURS)))


def runs_here(each: Typed) -> bool:
    return not is_followed(each) and elsewhere(each.line) is None and not is_spoken_of(each)


RUN = [each for each in OURS if runs_here(each)]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    office = Office(tmp_path_factory.mktemp("office"))
    office.set_up()
    with office.desk():
        yield office


def test_there_are_commands_of_every_page() -> None:
    assert len(RUN) > 30
    assert {each.page for each in OURS} >= {"README.md", "docs/settings.md", "docs/desk.md"}


@pytest.mark.parametrize(
    "each", [each for each in OURS if not is_spoken_of(each)], ids=lambda each: each.line
)
def test_is_understood_by_the_program(each: Typed) -> None:
    assert is_whole(each), each.page


@pytest.mark.parametrize("each", RUN, ids=lambda each: each.line)
def test_does_what_the_page_says(office: Office, each: Typed) -> None:
    done = office.run(each.line)

    assert done.returncode == ENDS_WITH.get(each.line, 0), (
        f"{each.page}: $ {each.line}\n{done.stdout}{done.stderr}"
    )
    for expected in each.answer:
        assert is_shown(expected, done.stdout + done.stderr), f"{expected}\n\n{done.stdout}{done.stderr}"


@pytest.mark.parametrize("each", [each for each in OURS if is_spoken_of(each)], ids=lambda each: each.line)
def test_what_is_only_spoken_of_is_run_somewhere(each: Typed) -> None:
    assert begun_by(each, (other for other in OURS if not is_spoken_of(other))), each.page


@pytest.mark.parametrize("each", OTHERS, ids=lambda each: each.line)
def test_what_others_programs_do_is_tried_somewhere_or_it_is_said_why_not(each: Typed) -> None:
    assert is_followed(each) or elsewhere(each.line), f"{each.page}: $ {each.line} is in no list"


@pytest.mark.parametrize("each", ELSEWHERE, ids=lambda each: each.lines)
def test_what_is_said_to_be_tried_elsewhere_is(each) -> None:
    path, needle = each.by

    assert bool(path) != bool(each.why)
    assert not path or needle in Path(ROOT / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", FOLLOWED)
def test_pages_that_are_followed_are(page: str) -> None:
    assert Path(page).name in (ROOT / FOLLOWED[page]).read_text(encoding="utf-8")
