"""A first start whose directory takes for ever to read: who tells it to end is not kept waiting."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ENDLESS = {
    "before the first row": """with recursive forever(n) as (select 1 union all select n + 1 from forever)
        select 'x' as number, max(n) as customer_id, 'x' as customer from forever""",
    "row after row": """with recursive forever(n) as (select 1 union all select n + 1 from forever)
        select '+48225550123' as number, n as customer_id, 'x' as customer from forever""",
}


@pytest.mark.parametrize("contacts", ENDLESS.values(), ids=ENDLESS)
def test_a_program_that_still_imports_ends_within_three_seconds(tmp_path: Path, contacts: str) -> None:
    config = tmp_path / "settings.toml"
    config.write_text(
        f'region = "PL"\ndata = "data"\n[line]\nkind = "simulator"\n[directory]\nsource = "crm"\n'
        f'contacts = """{contacts}"""\n[sources.crm]\nkind = "sql"\nurl = "sqlite:///crm.db"\n'
    )
    (tmp_path / "crm.db").touch()
    with subprocess.Popen(
        [sys.executable, "-m", "screenpop", "watch", "--config", str(config)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as program:
        try:
            _wait_for_an_index(tmp_path / "data")
            program.send_signal(signal.SIGTERM)
            told, errors = program.communicate(timeout=3)
        finally:
            program.kill()

    assert (program.returncode, told, errors) == (0, "", "")
    assert not list((tmp_path / "data").glob("directory-*.db"))


def _wait_for_an_index(folder: Path) -> None:
    until = time.monotonic() + 20
    while not list(folder.glob("directory.*.partial")):
        assert time.monotonic() < until, "the import did not begin"
        time.sleep(0.05)  # nothing tells of a file that appears
