"""Where a desk saves: on its disk where that keeps what is written, else on the server, else it says what to do."""

import os
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from screenpop.bootstrap import parts, saving
from screenpop.bootstrap.kinds import all_kinds
from screenpop.bootstrap.saving import keeps_drafts, saves_on_server, told_of_saving
from screenpop.bootstrap.site_record import SiteRecord
from screenpop.errors import ConfigurationError
from screenpop.events.news import SpoolTold
from screenpop.settings.model import Settings
from screenpop.settings.reading import read_settings
from screenpop.storage.disk import Disk, Lasts
from screenpop.storage.spool.spool import Spool
from tests.faults.shared import Shared, shared_server
from tests.storage.made_entries import started, wrapped_up

SHARED_DISK = Disk("nfs4", Lasts.SHARED)
MEMORY = Disk("tmpfs", Lasts.FORGETFUL)
LOCAL = Disk("ext4", Lasts.HERE)
SERVER = "postgresql+psycopg://anna@127.0.0.1:1/screenpop"


def settings_of(folder: Path, *, database: str = "", spool: str = "auto") -> Settings:
    file = folder / "settings.toml"
    file.write_text(
        'region = "PL"\nagent = "anna"\ndata = "data"\n[line]\nkind = "simulator"\n'
        f'[secrets]\nfrom = "environment"\n[record]\ndatabase = "{database}"\nspool = "{spool}"\n'
    )
    return read_settings(file, all_kinds())


@pytest.fixture
def lies_on(monkeypatch):
    """Have the data folder lie on such a disk."""
    return lambda disk: monkeypatch.setattr(saving, "disk_of", lambda _: disk)


@pytest.mark.parametrize(
    ("disk", "spool", "on_server"),
    [
        (LOCAL, "auto", False),
        (SHARED_DISK, "auto", True),
        (MEMORY, "auto", True),
        (MEMORY, "disk", False),
        (LOCAL, "server", True),
    ],
)
def test_a_disk_that_is_none_to_trust_is_not_saved_on_where_there_is_a_server(
    tmp_path, lies_on, disk, spool, on_server
):
    lies_on(disk)

    assert saves_on_server(settings_of(tmp_path, database=SERVER, spool=spool)) is on_server


@pytest.mark.parametrize("disk", [SHARED_DISK, MEMORY])
def test_without_a_server_the_folder_the_system_and_the_ways_out_are_named(tmp_path, lies_on, disk):
    lies_on(disk)

    with pytest.raises(ConfigurationError) as refused:
        saves_on_server(settings_of(tmp_path))

    told = str(refused.value)
    assert str(tmp_path / "data") in told
    assert disk.system in told
    assert "“data”" in told
    assert "“database” in [record] names a PostgreSQL" in told


def test_a_file_is_no_server(tmp_path):
    with pytest.raises(ConfigurationError, match=r"“record\.spool”: “server” needs a PostgreSQL"):
        saves_on_server(settings_of(tmp_path, spool="server"))


def test_what_is_typed_is_not_kept_where_several_computers_would_write_it(tmp_path, lies_on):
    lies_on(SHARED_DISK)
    assert not keeps_drafts(settings_of(tmp_path, database=SERVER))
    lies_on(MEMORY)
    assert keeps_drafts(settings_of(tmp_path, database=SERVER))


def test_the_check_says_where_it_is_saved_and_why(tmp_path, lies_on):
    lies_on(MEMORY)

    told = str(told_of_saving(settings_of(tmp_path, database=SERVER)))

    assert told.startswith("saves on the server, because the data folder")
    assert "(tmpfs)" in told


@pytest.fixture
def shared(postgresql, monkeypatch) -> Shared:
    shared = shared_server(postgresql)
    monkeypatch.setenv("SCREENPOP_SECRET_RECORD", shared.password)
    return shared


def test_saved_on_the_server_is_in_the_database_and_nothing_lies_on_the_disk(tmp_path, shared):
    settings = settings_of(tmp_path, database=shared.place, spool="server")
    parts.make_data_folder(settings)
    told: list[SpoolTold] = []
    with closing(SiteRecord(settings, parts.secrets_of(settings), told.append)) as record:
        record.start()
        call = started("1")
        record.keep(call)
        record.keep(wrapped_up(call.id, "1"))

        assert shared.ask("select said from arrivals order by place") == [("call 1",), ("note 1",)]
        assert record.call_log.latest("1").note == "1"

    assert told[-1].on_server
    assert told[-1].trouble is None
    assert not list(settings.data.glob("spool.db*"))


def test_what_was_saved_on_the_disk_before_arrives_first(tmp_path, shared):
    settings = settings_of(tmp_path, database=shared.place, spool="server")
    parts.make_data_folder(settings)
    call = started("1")
    with closing(Spool(settings.data / "spool.db")) as spool:
        spool.keep(call)

    with closing(SiteRecord(settings, parts.secrets_of(settings))) as record:
        record.keep(wrapped_up(call.id, "1"))

        assert shared.ask("select said from arrivals order by place") == [("call 1",), ("note 1",)]


def on_a_tmpfs(folder: Path, *command: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the program where this folder is a tmpfs, for nobody else to see."""
    unshare = shutil.which("unshare")
    assert unshare, "the tests need unshare: install the package util-linux"
    as_root = () if os.geteuid() == 0 else ("--map-root-user",)
    mounted = ["sh", "-ec", f"mount -t tmpfs tmpfs '{folder}'; exec \"$@\"", "sh"]
    return subprocess.run(
        [unshare, "--mount", *as_root, *mounted, sys.executable, "-m", "screenpop", *map(str, command)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_command_on_a_real_tmpfs_refuses_to_save_in_a_file_and_says_why(tmp_path):
    settings = settings_of(tmp_path)
    settings.data.mkdir()

    done = on_a_tmpfs(settings.data, "wrap-up", "1", "--note", "x", "--config", settings.file)

    assert done.returncode == 2
    assert "lies where nothing outlives a restart (tmpfs)" in done.stderr
    assert done.stdout == ""


def test_a_command_on_a_real_tmpfs_saves_on_the_server(tmp_path, shared):
    settings = settings_of(tmp_path, database=shared.place)
    settings.data.mkdir()
    with closing(SiteRecord(settings, parts.secrets_of(settings))) as record:
        record.keep(started("1"))
        record.deliver(20)

    done = on_a_tmpfs(settings.data, "wrap-up", "1", "--note", "from memory", "--config", settings.file)

    assert (done.returncode, done.stdout) == (0, "saved\n"), done.stderr
    assert ("note from memory",) in shared.ask("select said from arrivals")


def test_a_server_that_is_away_is_told_and_nothing_is_called_saved(tmp_path, shared, postgresql):
    settings = settings_of(
        tmp_path, database=shared.place.replace(f":{postgresql.port}/", ":1/"), spool="server"
    )

    done = subprocess.run(
        [sys.executable, "-m", "screenpop", "check", "--json", "--config", str(settings.file)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert done.returncode == 1
    assert "saves on the server, as the settings say" in done.stdout
    assert "cannot be reached" in done.stdout
