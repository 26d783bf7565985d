"""A Debian package as files, without installing it; and how large what it was made of is."""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from screenpop.errors import ConfigurationError
from screenpop.sentences import say

_OURS = ("screenpop", "telephony", "connectors", "ui", "resources")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A package and its files.

    Attributes:
        package: The .deb.
        folder: What would be / of the computer.
        learn: The .deb of its other half, where that lies beside it.
    """

    package: Path
    folder: Path
    learn: Path | None

    @property
    def program(self) -> Path:
        """The installed program."""
        return self.folder / "usr" / "lib" / "screenpop" / "screenpop"


@contextmanager
def unpacked(package: Path) -> Iterator[Unpacked]:
    """A package's files until the block ends. Libraries that it depends on are this computer's.

    Raises:
        ConfigurationError: This computer cannot unpack it.
    """
    dpkg = shutil.which("dpkg-deb")
    if dpkg is None:
        raise ConfigurationError(say("This computer has no dpkg-deb, which unpacks packages."))
    learn = package.with_name(package.name.replace("screenpop_", "screenpop-learn_"))
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([dpkg, "-x", package, folder], check=False, stderr=subprocess.PIPE, text=True)  # noqa: S603 # Debian's own program
        if done.returncode:
            raise ConfigurationError(
                say("{file} is no package: {why}", file=package, why=done.stderr.strip())
            )
        yield Unpacked(package, Path(folder), learn if learn != package and learn.is_file() else None)


def size_of(folder: Path) -> int:
    """Bytes of all files beneath a folder."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir())


def required_size(name: str) -> int:
    """Bytes of an installed Python package and of all that it requires, without its extras and without Python."""
    found = dict[str, Distribution]()
    _require(name, found)
    files = {Path(str(each.locate_file(file))) for each in found.values() for file in each.files or ()}
    home = Path(__file__).parents[2]  # an editable installation names none of our own files
    files.update(path for folder in _OURS for path in (home / folder).rglob("*"))
    return sum(path.stat().st_size for path in files if path.is_file())


def _require(name: str, found: dict[str, Distribution]) -> None:
    if name.lower() in found:
        return
    try:
        about = distribution(name)
    except PackageNotFoundError:
        return  # another system's, or another Python's
    found[name.lower()] = about
    for required in about.requires or ():
        read = _NAME.match(required)
        if read and "extra ==" not in required:
            _require(read.group(), found)
