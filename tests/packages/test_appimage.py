"""The AppImage: a beginning of our own that mounts what is behind it, and the program in it."""

import os
import shutil
import signal
import subprocess
import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.packages.conftest import ROOT
from tests.packages.frozen import frozen

SCRIPT = """#!/bin/sh
case $1 in
fail) exit 7 ;;
kill) kill -9 $$ ;;
wait) echo ready; read -r _ ;;
*) printf '%s\\n' "$APPIMAGE" "$APPDIR" "$ARGV0" "$OWD" "$PWD" "$#" "$@"; cat "$APPDIR/usr/large" | wc -c ;;
esac
"""
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
NOBODY = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups") if os.getuid() == 0 else ()


@pytest.fixture(scope="module")
def runtime(tmp_path_factory) -> Path:
    made = tmp_path_factory.mktemp("runtime") / "runtime"
    subprocess.run(
        [ROOT / "packaging" / "appimage" / "runtime", made], check=True, capture_output=True, timeout=120
    )
    return made


@pytest.fixture(scope="module")
def small(runtime, tmp_path_factory) -> Path:
    """An AppImage of a script and a file of some size."""
    folder = tmp_path_factory.mktemp("small")
    app = folder / "AppDir"
    (app / "usr").mkdir(parents=True)
    (app / "AppRun").write_text(SCRIPT)
    (app / "AppRun").chmod(0o755)
    (app / "usr" / "large").write_bytes(b"0123456789abcdef" * 40_000)
    (app / "usr" / "link").symlink_to("large")
    image = folder / "image"
    subprocess.run(
        ["mksquashfs", app, image, "-quiet", "-no-progress", "-comp", "zstd"],
        check=True,
        capture_output=True,
        timeout=60,
    )
    file = folder / "Small.AppImage"
    file.write_bytes(runtime.read_bytes() + image.read_bytes())
    file.chmod(0o755)
    for each in (folder, *folder.parents):
        if each == Path("/tmp"):
            break
        each.chmod(0o755)  # for a user who is not us
    return file


