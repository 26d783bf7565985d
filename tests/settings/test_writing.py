"""Single keys are written; all else in the file stays, and whatever goes wrong, the file is whole."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from screenpop.bootstrap.kinds import all_kinds
from screenpop.errors import ConfigurationError
from screenpop.settings.changes import Changes, applied
from screenpop.settings.editing import edited
from screenpop.settings.model import Settings
from screenpop.settings.writing import ChangedMeanwhile, read_bytes, write_settings

FILE = """\
# Anna's desk
region = "PL"   # home
agent = "anna"

[line]
kind = "simulator" # the phone

# the books
[sources.ledger]
kind = "sql"
url = "sqlite:///books.db"

[departments.accounting]
source = "ledger"
# asked of the ledger
open_items = \"\"\"
select 1 -- [not a table]
from x\"\"\"

[window]
theme = "dark" # eyes

# the first brand
[[called]]
numbers = ["1"]
label = "A" # short
# the second brand
[[called]]
numbers = ["2"]
label = "B"

# far below
[sources.crm]
kind = "sql"
url = "sqlite:///crm.db"
"""


def write(file: Path, changes: Changes, seen: bytes | None = None) -> Settings:
    return write_settings(file, read_bytes(file) if seen is None else seen, changes, all_kinds(), None)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "settings.toml"
    file.write_text(FILE)
    return file


def comments(text: str) -> list[str]:
    return [line.partition("#")[2].strip() for line in text.splitlines() if "#" in line]


EVERYTHING: list[Any] = [
    {("window", "theme"): "light"},
    {("window", "theme"): None},
    {("window", "panels"): ["accounting", "sales"]},
    {("pop", "on"): "answer"},
    {("outside_line",): "0"},
    {("sources", "ledger", "url"): "sqlite:///other.db"},
    {("sources", "shop"): {"kind": "sql", "url": "sqlite:///s.db"}},
    {("departments", "accounting", "open_items"): "select \"a\" as \"b\"\nfrom \\x where y = '''z''' and \""},
    {("departments", "sales"): {"source": "crm", "purchases": "select\n1", "deadline": "1s"}},
    {("departments", "credit", "authority", "agents"): {"anna": "senior"}},
    {("line",): [{"kind": "simulator", "name": "a"}, {"kind": "simulator", "name": "b"}]},
    {("line", "facts", "headers"): {"X-Queue": "queue"}},
    {("facts",): [{"name": "a", "ask": "b?", "choices": ["x", "y"]}]},
    {("called",): [{"numbers": ["1"], "label": "A"}, {"queues": ["q"]}, {"numbers": ["2"], "label": "B"}]},
    {("called",): [{"numbers": ["1"], "label": "Ą"}, {"numbers": ["2"], "label": "B"}]},
    {("agent",): "ewa ☎ \u0e01", ("region",): "TH", ("window", "cards"): 3, ("dial", "by"): "line"},
]


@pytest.mark.parametrize("changes", EVERYTHING, ids=lambda changes: ".".join(map(str, next(iter(changes)))))
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_what_is_changed_says_what_was_wanted_and_every_other_line_stays(changes: Changes, ends: str) -> None:
    text = FILE.replace("\n", ends)

    changed = edited(text, changes)

    assert tomllib.loads(changed) == applied(tomllib.loads(text), changes)
    gone = {"eyes"} if changes == {("window", "theme"): None} else set()  # it goes with its key
    assert set(comments(FILE)) - set(comments(changed)) == gone
    assert changed.count("\r\n") == (changed.count("\n") if ends == "\r\n" else 0)


def test_what_stands_above_the_next_table_is_not_lost_with_the_one_before() -> None:
    for changes in ({("window", "theme"): None}, {("window",): None}, {("line",): None}):
        changed = edited(FILE, changes)

        assert "# the first brand\n[[called]]" in changed
        assert "# the books\n[sources.ledger]" in changed


def test_a_row_takes_its_comments_with_it_and_leaves_the_others(file: Path) -> None:
    changed = edited(FILE, {("called",): [{"numbers": ["2"], "label": "B"}]})

    assert "# the second brand\n[[called]]" in changed
    assert "the first brand" not in changed


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("", {("region",): "PL"}),
        ('window = {theme = "dark"}\n', {("window", "theme"): "light"}),
        ('window.theme = "dark"\n', {("window", "theme"): "light"}),
        ('[[line]]\nkind = "sip"\nserver = "a"\n', {("line", 0, "server"): "b"}),
        ('called = [{numbers = ["1"]}]\n', {("called",): [{"numbers": ["2"]}]}),
        ("[departments]\nsales = false\n", {("departments", "sales"): None}),
        ('preset = "tryton"\n', {("departments", "sales"): False}),
        ('[sources]\n[sources.a]\nkind = "sql"\n', {("sources", "a"): None}),
        ('["odd name"]\n"key.with" = 1\n', {("odd name", "key.with"): 2}),
    ],
)
def test_other_ways_of_writing_are_understood(text: str, changes: Changes) -> None:
    assert tomllib.loads(edited(text, changes)) == applied(tomllib.loads(text), changes)


def test_the_file_is_written_with_a_copy_of_what_was_there(file: Path) -> None:
    file.chmod(0o640)

    settings = write(file, {("window", "theme"): "light"})

    assert settings.window.theme == "light"
    assert 'theme = "light" # eyes' in file.read_text()
    assert (file.parent / "settings.toml.bak").read_text() == FILE
    assert file.stat().st_mode & 0o777 == 0o640
    assert sorted(each.name for each in file.parent.iterdir()) == ["settings.toml", "settings.toml.bak"]


def test_a_file_that_was_not_there_is_begun_for_its_user_alone(tmp_path: Path) -> None:
    file = tmp_path / "new" / "settings.toml"

    write(file, {("region",): "PL", ("line",): [{"kind": "simulator"}]})

    assert tomllib.loads(file.read_text()) == {"region": "PL", "line": [{"kind": "simulator"}]}
    assert os.name == "nt" or file.stat().st_mode & 0o777 == 0o600


def test_a_link_stays_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text(FILE)
    link = tmp_path / "settings.toml"
    link.symlink_to(real)

    write(link, {("agent",): "ewa"})

    assert link.is_symlink()
    assert 'agent = "ewa"' in real.read_text()


def test_a_byte_order_mark_stays(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(b"\xef\xbb\xbf" + FILE.encode())

    write(file, {("agent",): "ewa"})

    assert file.read_bytes().startswith(b"\xef\xbb\xbf# Anna")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({("window", "cards"): 99}, "“window.cards”: it must be 10 at most"),
        ({("region",): None}, "“region”: it is missing"),
        (
            {("departments", "accounting", "source"): "erp"},
            "“departments.accounting.source”: there is no source",
        ),
        ({("line", "password"): "hunter2"}, "“line.password”: a password does not belong"),
        ({("sources", "ledger", "url"): "postgresql://a:hunter2@b/c"}, "“sources.ledger.url”: a password"),
        (
            {("sources", "x"): {"kind": "sql", "url": "mysql://b/c?password=hunter2"}},
            "“sources.x.url”: a pass",
        ),
        (
            {("record", "database"): "postgresql+psycopg://anna:hunter2@db/calls"},
            "“record.database”: a password",
        ),
    ],
)
def test_what_cannot_work_changes_nothing_and_the_key_is_named(
    file: Path, changes: Changes, told: str
) -> None:
    with pytest.raises(ConfigurationError) as refused:
        write(file, changes)

    assert told in str(refused.value)
    assert "hunter2" not in str(refused.value)
    assert file.read_text() == FILE
    assert list(file.parent.iterdir()) == [file]


def test_what_another_editor_wrote_meanwhile_is_noticed_and_left(file: Path) -> None:
    seen = read_bytes(file)
    file.write_text(FILE + "# somebody else\n")

    with pytest.raises(ChangedMeanwhile):
        write(file, {("agent",): "ewa"}, seen)

    assert file.read_text() == FILE + "# somebody else\n"
    assert list(file.parent.iterdir()) == [file]


def test_a_file_that_somebody_made_meanwhile_is_not_overwritten(file: Path) -> None:
    with pytest.raises(ChangedMeanwhile):
        write(file, {("region",): "HU"}, b"")

    assert file.read_text() == FILE


@pytest.mark.parametrize("fails", ["fsync", "replace"])
def test_a_disk_that_fails_leaves_the_file_as_it_was(
    file: Path, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(*{"fsync": ("os.fsync", fail), "replace": ("pathlib.Path.replace", fail)}[fails])

    with pytest.raises(ConfigurationError, match="cannot be written: No space left on device"):
        write(file, {("agent",): "ewa"})

    assert file.read_text() == FILE
    assert [each.name for each in file.parent.iterdir() if not each.name.endswith(".bak")] == [
        "settings.toml"
    ]


CRASHES = """
import os, sys
from pathlib import Path
from screenpop.bootstrap.kinds import all_kinds
from screenpop.settings import writing
file, at = Path(sys.argv[1]), int(sys.argv[2])
steps = 0
def dying(real):
    def step(*arguments, **more):
        global steps
        steps += 1
        if steps == at:
            os._exit(9)
        return real(*arguments, **more)
    return step
os.fsync, os.fdopen, os.open = dying(os.fsync), dying(os.fdopen), dying(os.open)
Path.replace, Path.chmod = dying(Path.replace), dying(Path.chmod)
writing.write_settings(file, writing.read_bytes(file), {("agent",): "ewa"}, all_kinds(), None)
os._exit(0)
"""


def test_a_program_that_dies_at_any_step_leaves_a_whole_file(file: Path) -> None:
    after = edited(FILE, {("agent",): "ewa"})
    ends = set()
    for step in range(1, 60):
        file.write_text(FILE)
        died = subprocess.run([sys.executable, "-c", CRASHES, str(file), str(step)], timeout=60, check=False)
        assert file.read_text() in (FILE, after)
        ends.add(file.read_text())
        if died.returncode == 0:
            break
    else:
        pytest.fail("it never came to its end")
    assert step > 5
    assert ends == {FILE, after}
