"""What lies in the Debian packages, looked at without installing them."""

import re
import stat
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from screenpop.commands.command_line import described
from tests.packages.conftest import ROOT
from tests.packages.debs import Debs, field

MEGABYTES = 1_000_000
# Drawn with OpenGL is nothing; what nobody asks for need not be on a thousand desks.
NEEDLESS = {"libgl1", "libegl1", "libllvm15", "libgl1-mesa-dri", "libgtk-3-0", "python3", "libreadline8"}


@contextmanager
def contents(deb: Path) -> Iterator[tarfile.TarFile]:
    with subprocess.Popen(["dpkg-deb", "--fsys-tarfile", deb], stdout=subprocess.PIPE) as unpacked:
        with tarfile.open(fileobj=unpacked.stdout, mode="r|") as archive:
            yield archive
        assert unpacked.stdout is not None
        unpacked.stdout.read()


@pytest.fixture(scope="module")
def tree(debs: Debs, on_the_disk: Path) -> Path:
    """The desktop's package, unpacked."""
    folder = on_the_disk / "unpacked"
    subprocess.run(["dpkg-deb", "--extract", debs.desktop, folder], check=True, timeout=300)
    return folder


def clean(*command: object) -> None:
    done = subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, timeout=600, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_packages_are_as_small_as_promised(debs: Debs):
    assert debs.desktop.stat().st_size <= 60 * MEGABYTES
    assert debs.learn.stat().st_size <= 150 * MEGABYTES


def test_learning_depends_on_the_very_program_it_belongs_to(debs: Debs):
    assert f"screenpop (= {debs.version})" in field(debs.learn, "Depends").split(", ")


def test_a_desk_installs_no_drivers_for_graphics_and_no_python(debs: Debs):
    depends = {re.split(r"[ (|]", word)[0] for word in field(debs.desktop, "Depends").split(", ")}

    assert depends.isdisjoint(NEEDLESS)
    assert {"libc6", "libxcb-cursor0", "libssl3", "libsqlite3-0"} <= depends


@pytest.mark.parametrize("package", ["desktop", "learn"])
def test_everything_is_roots_and_of_one_time_and_nobody_else_may_write(debs: Debs, package: str):
    with contents(getattr(debs, package)) as archive:
        found = list(archive)

    assert {(each.uid, each.gid) for each in found} == {(0, 0)}
    assert len({each.mtime for each in found}) == 1
    assert [
        each.name for each in found if not each.issym() and each.mode & (stat.S_IWGRP | stat.S_IWOTH)
    ] == []


def test_no_compiled_rest_of_the_builders_folders_is_left(tree: Path):
    assert [file for file in tree.rglob("*") if file.suffix == ".pyc" or file.name == "__pycache__"] == []
    program = (tree / "usr/lib/screenpop/screenpop").read_bytes()
    assert str(ROOT).encode() not in program


def test_the_desktop_finds_the_program_by_its_own_files(tree: Path):
    assert (tree / "usr/bin/screenpop").readlink() == Path("../lib/screenpop/screenpop")
    clean("desktop-file-validate", tree / "usr/share/applications/screenpop.desktop")
    clean("desktop-file-validate", tree / "etc/xdg/autostart/screenpop.desktop")
    (metainfo,) = (tree / "usr/share/metainfo").iterdir()
    clean("appstreamcli", "validate", "--no-net", metainfo)
    icons = tree / "usr/share/icons/hicolor"
    assert (icons / "scalable/apps/screenpop.svg").is_file()
    assert {file.parts[-3] for file in icons.rglob("*.png")} >= {"16x16", "32x32", "48x48", "256x256"}


def test_the_manual_page_tells_every_command_and_is_no_trouble_to_man(tree: Path):
    page = tree / "usr/share/man/man1/screenpop.1.gz"
    shown = subprocess.run(
        ["man", "--warnings", "--local-file", page],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env={"MANWIDTH": "160", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"},
    )

    assert shown.stderr == ""
    for command in described():
        assert command.name in shown.stdout


def test_lintian_has_no_remark_that_is_not_explained(debs: Debs):
    clean("lintian", "--allow-root", "--fail-on", "error,warning", "--info", debs.desktop, debs.learn)


def test_whose_work_is_in_it_is_told_of_every_library(tree: Path):
    told = (tree / "usr/share/doc/screenpop/copyright").read_text(encoding="utf-8")
    names = {
        file.name.split("-")[0].lower() for file in (tree / "usr/lib/screenpop/_internal").glob("*.dist-info")
    }

    assert "/usr/share/common-licenses/GPL-3" in told
    for library in ("Qt 6", "ICU", "OpenSSL", "PostgreSQL libpq", "MIT Kerberos", "libglvnd"):
        assert f"Comment: {library}" in told
    for name in {"PySide6", "shiboken6", "SQLAlchemy", "psycopg", "cryptography", "numpy", *names} - {
        "screenpop"
    }:
        assert name.lower().replace("_", "-") in told.lower().replace("_", "-")


def test_learning_is_run_by_the_installed_command_at_night(debs: Debs):
    with contents(debs.learn) as archive:
        units = {
            Path(each.name).name: archive.extractfile(each).read().decode()  # type: ignore[union-attr] # they are files
            for each in archive
            if "systemd/user/" in each.name and each.isfile()
        }

    assert "ExecStart=/usr/bin/screenpop learn\n" in units["screenpop-learn.service"]
    assert "OnCalendar=" in units["screenpop-learn.timer"]
