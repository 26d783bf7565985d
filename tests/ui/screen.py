"""A private X screen with a window manager, for tests of what only a real desktop shows."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NEEDED = ("Xvfb", "openbox", "xdotool", "xprop", "xrandr", "xterm")


class Screen:
    """Xvfb with openbox on a display that nobody else uses; everything started on it ends with it."""

    def __init__(self, folder: Path) -> None:
        missing = [program for program in NEEDED if shutil.which(program) is None]
        assert not missing, f"needed for this test and not installed: {', '.join(missing)}"
        self._started: list[subprocess.Popen[str]] = []
        reading, writing = os.pipe()
        arguments = ["-displayfd", str(writing), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
        server = subprocess.Popen(
            ["Xvfb", *arguments], pass_fds=[writing], stderr=subprocess.DEVNULL, text=True
        )
        self._started.append(server)
        os.close(writing)
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        assert number, "Xvfb does not start"
        self.environment = {
            **os.environ,
            "DISPLAY": f":{number}",
            "QT_QPA_PLATFORM": "xcb",
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(folder),
            "PYTHONPATH": str(ROOT),
        }
        self.start("openbox", "--sm-disable")
        wait_for(lambda: "window id" in self.run("xprop", "-root", "_NET_SUPPORTING_WM_CHECK").stdout)

    def start(self, *command: str) -> subprocess.Popen[str]:
        """Start a program on this screen."""
        process = subprocess.Popen(
            command,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=ROOT,
        )
        self._started.append(process)
        return process

    def python(self, module: str, *arguments: str) -> subprocess.Popen[str]:
        """Start a module of ours on this screen."""
        return self.start(sys.executable, "-m", module, *arguments)

    def xdotool(self, *arguments: str) -> str:
        """What the fingers do."""
        done = self.run("xdotool", *arguments)
        done.check_returncode()
        return done.stdout.strip()

    def terminal(self, keys: Path, *, full_screen: bool = False) -> subprocess.Popen[str]:
        """Open a terminal that has the keyboard and writes every key into a file at once."""
        size = ["-fullscreen"] if full_screen else ["-geometry", "60x10+40+40"]
        terminal = self.start("xterm", *size, "-e", "sh", "-c", f"stty raw -echo; exec cat > {keys}")
        wait_for(keys.exists)
        wait_for(lambda: bool(self._windows("xterm")))
        window = self._windows("xterm")[0]
        self.xdotool("windowfocus", window)
        wait_for(lambda: self.xdotool("getwindowfocus") == window)
        return terminal

    def _windows(self, of_class: str) -> list[str]:
        found = self.run("xdotool", "search", "--onlyvisible", "--class", of_class)
        return found.stdout.split()

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a program on this screen to its end."""
        return subprocess.run(
            command, env=self.environment, capture_output=True, text=True, timeout=60, check=False
        )

    def close(self) -> None:
        """End everything, the last one first."""
        for process in reversed(self._started):
            process.terminate()
            process.wait(timeout=10)
            for pipe in filter(None, (process.stdin, process.stdout)):
                pipe.close()


def wait_for(held: Callable[[], bool], seconds: float = 15.0) -> None:
    """Wait for something outside this process that tells nobody."""
    until = time.monotonic() + seconds
    while not held():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.02)
