"""What whoever started a command is told of an error that nobody expected."""

import subprocess
import sys
from pathlib import Path

CRASHES = """
import sys
from pathlib import Path
from screenpop.bootstrap.kinds import all_kinds
from screenpop.commands.diagnosing import diagnose
from screenpop.settings.reading import read_settings

diagnose(read_settings(Path(sys.argv[1]), all_kinds()), "learn")
raise RuntimeError("Anna Kowalska")
"""


def test_one_line_says_what_and_where_and_which_report_but_not_its_words(tmp_path: Path) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text(f'region = "PL"\nagent = "anna"\ndata = "{tmp_path}"\n')

    ended = subprocess.run(
        [sys.executable, "-c", CRASHES, settings], capture_output=True, text=True, check=False, timeout=60
    )

    assert ended.returncode == 1
    (told,) = ended.stderr.splitlines()
    (report,) = (tmp_path / "crashes").iterdir()
    assert "RuntimeError" in told
    assert str(report) in told
    assert "Anna" not in told
