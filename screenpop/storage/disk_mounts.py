"""What is mounted where, as Linux tells in `/proc/self/mountinfo` (proc(5)) and macOS by `mount`."""

import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_OCTAL = re.compile(r"\\([0-7]{3})")
_OF_MACOS = re.compile(r"^.* on (?P<point>/.*) \((?P<options>[^()]*)\)$")
_PATIENCE = 5.0


@dataclass(frozen=True, slots=True)
class Mount:
    """One file system and where it is seen.

    Attributes:
        point: Where it is mounted.
        system: What it is: "ext4", "fuse.sshfs".
        upper: Where an overlay writes.
        is_shared: The system itself says that it is not this computer's own.
    """

    point: Path
    system: str
    upper: Path | None = None
    is_shared: bool = False


def linux_mounts(told: str) -> tuple[Mount, ...]:
    """All mounts, in the order in which they lie on one another."""
    return tuple(_linux_mounts(told))


def _linux_mounts(told: str) -> Iterator[Mount]:
    for line in told.splitlines():
        before, separator, after = line.partition(" - ")
        fields, rest = before.split(" "), after.split(" ")
        if not separator or len(fields) < 5 or not rest[0]:
            continue
        options = rest[2].split(",") if len(rest) > 2 else []
        upper = next((each[9:] for each in options if each.startswith("upperdir=")), None)
        yield Mount(
            Path(_plain(fields[4])), _plain(rest[0]), Path(_plain(upper)) if upper is not None else None
        )


def macos_mounts() -> tuple[Mount, ...]:
    """All mounts; none, if the system does not tell."""
    try:
        done = subprocess.run(["/sbin/mount"], capture_output=True, text=True, timeout=_PATIENCE, check=True)
    except (OSError, subprocess.SubprocessError):
        return ()
    return read_macos_mounts(done.stdout)


def read_macos_mounts(told: str) -> tuple[Mount, ...]:
    """What `mount` printed: "//anna@files/home on /Users/anna (smbfs, nodev, nosuid)"."""
    found = []
    for line in told.splitlines():
        if match := _OF_MACOS.match(line):
            system, *options = match["options"].split(", ")
            found.append(Mount(Path(match["point"]), system, is_shared="local" not in options))
    return tuple(found)


def mount_of(path: Path, mounts: Sequence[Mount]) -> Mount | None:
    """The mount that holds this path: the one nearest to it, and of several in one place the last."""
    holding = [each for each in mounts if path.is_relative_to(each.point)]
    longest = max((len(each.point.parts) for each in holding), default=0)
    return next((each for each in reversed(holding) if len(each.point.parts) == longest), None)


def _plain(text: str) -> str:
    return _OCTAL.sub(lambda match: chr(int(match[1], 8)), text)
