"""A desk that is set up for an ERP as an administrator does it: a preset and an address."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from screenpop.bootstrap.kinds import all_kinds
from screenpop.bootstrap.parts import departments_of, sources_of
from screenpop.customers import Customer
from screenpop.settings.reading import read_settings
from tests.program import screenpop
from tests.servers import PostgreSQL


class _Secrets:
    """The password that every login of the test server has."""

    def __init__(self, postgresql: PostgreSQL) -> None:
        self._postgresql = postgresql

    def get(self, _name: str) -> str:
        return self._postgresql.password()


class ErpDesk:
    """Settings, the commands that go with them, and the departments themselves."""

    def __init__(self, preset: str, url: str, postgresql: PostgreSQL, folder: Path, more: str = "") -> None:
        self._environment = {f"SCREENPOP_SECRET_SOURCES_{preset.upper()}": postgresql.password()}
        self.config = folder / "settings.toml"
        self.config.write_text(
            f'region = "PL"\nagent = "anna"\ndata = "data"\npreset = "{preset}"\n'
            f'[secrets]\nfrom = "environment"\n[line]\nkind = "simulator"\n'
            f'[sources.{preset}]\nurl = "{url}"\n{more}',
            encoding="utf-8",
        )
        settings = read_settings(self.config, all_kinds())
        self._sources = sources_of(settings, _Secrets(postgresql))
        self._departments = {
            department.name: department for department in departments_of(settings, self._sources)
        }
        for source in self._sources.values():
            source.try_out()  # its connection is the desk's, not that of the test which asks first

    @property
    def environment(self) -> dict[str, str]:
        """Where its programs find the password."""
        return self._environment

    def run(self, *arguments: str, stdin: str = "") -> tuple[int, str]:
        """Run a command with these settings; gives its exit code and all that it says."""
        done = screenpop(*arguments, "--config", self.config, stdin=stdin, **self._environment)
        return done.returncode, done.stdout + done.stderr

    def fill_directory(self) -> None:
        """As `screenpop directory import`."""
        code, told = self.run("directory", "import")
        assert code == 0, told

    def find(self, *presented: str) -> list[dict[str, Any]]:
        """Whom the directory finds for each number."""
        done = screenpop(
            "directory",
            "find",
            "--batch",
            "-",
            "--json",
            "--config",
            self.config,
            stdin="\n".join(presented) + "\n",
        )
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    def ask(self, department: str, party: object) -> Any:
        """What a department answers of a customer, by its own number for them."""
        names = self._departments
        return names[department].ask(Customer(str(party), "", dict.fromkeys(names, str(party)), None))

    def rows(self, source: str, question: str, **parameters: object) -> list[Any]:
        """Ask a source a question."""
        return list(self._sources[source].rows(question, parameters, within=timedelta(seconds=10)))

    def close(self) -> None:
        """Let go of the database."""
        for source in self._sources.values():
            source.close()
