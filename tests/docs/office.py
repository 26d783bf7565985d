"""An office for the commands of the documentation: a home of its own, the demo company in it, and a desk that runs."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import chain
from pathlib import Path

from connectors.demo_company.company import build
from connectors.demo_company.settings import settings_text
from screenpop.bootstrap import bell
from screenpop.storage.filling import fill
from tests.docs.pages import File, steps_of
from tests.docs.typed import arguments_of
from tests.ui.screen import wait_for

_KEYRING = '''"""A keyring in a file, for tests."""

import json
from pathlib import Path

from keyring.backend import KeyringBackend

FILE = Path.home() / "keyring.json"


class Keyring(KeyringBackend):
    priority = 1

    def _kept(self):
        return json.loads(FILE.read_text()) if FILE.exists() else {}

    def get_password(self, service, name):
        return self._kept().get(name)

    def set_password(self, service, name, password):
        FILE.write_text(json.dumps({**self._kept(), name: password}))

    def delete_password(self, service, name):
        FILE.write_text(json.dumps({key: value for key, value in self._kept().items() if key != name}))
'''
_PEOPLE = "number,customer_id,customer\n225550123,C-10001,Hurt-Bud\n600100200,C-10002,Kwiaty\n"
_OUTSIDE = re.compile(r"^(?:/srv|/audit|/etc/screenpop|%h)(?=/)")


class Office:
    """Where commands are typed.

    Attributes:
        home: The home of who types, and where they stand.
        data: The data folder of the desk.
        call_id: A call that this desk had, and that is over.
    """

    def __init__(self, home: Path) -> None:
        self.home = home
        self.settings = home / ".config" / "screenpop" / "settings.toml"
        self.data = home / "desk"
        self.call_id = ""

    def set_up(self) -> None:
        """Make the company, and learn from its sales; write the files that commands name."""
        folder = self.settings.parent
        company = build(folder, customers=100, today=date.today())  # noqa: DTZ011 # the company's books follow the local calendar
        self.settings.write_text(settings_text(folder, self.data), encoding="utf-8")
        self.data.mkdir(mode=0o700)
        fill(self.data / "record.db", chain(company.telephone, company.owed, company.told))
        (self.home / "keyring_in_a_file.py").write_text(_KEYRING, encoding="utf-8")
        shutil.copy(self.settings, self.home / "settings.toml")
        (self.home / "people.csv").write_text(_PEOPLE, encoding="utf-8")
        for step in steps_of("connect-your-data.md"):
            if isinstance(step, File) and step.name.startswith(("own", "office/")):
                (self.home / step.name).parent.mkdir(exist_ok=True)
                (self.home / step.name).write_text(step.text, encoding="utf-8")
        (self.home / "reports").mkdir()
        for line in ("screenpop directory import", "screenpop learn"):
            done = self.run(line)
            assert done.returncode == 0, done.stderr

    @property
    def environment(self) -> dict[str, str]:
        """Nothing of who runs the tests is in it but the way to programs."""
        return {
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "HOME": str(self.home),
            "LANG": "C.UTF-8",
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHON_KEYRING_BACKEND": "keyring_in_a_file.Keyring",
            "PYTHONPATH": str(self.home),
        }

    def words_of(self, line: str) -> list[str]:
        """The command's words, its places moved into this home."""
        words = [word.format(call_id=self.call_id) if "{" in word else word for word in arguments_of(line)]
        return [_OUTSIDE.sub(str(self.home), word) for word in words]

    def run(self, line: str) -> subprocess.CompletedProcess[str]:
        """Type a `screenpop` command, and wait for its end; what it asks is answered with one line.

        It has a session of its own, as in a terminal: `learn` gives way to what else runs in its session, and to the
        tests beside it would give way for minutes.
        """
        return subprocess.run(
            [sys.executable, "-m", "screenpop", *self.words_of(line)],
            cwd=self.home,
            input="a-password\n",
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
            env=self.environment,
            start_new_session=True,
        )

    @contextmanager
    def desk(self) -> Iterator[None]:
        """The desktop application runs here; a call has come already, was taken, and is over."""
        errors = self.home / "desk.stderr"
        with errors.open("wb") as file:
            program = subprocess.Popen(
                [sys.executable, "-m", "screenpop"], cwd=self.home, stderr=file, env=self.environment
            )
        try:
            wait_for(lambda: program.poll() is not None or self._rings(), 60)
            assert program.poll() is None, errors.read_text()
            rung = self.run("screenpop ring 225550123 --answer")
            assert rung.returncode == 0, rung.stderr
            listed = self.run("screenpop log list --format json --limit 1")
            self.call_id = json.loads(listed.stdout)[0]["call_id"]
            yield
            program.terminate()
            assert program.wait(20) == 0, errors.read_text()
        finally:
            program.kill()
            program.wait(10)

    def _rings(self) -> bool:
        return bell.ask(self.data, "lines", None) not in (None, {})


def is_screenpop(line: str) -> bool:
    """Whether it is our own program that is typed."""
    return shlex.split(line.partition(" ")[0])[0].rpartition("/")[2] == "screenpop"
