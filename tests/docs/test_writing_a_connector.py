"""The tests that docs/writing-a-connector.md shows are run against the package that it shows."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.docs.pages import DOCS
from tests.docs.typed import ROOT

PAGE = (DOCS / "writing-a-connector.md").read_text(encoding="utf-8")


def test_the_example_s_tests_pass_with_the_example(tmp_path: Path) -> None:
    (shown,) = re.findall(r"^`test_parcels.py`:\n\n```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    (tmp_path / "test_parcels.py").write_text(shown, encoding="utf-8")
    shutil.copy(ROOT / "tests" / "third_party" / "example" / "screenpop_parcels.py", tmp_path)

    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_parcels.py"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert "6 passed" in done.stdout
