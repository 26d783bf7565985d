"""The demo company as a desk of its own: made once a day, kept in the user's cache."""

import dataclasses
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path

import platformdirs

from connectors.demo_company.cast import Caller, Callers
from connectors.demo_company.company import EDITION, build
from connectors.demo_company.settings import HOLD_OUT, settings_text
from connectors.learnt import LEARNT_FILE
from screenpop.bootstrap.parts import RECORD_FILE
from screenpop.rules.hold_out import is_held_out
from screenpop.shipped import can_learn
from screenpop.storage.filling import fill

_CALLERS = "callers.json"
_SETTINGS = "settings.toml"


@dataclass(frozen=True, slots=True)
class DemoSite:
    """Where the demo company lies, and who calls it.

    Attributes:
        folder: Holds the departments' databases.
        settings: The settings file.
        callers: Numbers that show something.
    """

    folder: Path
    settings: Path
    callers: Callers

    @property
    def learnt(self) -> Path:
        """What `screenpop learn` found out."""
        return self.folder / "desk" / LEARNT_FILE

    @property
    def main_number(self) -> str:
        """The number of the demo company that callers dial."""
        return "+48225550100"

    def database(self, source: str) -> Path:
        """The file of a department's source."""
        return self.folder / f"{source}.db"


def ready_demo_site(tell: Callable[[str], None], *, customers: int = 5000) -> DemoSite:
    """Today's demo company, made now if it was not made today."""
    home = platformdirs.user_cache_path("screenpop", appauthor=False, ensure_exists=True)
    today = date.today()  # noqa: DTZ011 # the company's books follow the local calendar
    folder = home / f"demo-{today}-{customers}-{EDITION}"
    if not (folder / _CALLERS).exists():
        for old in home.glob("demo-*"):
            shutil.rmtree(old, ignore_errors=True)
        tell("Making the demo company …")
        _make(folder, customers, today)
    callers = json.loads((folder / _CALLERS).read_text(encoding="utf-8"))
    return DemoSite(
        folder,
        folder / _SETTINGS,
        Callers(**{name: Caller(**caller) for name, caller in callers.items()}),
    )


def _make(folder: Path, customers: int, today: date) -> None:
    """Make it beside its place first; the callers come last, so that a company that has them is complete."""
    with tempfile.TemporaryDirectory(dir=folder.parent) as beside:
        made = Path(beside) / "made"
        company = build(made, customers=customers, today=today, held_out=_is_held_out)
        (made / _SETTINGS).write_text(settings_text(folder, folder / "desk"), encoding="utf-8")
        made.rename(folder)
    (folder / "desk").mkdir(mode=0o700)
    fill(folder / "desk" / RECORD_FILE, chain(company.telephone, company.owed, company.told))
    for command in (("directory", "import"), *([("learn",)] if can_learn() else [])):
        subprocess.run(  # noqa: S603 # our own program with our own words
            [sys.executable, "-m", "screenpop", *command, "--config", str(folder / _SETTINGS)],
            check=True,
            stdout=subprocess.DEVNULL,
        )
    (folder / _CALLERS).write_text(json.dumps(dataclasses.asdict(company.callers)), encoding="utf-8")


def _is_held_out(customer_id: str) -> bool:
    return is_held_out(customer_id, HOLD_OUT / 100)
