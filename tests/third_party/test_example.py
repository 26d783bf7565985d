"""Another package brings a source and a department by entry points: installed as anybody would, and used."""

import json
import os
import subprocess
import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from screenpop.bootstrap.kinds import all_kinds

EXAMPLE = Path(__file__).parent / "example"
SETTINGS = """
region = "PL"
agent = "anna"
data = "desk"

[line]
kind = "simulator"

[sources.crm]
kind = "sql"
url = "sqlite:///crm.db"

[sources.carrier]
kind = "parcel file"
file = "parcels.txt"

[directory]
source = "crm"
contacts = "select '+48225550123' as number, 'K1' as customer_id, 'Hurt-Bud' as customer, 'Anna' as contact"

[departments.parcels]
source = "carrier"
title = "On the way"
sent = "parcel status"
"""


DOCS = Path(__file__).parents[2] / "docs" / "writing-a-connector.md"


def test_the_documented_package_is_the_one_that_is_installed_here() -> None:
    told = DOCS.read_text(encoding="utf-8")

    for file in ("pyproject.toml", "screenpop_parcels.py"):
        assert (EXAMPLE / file).read_text(encoding="utf-8").strip() in told


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example package, built and installed beside the program."""
    place = tmp_path_factory.mktemp("site")
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run(
        [*pip, "--disable-pip-version-check", "--target", place, EXAMPLE], check=True, capture_output=True
    )
    return place


@pytest.fixture
def site(tmp_path: Path) -> Path:
    import sqlite3

    sqlite3.connect(tmp_path / "crm.db").close()
    (tmp_path / "settings.toml").write_text(SETTINGS)
    (tmp_path / "parcels.txt").write_text("K1;0015-77;out for delivery\nK2;0015-78;delivered\n")
    return tmp_path / "settings.toml"


def screenpop(*arguments: object, packages: Path | None = None) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "PYTHONPATH": str(packages or "")}
    command = [sys.executable, "-m", "screenpop", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60, check=False)


def test_an_installed_package_brings_its_source_and_department(installed: Path, site: Path) -> None:
    done = screenpop("check", "--json", "--config", site, packages=installed)

    told = {check["subject"]: check for check in map(json.loads, done.stdout.splitlines())}
    assert told["source carrier"]["passed"], done.stdout + done.stderr
    assert told["parcels: sent"]["told"].startswith("1 row for Hurt-Bud (K1)")
    assert done.returncode == 0


def test_without_the_package_the_settings_say_what_kinds_there_are(site: Path) -> None:
    done = screenpop("check", "--config", site)

    assert done.returncode == 2
    assert "“sources.carrier.kind”: it must be one of sql" in done.stderr


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("no_such_package:KIND", "cannot be loaded"),
        ("os:sep", "is no SourceKind"),
        ("connectors.sources.kinds:SQL", "is left out"),
    ],
)
def test_a_package_that_brings_no_kind_keeps_nothing_from_starting(
    value: str, told: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from importlib.metadata import EntryPoints

    brought = EntryPoints([EntryPoint("odd", value, "screenpop.sources")])
    monkeypatch.setattr("screenpop.bootstrap.kinds.entry_points", lambda: brought)

    kinds = all_kinds.__wrapped__()

    assert [kind.name for kind in kinds.sources] == [kind.name for kind in all_kinds().sources]
    assert told in caplog.text
