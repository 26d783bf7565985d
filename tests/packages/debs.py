"""The Debian packages as they are built, and as their predecessors would be."""

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.packages.conftest import ROOT

FOLDER = "SCREENPOP_PACKAGES"
"""Names a folder of packages to try; without it they are built, which takes no time where nothing has changed."""


@dataclass(frozen=True, slots=True)
class Debs:
    """One version's packages.

    Attributes:
        desktop: `screenpop`.
        learn: `screenpop-learn`.
    """

    desktop: Path
    learn: Path

    @property
    def version(self) -> str:
        return field(self.desktop, "Version")

    def earlier(self, version: str, folder: Path) -> "Debs":
        """The same programs with a lower version, in the package and in what the program says of itself."""
        return Debs(_restamped(self.desktop, version, folder), _restamped(self.learn, version, folder))


def built() -> Debs:
    """Those of the tree as it is."""
    if given := os.environ.get(FOLDER):
        return _in(Path(given))
    done = subprocess.run(
        [ROOT / "packaging" / "build"], capture_output=True, text=True, check=False, timeout=1800
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return _in(ROOT / "dist")


def field(deb: Path, name: str) -> str:
    """What a package says of itself."""
    return subprocess.run(
        ["dpkg-deb", "-f", deb, name], capture_output=True, text=True, check=True
    ).stdout.strip()


def _in(folder: Path) -> Debs:
    (desktop,) = folder.glob("screenpop_*.deb")
    (learn,) = folder.glob("screenpop-learn_*.deb")
    return Debs(desktop, learn)


def _restamped(deb: Path, version: str, folder: Path) -> Path:
    now = field(deb, "Version")
    tree = folder / deb.stem
    subprocess.run(["dpkg-deb", "--raw-extract", deb, tree], check=True)
    control = tree / "DEBIAN" / "control"
    told = re.sub(rf"(?<=^Version: ){re.escape(now)}$", version, control.read_text(), flags=re.MULTILINE)
    control.write_text(told.replace(f"(= {now})", f"(= {version})"))
    for about in tree.rglob(f"screenpop-{now}.dist-info"):
        metadata = about / "METADATA"
        metadata.write_text(metadata.read_text().replace(f"\nVersion: {now}\n", f"\nVersion: {version}\n", 1))
        about.rename(about.with_name(f"screenpop-{version}.dist-info"))
    (tree / "DEBIAN" / "md5sums").unlink(missing_ok=True)
    made = folder / f"{deb.name.replace(now, version)}"
    quickly = ["-Zgzip", "-z1"]
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", *quickly, "--build", tree, made],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    subprocess.run(["rm", "-rf", tree], check=True)
    return made
