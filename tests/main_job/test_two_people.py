"""Two people work on one computer at the same time, as on a terminal server: neither meets anything of the other's."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.program import Watching

ROOT = Path(__file__).parents[2]
_ANNA, _MAREK = 61_071, 61_072
"""Ids that no account of an ordinary computer has; files and sockets go by them and know no names."""
_SETTINGS = 'region = "PL"\n[line]\nkind = "simulator"\n'
_INTO_VIEW = """
blocked="$1" needed="$2" aside="$3"; shift 3
if [ -n "$blocked" ]; then
    mount --bind "$needed" "$aside"
    mount -t tmpfs -o mode=755 none "$blocked"
    mkdir -p "$needed"
    mount --bind "$aside" "$needed"
fi
exec "$@"
"""
"""In a view of the file system of its own, a Python that lies in root's home can be run by others."""

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root can run programs as two other people")


@dataclass
class Person:
    """Somebody with a home on this computer, which others may look into, as most systems have it."""

    number: int
    home: Path
    aside: Path

    @property
    def data(self) -> Path:
        """Where the program keeps this person's data when nobody says otherwise."""
        return self.home / ".local" / "share" / "screenpop"

    def config(self, name: str, settings: str) -> Path:
        file = self.home / name
        file.write_text(settings, encoding="utf-8")
        return file

    def command(self, *arguments: str | Path) -> list[str]:
        prefix = Path(sys.base_prefix)
        blocked = next(
            (str(each) for each in reversed(prefix.parents) if not each.stat().st_mode & 0o001), ""
        )
        view = ["unshare", "--mount", "sh", "-euc", _INTO_VIEW, "sh", blocked, str(prefix), str(self.aside)]
        person = ["setpriv", f"--reuid={self.number}", f"--regid={self.number}", "--clear-groups"]
        return [*view, *person, sys.executable, "-m", "screenpop", *map(str, arguments)]

    @property
    def environment(self) -> dict[str, str]:
        known = {"HOME": str(self.home), "USER": self.home.name, "LOGNAME": self.home.name}
        return {"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1", "LANG": "C.UTF-8", **known}

    def does(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*arguments),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            env=self.environment,
            cwd=ROOT,
        )

    @contextmanager
    def watching(self) -> Iterator[Watching]:
        with (self.home / "stderr").open("w") as errors:
            program = Watching(
                subprocess.Popen(
                    self.command("watch"),
                    stdout=subprocess.PIPE,
                    stderr=errors,
                    text=True,
                    env=self.environment,
                    cwd=ROOT,
                )
            )
            try:
                program.expect("line_up", within=40)
                yield program
            finally:
                program.end()


@pytest.fixture
def people() -> Iterator[tuple[Person, Person]]:
    """Anna and Marek; the folder of a test is root's own, so that their homes lie elsewhere."""
    folder = Path(tempfile.mkdtemp(prefix="screenpop-people-"))
    folder.chmod(0o755)
    made = []
    for name, number in (("anna", _ANNA), ("marek", _MAREK)):
        home, aside = folder / name, folder / f"{name}-python"
        aside.mkdir()
        settings = home / ".config" / "screenpop" / "settings.toml"
        settings.parent.mkdir(parents=True)
        settings.write_text(_SETTINGS)
        for each in (home, *home.rglob("*")):
            os.chown(each, number, number)
        made.append(Person(number, home, aside))
    yield made[0], made[1]
    shutil.rmtree(folder)


def test_each_gets_their_own_calls_and_reaches_nothing_of_the_others(people: tuple[Person, Person]) -> None:
    anna, marek = people
    with ExitStack() as together:
        hers, his = (together.enter_context(each.watching()) for each in people)

        assert anna.does("ring", "+48601111111").returncode == 0
        assert marek.does("ring", "+48602222222").returncode == 0
        hers.expect("pop_opened", number="+48601111111")
        his.expect("pop_opened", number="+48602222222")
        hers.expect("pop_closed")
        his.expect("pop_closed")

        at_his = anna.config("his.toml", f'data = "{marek.data}"\n{_SETTINGS}')
        rung = anna.does("ring", "+48603333333", "--config", at_his)
        assert (rung.returncode, rung.stderr) == (
            2,
            f"screenpop: no Screenpop runs for the data folder {marek.data}.\n",
        )
        in_his_place = anna.does("watch", "--config", at_his)
        assert in_his_place.returncode == 2
        last = in_his_place.stderr.splitlines()[-1]
        assert last == f"screenpop: The data folder {marek.data} cannot be made: Permission denied."
        again = anna.does("watch")
        assert again.returncode == 2
        assert "running already" in again.stderr

        told = [
            news["number"] for watch in (hers, his) for news in watch.told if news["news"] == "pop_opened"
        ]
        assert told == ["+48601111111", "+48602222222"]
        assert his.rest(0.5) == []
        for person in people:
            kept = [person.data, *person.data.rglob("*")]
            assert {each.stat().st_uid for each in kept} == {person.number}
            assert [each for each in kept if each.lstat().st_mode & 0o077] == []
        assert _theirs_in_the_temporary_folder(people) == []


def _theirs_in_the_temporary_folder(people: tuple[Person, Person]) -> list[Path]:
    temporary = Path(tempfile.gettempdir())
    homes = {person.home.parent for person in people}
    numbers = {person.number for person in people}
    return [each for each in temporary.iterdir() if each not in homes and each.lstat().st_uid in numbers]
