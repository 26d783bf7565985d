"""The bill of materials: all that is in the program and nothing else, the same each time, valid; and the checksums."""

import hashlib
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.packages.conftest import ROOT
from tests.packages.frozen import frozen

BILL = ROOT / "packaging" / "sbom" / "bill.py"
LOCK = ROOT / "packaging" / "desktop.lock"


def bill_of(tree: Path, epoch: str = "1700000000") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [ROOT / "build" / "desktop-environment" / "bin" / "python", BILL, tree, LOCK],
        env={**os.environ, "SOURCE_DATE_EPOCH": epoch},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


@pytest.fixture(scope="module")
def tree() -> Path:
    return frozen("desktop")


@pytest.fixture(scope="module")
def text(tree) -> str:
    told = bill_of(tree)
    assert told.returncode == 0, told.stderr
    return told.stdout


@pytest.fixture(scope="module")
def parts(text) -> list[dict[str, Any]]:
    return json.loads(text)["components"]


def test_the_formats_own_schema_finds_nothing_wrong_and_would(text, release_environment, tmp_path):
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text(text)
    bad.write_text(text.replace('"bomFormat": "CycloneDX"', '"bomFormat": "another"'))

    def valid(file: Path) -> int:
        script = ROOT / "packaging" / "sbom" / "valid.py"
        python = release_environment / "bin" / "python"
        return subprocess.run(
            [python, script, file], check=False, capture_output=True, timeout=120
        ).returncode

    assert (valid(good), valid(bad)) == (0, 1)


def test_the_same_program_has_the_same_bill_whenever_it_is_written(tree, text):
    assert bill_of(tree).stdout == text
    later = json.loads(bill_of(tree, "1800000000").stdout)
    assert later["metadata"]["timestamp"] == "2027-01-15T08:00:00+00:00"


def test_every_python_package_is_named_with_version_licence_and_hashes(parts):
    packages = {part["purl"]: part for part in parts if part.get("purl", "").startswith("pkg:pypi/")}
    locked = dict(re.findall(r"^([A-Za-z0-9._-]+)==([^ ;\\\\]+)", LOCK.read_text(), re.MULTILINE))

    for name in (
        "pyvoip",
        "pyside6-essentials",
        "sqlalchemy",
        "psycopg-binary",
        "pydantic-core",
        "phonenumbers",
    ):
        assert f"pkg:pypi/{name}@{locked[name]}" in packages
    assert not any("pytest" in purl or "pkg:pypi/pip@" in purl or "hatchling" in purl for purl in packages)
    for purl, part in packages.items():
        assert part["licenses"], purl
        if "pyinstaller@" not in purl:
            [reference] = part["externalReferences"]
            hashes = {entry["content"] for entry in reference["hashes"]}
            assert hashes, purl
            assert all(f"sha256:{content}" in LOCK.read_text() for content in hashes), purl


def test_every_library_of_others_is_told_with_the_hash_of_its_file(tree, parts):
    inside = tree / "_internal"
    told = {
        row["value"]: part
        for part in parts
        for row in part.get("properties", [])
        if row["name"] == "screenpop:file"
    }
    of_wheels = {
        file.relative_to(inside).as_posix() for file in inside.glob("*.libs/*") if not file.is_symlink()
    }
    of_system = {file.name for file in inside.glob("lib*.so*") if not file.is_symlink()}

    assert of_wheels
    assert of_wheels | of_system <= set(told)
    for place, part in told.items():
        [content] = [entry["content"] for entry in part["hashes"]]
        assert hashlib.sha256((inside / place).read_bytes()).hexdigest() == content, place
    names = {part["name"]: part.get("version") for part in told.values()}
    assert names["Qt"] == "6.11.3"
    assert re.fullmatch(r"[0-9.]+[a-z]?", names["OpenSSL"] or "")
    assert {"ICU", "PostgreSQL libpq", "MIT Kerberos", "CPython"} <= set(names)


def test_a_library_that_nobody_knows_ends_it(tree, tmp_path):
    copy = tmp_path / tree.name
    strange = copy / "_internal" / "strange.libs" / "libstrange-1234.so"
    strange.parent.mkdir(parents=True)
    shutil.copy("/bin/true", strange)
    shutil.copy(tree / tree.name, copy / tree.name)
    told = bill_of(copy)

    assert told.returncode == 1
    assert "strange.libs/libstrange-1234.so" in told.stderr


def test_checksums_name_every_file_and_see_a_changed_one(tmp_path):
    (tmp_path / "one.deb").write_text("one")
    (tmp_path / "a name with blanks").write_text("two")
    (tmp_path / "SHA256SUMS").write_text("of last time")
    subprocess.run([ROOT / "packaging" / "checksums", tmp_path], check=True, timeout=60)

    def checked() -> int:
        command = ["sha256sum", "--quiet", "-c", "SHA256SUMS"]
        return subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, timeout=60).returncode

    assert [row.split("  ")[1] for row in (tmp_path / "SHA256SUMS").read_text().splitlines()] == [
        "a name with blanks",
        "one.deb",
    ]
    assert checked() == 0
    (tmp_path / "one.deb").write_text("another")
    assert checked() == 1
