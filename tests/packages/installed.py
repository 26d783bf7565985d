"""A program that an installer put into an empty home, and how it is run there."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.packages.conftest import ROOT
from tests.program import Watching

_CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))


@dataclass(frozen=True, slots=True)
class Installed:
    """One installation, which knows nothing of the tree.

    Attributes:
        home: The user's folder, empty before the installation.
        installer: Names the way it was installed.
    """

    home: Path
    installer: str

    @property
    def program(self) -> Path:
        return self.home / "bin" / "screenpop"

    @property
    def python(self) -> Path:
        return self.program.resolve().parent / "python"

    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name in ("LANG", "LC_ALL", "TZ")}
        return {
            **kept,
            "HOME": str(self.home),
            "PATH": f"{self.home / 'bin'}:/usr/bin:/bin",
            "QT_QPA_PLATFORM": "offscreen",
        }

    def run(self, *arguments: str | Path, timeout: float = 180) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.program, *map(str, arguments)],
            cwd=self.home,
            env=self.environment(),
            capture_output=True,
            text=True,
            check=False,
            timeout=timeout,
        )

    @contextmanager
    def watching(self, config: Path) -> Iterator[Watching]:
        with config.with_suffix(".stderr").open("w") as errors:
            process = subprocess.Popen(
                [self.program, "watch", "--config", config],
                cwd=self.home,
                env=self.environment(),
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )
            program = Watching(process)
            try:
                yield program
            finally:
                program.end()


def install(installer: str, what: str, home: Path, constraints: Path) -> Installed:
    """Install with `pipx` or `uv`, as their users do; the packages' caches are the only thing shared."""
    tools = ROOT / "build" / "release-environment" / "bin"
    environment = {
        **{
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("PYTHON", "XDG_", "VIRTUAL"))
        },
        "PATH": f"{tools}:/usr/bin:/bin",
        "HOME": str(home),
        "PIP_CACHE_DIR": os.environ.get("PIP_CACHE_DIR", str(_CACHE / "pip")),
        "UV_CACHE_DIR": os.environ.get("UV_CACHE_DIR", str(_CACHE / "uv")),
        "PIPX_HOME": str(home / "pipx"),
        "PIPX_BIN_DIR": str(home / "bin"),
        "UV_TOOL_DIR": str(home / "uv"),
        "UV_TOOL_BIN_DIR": str(home / "bin"),
        "UV_PYTHON_DOWNLOADS": "never",
    }
    commands = {
        "pipx": [
            "pipx",
            "install",
            "--backend=pip",
            "--python",
            sys.executable,
            f"--pip-args=--constraint={constraints}",
            what,
        ],
        "uv": ["uv", "tool", "install", "--python", sys.executable, "--constraints", str(constraints), what],
    }
    told = subprocess.run(
        [tools / commands[installer][0], *commands[installer][1:]],
        env=environment,
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    assert told.returncode == 0, told.stdout + told.stderr
    return Installed(home, installer)
