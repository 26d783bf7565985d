"""What tests of the packages share: a clean copy of the tree, built in."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.packages.bare_debian import BareDebian
    from tests.packages.debs import Debs

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def release_environment() -> Path:
    """The environment that builds wheels and bills of materials; made once, in build/."""
    subprocess.run([ROOT / "packaging" / "release-environment"], check=True, timeout=600)
    return ROOT / "build" / "release-environment"


@pytest.fixture(scope="session")
def shipped_files() -> list[Path]:
    """Every file that is under version control or would be, relative to the tree."""
    told = subprocess.run(
        ["git", "-C", ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return [Path(name) for name in told.stdout.split("\0") if name and (ROOT / name).is_file()]


@pytest.fixture(scope="session")
def clean_copy(
    shipped_files: list[Path], release_environment: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The tree as a fresh clone has it; only the environments in build/ are shared."""
    copy = tmp_path_factory.mktemp("clone")
    for name in shipped_files:
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, copy / name)
    (copy / "build").symlink_to(ROOT / "build")
    return copy


@pytest.fixture(scope="session")
def debs() -> "Debs":
    """The Debian packages of the tree as it is."""
    from tests.packages import bare_debian, debs

    if reason := bare_debian.why_not():
        pytest.skip(reason)
    return debs.built()


@pytest.fixture(scope="session")
def on_the_disk() -> Iterator[Path]:
    """A folder that is not in memory, which the program would tell from a disk."""
    with tempfile.TemporaryDirectory(dir="/var/tmp", prefix="bare-debian-") as folder:
        yield Path(folder)


@pytest.fixture(scope="package")
def debian(debs: "Debs", on_the_disk: Path) -> Iterator["BareDebian"]:  # asked first: it may skip
    """A Debian that never saw the program; `installed` and `learning` put it there."""
    from tests.packages.bare_debian import bare_debian

    (on_the_disk / "office").mkdir()
    with bare_debian(on_the_disk / "office") as machine:
        yield machine


@pytest.fixture(scope="package")
def before(debian: "BareDebian") -> Mapping[str, str]:
    """Every file of that Debian before anything was installed."""
    from tests.packages.left_behind import files_of

    return files_of(debian.root)


@pytest.fixture(scope="package")
def installed(debian: "BareDebian", debs: "Debs", before: Mapping[str, str]) -> "BareDebian":  # taken first
    """It has the program, and of what it recommends nothing."""
    debian.apt("install", "--no-install-recommends", debian.put(debs.desktop))
    return debian


@pytest.fixture(scope="package")
def learning(installed: "BareDebian", debs: "Debs") -> "BareDebian":
    """It has the other half of the program, too."""
    installed.apt("install", installed.put(debs.learn))
    return installed
