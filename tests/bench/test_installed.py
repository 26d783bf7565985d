"""A package is measured beside the source that it was made of: here one whose program is this very source."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.test_benchmarks import about, measured
from tests.program import screenpop

CONTROL = """Package: {name}
Version: 0.1
Architecture: all
Maintainer: Nobody <nobody@screenpop.example>
Description: measured by a test
"""

AS_THE_PACKAGED_ONE = """#!/bin/sh
[ "$1" = -m ] && exec "{python}" "$@"
exec "{python}" -m screenpop "$@"
"""

pytestmark = pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="only Debian makes its packages")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    for name in ("screenpop", "screenpop-learn"):
        tree = tmp_path / name
        (tree / "DEBIAN").mkdir(parents=True)
        (tree / "DEBIAN" / "control").write_text(CONTROL.format(name=name))
        program = tree / "usr" / "lib" / name / name
        program.parent.mkdir(parents=True)
        program.write_text(AS_THE_PACKAGED_ONE.format(python=sys.executable))
        program.chmod(0o755)
        command = ["dpkg-deb", "--root-owner-group", "--build", tree, tmp_path / f"{name}_0.1_all.deb"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return tmp_path / "screenpop_0.1_all.deb"


def test_a_package_is_measured_beside_its_source(package: Path) -> None:
    sizes = ("--numbers", "500", "--calls", "1", "--seconds", "1")
    figures = measured("installed", "--package", str(package), *sizes)

    for what in ("window painted", "line registered", "resident memory", "on the disk"):
        assert about(figures, what)["median"] > 0
        assert about(figures, what)["peer"] == "from source"
        assert about(figures, what)["peer_median"] > 0
    painted = about(figures, "window painted")
    assert painted["reach"]["median"] == pytest.approx(painted["peer_median"], rel=1e-3)
    assert about(figures, "screenpop.deb")["reach"]["median"] == 60
    assert about(figures, "screenpop-learn.deb")["reach"]["median"] == 150


def test_without_a_package_there_is_nothing_to_measure(tmp_path: Path) -> None:
    for words in ((), ("--package", str(tmp_path / "none.deb"))):
        done = screenpop("bench", "installed", *words)
        assert done.returncode == 2
        assert "make package" in done.stderr


def test_what_is_no_package_is_refused(tmp_path: Path) -> None:
    (tmp_path / "some.deb").write_text("some text")

    done = screenpop("bench", "installed", "--package", str(tmp_path / "some.deb"))

    assert done.returncode == 2
    assert "is no package" in done.stderr
