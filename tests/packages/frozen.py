"""The frozen programs in build/tree, built unless nothing has changed."""

import subprocess
from pathlib import Path

from tests.packages.conftest import ROOT


def frozen(part: str, *then: str) -> Path:
    """Freeze `desktop` or `learn`, then run scripts that make something of it; where it lies.

    `make package` may be at work for another test: one waits for the other.
    """
    commands = " && ".join([f"packaging/tree {part}", *then])
    told = subprocess.run(
        ["flock", "build/.building", "sh", "-c", commands],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=1800,
    )
    assert told.returncode == 0, told.stdout[-2000:] + told.stderr[-2000:]
    return ROOT / "build" / "tree" / {"desktop": "screenpop", "learn": "screenpop-learn"}[part]
