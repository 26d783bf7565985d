"""On what kind of disk a folder lies: one of this computer's, one that others share, or one that forgets.

A shared one may lose what SQLite took for written, and mixes up the locks of two computers; one that forgets is empty
after a restart. What the system does not tell (a profile that roams, a machine that is made anew each night) nobody
can find out here: `[record] spool` says so then.
"""

import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from screenpop.storage.disk_mounts import Mount, linux_mounts, macos_mounts, mount_of


class Lasts(StrEnum):
    """What becomes of what was written."""

    HERE = "here"
    SHARED = "shared"
    FORGETFUL = "forgetful"


@dataclass(frozen=True, slots=True)
class Disk:
    """What a folder lies on.

    Attributes:
        system: The file system, as the computer calls it: "ext4", "nfs4"; "" where it does not tell.
        lasts: What becomes of what is written there.
    """

    system: str
    lasts: Lasts

    @property
    def is_durable(self) -> bool:
        """What is written there and synced is there tomorrow, and is this computer's alone."""
        return self.lasts is Lasts.HERE


_SHARED = """
nfs nfs3 nfs4 cifs smb2 smb3 smbfs ncpfs 9p afs auristorfs ceph lustre glusterfs gfs2 ocfs2 gpfs beegfs orangefs pvfs2
coda afpfs webdav acfs prl_fs vboxsf vmhgfs virtiofs"""
_SHARED_BY_FUSE = """
sshfs nfs smbnetfs glusterfs ceph ceph-fuse cephfs juicefs s3fs goofys rclone gcsfuse davfs davfs2 curlftpfs gvfsd-fuse
moosefs mfs vmhgfs-fuse onedriver google-drive-ocamlfuse seadrive"""
_FORGETFUL = ("tmpfs", "ramfs", "rootfs", "devtmpfs", "hugetlbfs")
_LIVE = {"boot=live", "boot=casper", "rd.live.image"}
_LIVE_THAT_KEEPS = ("persistence", "persistent", "rd.live.overlay")
_KERNEL_WAS_TOLD = Path("/proc/cmdline")
_MOUNTS = Path("/proc/self/mountinfo")


def disk_of(folder: Path) -> Disk:
    """What the folder lies on, or will once it is made."""
    if sys.platform == "win32":
        from screenpop.storage.disk_windows import drive_of  # noqa: PLC0415 # there is no such thing elsewhere

        return {"remote": Disk("network", Lasts.SHARED), "ram": Disk("RAM disk", Lasts.FORGETFUL)}.get(
            drive_of(folder), Disk("", Lasts.HERE)
        )
    there = _existing(folder)
    if sys.platform == "darwin":
        return _disk_on(there, macos_mounts(), told="")
    try:
        mounts, told = linux_mounts(_MOUNTS.read_text("utf-8", "surrogateescape")), _KERNEL_WAS_TOLD
        return _disk_on(there, mounts, told.read_text("utf-8", "replace"))
    except OSError:  # no /proc: nothing is known, and nothing is refused
        return Disk("", Lasts.HERE)


def _existing(folder: Path) -> Path:
    """The folder itself, or the nearest above it that is there; links are followed."""
    whole = folder.expanduser().absolute()
    return next(each for each in (whole, *whole.parents) if _is_seen(each)).resolve()


def _disk_on(folder: Path, mounts: tuple[Mount, ...], told: str) -> Disk:
    mount = mount_of(folder, mounts)
    if mount is None:
        return Disk("", Lasts.HERE)
    if mount.system in ("overlay", "aufs", "unionfs"):
        return Disk(mount.system, _lasts_of_overlay(mount, mounts, told))
    return Disk(mount.system, _lasts_of(mount))


def _lasts_of(mount: Mount) -> Lasts:
    kind, _, by = mount.system.lower().partition(".")
    shares = (
        kind in _SHARED.split()
        or (kind in ("fuse", "fuseblk") and by in _SHARED_BY_FUSE.split())
        or mount.is_shared
    )
    if shares:
        return Lasts.SHARED
    return Lasts.FORGETFUL if kind in _FORGETFUL else Lasts.HERE


def _lasts_of_overlay(mount: Mount, mounts: tuple[Mount, ...], told: str) -> Lasts:
    """What its upper layer lies on; where that cannot be seen from in here, whether this is a live system."""
    upper = mount.upper
    if upper is None:
        return Lasts.HERE  # nothing can be written there, and whoever tries is told
    others = tuple(each for each in mounts if each.point != mount.point)
    below = mount_of(upper, others) if _is_seen(upper) else None
    if below is not None and below.system != mount.system:
        return _lasts_of(below)
    words = told.split()
    keeps = any(word.startswith(_LIVE_THAT_KEEPS) for word in words)
    return Lasts.FORGETFUL if _LIVE.intersection(words) and not keeps else Lasts.HERE


def _is_seen(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # it is there, and not for everybody
        return True