def run(
    file: Path, *words: str, cwd: Path, before: Sequence[str] = (), **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*before, str(file), *words],
        cwd=cwd,
        env={"PATH": "/usr/bin:/bin", "TMPDIR": str(cwd), **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.fixture
def mounting(small: Path, tmp_path: Path) -> Path:
    """A folder in which AppImages can be mounted."""
    if not os.access("/dev/fuse", os.R_OK | os.W_OK):
        pytest.skip("this machine has no FUSE: only what is unpacked can be tried")
    return tmp_path


def test_it_says_of_itself_that_it_is_an_appimage_of_type_2(small, runtime, tmp_path):
    held = small.read_bytes()
    told = run(small, "--appimage-offset", cwd=tmp_path)

    assert held[:4] == b"\x7fELF"
    assert held[8:11] == b"AI\x02"
    assert int(told.stdout) == len(runtime.read_bytes())
    assert held[int(told.stdout) :][:4] == b"hsqs"


def test_it_needs_no_library_of_the_system(runtime):
    told = subprocess.run(["file", runtime], check=True, capture_output=True, text=True, timeout=30).stdout

    assert "statically linked" in told


def test_the_program_runs_where_its_files_are_mounted(small, mounting):
    told = run(small, "one", "two words", "", cwd=mounting)

    image, folder, name, here, cwd, count, *words, size = told.stdout.split("\n")[:-1]
    assert (image, name, here, cwd) == (str(small), str(small), str(mounting), str(mounting))
    assert Path(folder).parent == mounting
    assert (count, words, size) == ("3", ["one", "two words", ""], "640000")
    assert told.returncode == 0


@pytest.mark.parametrize(("how", "code"), [("fail", 7), ("kill", -signal.SIGKILL)])
def test_its_end_is_the_programs_end_and_nothing_stays_mounted(small, mounting, how, code):
    told = run(small, how, cwd=mounting)

    assert told.returncode == code
    gone(mounting)


def test_it_stays_mounted_for_as_long_as_the_program_runs(small, mounting):
    program = subprocess.Popen(
        [small, "wait"],
        cwd=mounting,
        env={"PATH": "/usr/bin:/bin", "TMPDIR": str(mounting)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdout
    assert program.stdout.readline() == "ready\n"
    [folder] = mounting.iterdir()

    assert (folder / "usr" / "link").read_bytes() == b"0123456789abcdef" * 40_000
    with pytest.raises(OSError, match="Read-only"):
        (folder / "new").write_text("")
    program.communicate("", timeout=30)
    gone(mounting)


def gone(folder: Path) -> None:
    """Wait until the server has seen that the program has gone, and has taken its folder away."""
    for _ in range(100):
        if not any(folder.iterdir()):
            return
        subprocess.run(["sleep", "0.1"], check=True)
    raise AssertionError(f"left behind: {list(folder.iterdir())}")


def test_without_fuse_it_says_what_to_do_and_runs_unpacked(small, tmp_path):
    tmp_path.chmod(0o777)
    for each in tmp_path.parents[:2]:
        each.chmod(0o755)
    if (
        Path("/dev/fuse").exists()
        and Path("/dev/fuse").stat().st_mode & 0o002
        and shutil.which("fusermount3")
    ):
        pytest.skip("everybody may mount here: there is no user without FUSE")

    refused = run(small, cwd=tmp_path, before=NOBODY)
    first = run(small, "--appimage-extract-and-run", "one", cwd=tmp_path, before=NOBODY)
    asked = run(small, "one", cwd=tmp_path, before=NOBODY, APPIMAGE_EXTRACT_AND_RUN="1")
    failed = run(small, "--appimage-extract-and-run", "fail", cwd=tmp_path, before=NOBODY)

    assert refused.returncode == 127
    assert "--appimage-extract-and-run" in refused.stderr
    for told in (first, asked):
        assert told.returncode == 0, told.stderr
        assert told.stdout.split("\n")[5:8] == ["1", "one", "640000"]
    assert failed.returncode == 7
    assert list(tmp_path.iterdir()) == []


def test_it_can_be_unpacked_whole_or_in_part(small, tmp_path):
    whole, part = tmp_path / "whole", tmp_path / "part"
    whole.mkdir()
    part.mkdir()
    assert run(small, "--appimage-extract", cwd=whole).stdout == "squashfs-root\n"
    run(small, "--appimage-extract", "usr/l*k", cwd=part)

    assert (whole / "squashfs-root" / "AppRun").read_text() == SCRIPT
    assert os.access(whole / "squashfs-root" / "AppRun", os.X_OK)
    assert (whole / "squashfs-root" / "usr" / "link").readlink() == Path("large")
    assert [file.name for file in part.rglob("*") if not file.is_dir()] == ["link"]


def test_an_option_that_it_does_not_have_is_not_the_programs(small, tmp_path):
    told = run(small, "--appimage-update", cwd=tmp_path)

    assert told.returncode == 127
    assert "--appimage-extract" in told.stderr
    assert "--appimage-mount" in run(small, "--appimage-help", cwd=tmp_path).stdout


@pytest.fixture(scope="module")
def image() -> Path:
    """The program's own, built unless nothing has changed."""
    frozen("desktop", "packaging/appimage/build")
    [found] = (ROOT / "dist").glob(f"Screenpop-{VERSION}-*.AppImage")
    return found


@pytest.fixture(scope="module")
def unpacked(image, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    subprocess.run([image, "--appimage-extract"], cwd=folder, check=True, capture_output=True, timeout=120)
    return folder / "squashfs-root"


def test_a_desktop_finds_program_icon_and_description_in_it(unpacked):
    [entry] = unpacked.glob("*.desktop")

    assert entry.read_bytes() == (ROOT / "resources" / "screenpop.desktop").read_bytes()
    assert (unpacked / "screenpop.png").read_bytes()[:4] == b"\x89PNG"
    assert (unpacked / ".DirIcon").resolve() == (unpacked / "screenpop.png").resolve()
    [about] = (unpacked / "usr" / "share" / "metainfo").iterdir()
    told = subprocess.run(
        ["appstreamcli", "validate", "--no-net", about],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert told.returncode == 0, told.stdout
    assert (unpacked / "usr" / "share" / "doc" / "screenpop" / "LICENSE").is_file()


def test_the_program_in_it_knows_its_commands_and_keeps_a_record(image, mounting):
    settings = mounting / "settings.toml"
    settings.write_text('region = "PL"\nagent = "anna"\ndata = "data"\n[line]\nkind = "simulator"\n')
    home = {"HOME": str(mounting), "QT_QPA_PLATFORM": "offscreen"}

    helped = run(image, "--help", cwd=mounting, **home)
    kept = run(image, "database", "upgrade", "--config", str(settings), cwd=mounting, **home)

    assert helped.stdout.startswith("usage: screenpop"), helped.stderr
    assert kept.returncode == 0, kept.stderr
    assert (mounting / "data" / "record.db").is_file()


def test_the_program_in_it_runs_the_demo_without_a_display(unpacked, tmp_path):
    told = run(
        unpacked / "AppRun",
        "demo",
        "--seconds",
        "3",
        cwd=tmp_path,
        HOME=str(tmp_path),
        QT_QPA_PLATFORM="offscreen",
    )

    assert told.returncode == 0, told.stdout[-1000:] + told.stderr[-2000:]
