"""The kinds of disks, as Linux tells of them: real mounts where this machine can, and what others were seen to tell."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from screenpop.storage import disk as disks
from screenpop.storage.disk import Disk, Lasts, disk_of
from screenpop.storage.disk_mounts import linux_mounts, mount_of, read_macos_mounts
from screenpop.storage.disk_windows import drive_of

ROOT = "21 1 254:0 / / rw,relatime - ext4 /dev/vda rw\n"
TOLD = (
    "import json, sys; from pathlib import Path; from screenpop.storage.disk import disk_of;"
    " print(json.dumps([[d.system, d.lasts] for d in map(disk_of, map(Path, sys.argv[1:]))]))"
)


def told_by(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mountinfo: str, kernel: str = "") -> None:
    """Have Linux tell this of its mounts, and of what the kernel was told."""
    (tmp_path / "mountinfo").write_text(mountinfo)
    (tmp_path / "cmdline").write_text(kernel)
    monkeypatch.setattr(disks, "_MOUNTS", tmp_path / "mountinfo")
    monkeypatch.setattr(disks, "_KERNEL_WAS_TOLD", tmp_path / "cmdline")


def seen_after(mounting: str, *folders: Path) -> list[Disk]:
    """What a program sees of these folders after that was mounted, for nobody else to see."""
    unshare = shutil.which("unshare")
    assert unshare, "the tests need unshare: install the package util-linux"
    as_root = () if os.geteuid() == 0 else ("--map-root-user",)
    done = subprocess.run(
        [
            unshare,
            "--mount",
            *as_root,
            "sh",
            "-ec",
            f'{mounting}\nexec "$@"',
            "sh",
            sys.executable,
            "-c",
            TOLD,
            *map(str, folders),
        ],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [Disk(system, Lasts(lasts)) for system, lasts in json.loads(done.stdout)]


def test_a_tmpfs_forgets_and_what_is_not_made_yet_lies_where_it_will_be(tmp_path):
    seen = seen_after(
        f"mount -t tmpfs tmpfs '{tmp_path}'", tmp_path, tmp_path / "not" / "made", tmp_path.parent
    )

    assert seen[:2] == [Disk("tmpfs", Lasts.FORGETFUL)] * 2
    assert seen[2].is_durable


def test_a_link_that_leads_to_a_tmpfs_forgets(tmp_path):
    (tmp_path / "memory").mkdir()
    (tmp_path / "data").symlink_to(tmp_path / "memory" / "data")

    (seen,) = seen_after(
        f"mount -t tmpfs tmpfs '{tmp_path}/memory'; mkdir '{tmp_path}/memory/data'", tmp_path / "data"
    )

    assert seen.lasts is Lasts.FORGETFUL


def test_an_overlay_is_what_its_upper_layer_lies_on(tmp_path):
    (tmp_path / "memory").mkdir()
    (tmp_path / "seen").mkdir()

    (seen,) = seen_after(
        f"cd '{tmp_path}'; mount -t tmpfs tmpfs memory; mkdir memory/lower memory/upper memory/work;"
        f" mount -t overlay overlay -o lowerdir={tmp_path}/memory/lower,upperdir={tmp_path}/memory/upper,"
        f"workdir={tmp_path}/memory/work seen",
        tmp_path / "seen" / "data",
    )

    assert seen == Disk("overlay", Lasts.FORGETFUL)


@pytest.mark.parametrize(
    "system",
    [
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "9p",
        "ceph",
        "glusterfs",
        "afs",
        "lustre",
        "fuse.sshfs",
        "fuse.glusterfs",
        "fuse.rclone",
    ],
)
def test_what_other_computers_share_is_told(tmp_path, monkeypatch, system):
    told_by(tmp_path, monkeypatch, f"{ROOT}40 21 0:50 / {tmp_path} rw shared:9 - {system} files:/home rw\n")

    assert disk_of(tmp_path / "data") == Disk(system, Lasts.SHARED)


@pytest.mark.parametrize(
    "system", ["ext4", "xfs", "btrfs", "zfs", "f2fs", "fuseblk", "fuse.bindfs", "ecryptfs"]
)
def test_a_disk_of_this_computer_is_durable(tmp_path, monkeypatch, system):
    told_by(tmp_path, monkeypatch, f"{ROOT}40 21 0:50 / {tmp_path} rw - {system} /dev/sda1 rw\n")

    assert disk_of(tmp_path / "data").is_durable


OVERLAY = "21 1 0:9 / / rw - overlay overlay rw,lowerdir=/l,upperdir=/none/upper,workdir=/none/work\n"


@pytest.mark.parametrize(
    ("kernel", "lasts"),
    [
        ("BOOT_IMAGE=/live/vmlinuz boot=live components", Lasts.FORGETFUL),
        ("boot=casper quiet splash", Lasts.FORGETFUL),
        ("boot=live persistence", Lasts.HERE),
        ("root=/dev/vda ro", Lasts.HERE),
    ],
)
def test_an_overlay_whose_upper_layer_cannot_be_seen_forgets_on_a_live_system_only(
    tmp_path, monkeypatch, kernel, lasts
):
    told_by(tmp_path, monkeypatch, OVERLAY, kernel)

    assert disk_of(tmp_path) == Disk("overlay", lasts)


def test_a_container_on_a_disk_is_durable_and_so_is_one_whose_layers_nobody_names(tmp_path, monkeypatch):
    told_by(tmp_path, monkeypatch, "21 1 0:9 / / rw - overlay overlay rw,lowerdir=/lower\n")

    assert disk_of(tmp_path).is_durable


def test_of_several_mounts_in_one_place_the_last_counts_and_names_may_hold_spaces():
    mounts = linux_mounts(
        ROOT
        + "40 21 0:50 / /home/anna\\040smith rw - ext4 /dev/sdb rw\n"
        + "41 21 0:51 / /home/anna\\040smith rw,nosuid shared:7 master:2 - cifs //files/anna rw\n"
        + "a line that nobody understands\n"
    )

    found = mount_of(Path("/home/anna smith/.local/share"), mounts)

    assert found
    assert found.system == "cifs"
    other = mount_of(Path("/home/anna smithers"), mounts)
    assert other
    assert other.system == "ext4"


def test_without_proc_nothing_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(disks, "_MOUNTS", tmp_path / "none")

    assert disk_of(tmp_path) == Disk("", Lasts.HERE)


def test_macos_says_itself_what_is_not_its_own():
    mounts = read_macos_mounts(
        "/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)\n"
        "/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled)\n"
        "//anna@files/home on /Users/anna (smbfs, nodev, nosuid, mounted by anna)\n"
        "map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)\n"
    )

    home = mount_of(Path("/Users/anna/Library"), mounts)

    assert home
    assert (home.system, home.is_shared) == ("smbfs", True)
    root = mount_of(Path("/Users/bob"), mounts)
    assert root
    assert not root.is_shared


def test_a_share_of_windows_is_known_by_its_name(tmp_path):
    class Share(type(tmp_path)):  # type: ignore[misc] # a path as Windows has it, on any system
        anchor = "\\\\files\\home\\"

    assert drive_of(Share(tmp_path)) == "remote"
    assert drive_of(tmp_path) == "other"
