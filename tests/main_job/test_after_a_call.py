"""After a call: put off it is not forgotten, somebody else is put right in the log, and one Save keeps what is due."""

import json
import os
import subprocess
import sys

from tests.main_job.site import Site
from tests.program import screenpop


def test_a_call_put_off_is_put_right_wrapped_up_and_followed_up(site: Site) -> None:
    config = site.config
    worked = subprocess.run(
        [sys.executable, "-m", "tests.main_job.desk_after_a_call", config],
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    told = {}
    for line in worked.stdout.splitlines():
        told |= json.loads(line)
    assert told == {"put_off": "Hurt-Bud", "put_right": "Duna Kft.", "saved": True, "due": 1}, worked.stderr

    (row,) = json.loads(screenpop("log", "list", "--format", "json", "--config", config).stdout)
    assert (row["customer"], row["disposition"]) == ("Duna Kft.", "Call back")
