"""Fixtures for all tests: whatever a test starts, it must end. Threads, sockets, timers and widgets are counted."""

import gc
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import connectors.learning  # noqa: F401 # says how many threads numpy may take, which numpy reads when it is loaded
import screenpop.ports.kinds  # noqa: F401 # pydantic's lazy names trip over the import hook of PySide6 if Qt comes first
from screenpop.storage.disk import disk_of

pytest_plugins = ["tests.servers"]

SHARED = Path(__file__).resolve().parents[2] / "shared"


def pytest_configure(config: pytest.Config) -> None:
    """Where temporary files are forgotten (a tmpfs), desks would refuse to save among them: a disk has room."""
    is_worker = hasattr(config, "workerinput")
    if is_worker or config.option.basetemp or disk_of(Path(tempfile.gettempdir())).is_durable:
        return
    room = Path("/var/tmp")
    config.option.basetemp = tempfile.mkdtemp(prefix="screenpop-tests-", dir=room)
    config.add_cleanup(lambda: shutil.rmtree(config.option.basetemp, ignore_errors=True))


def _threads() -> set[threading.Thread]:
    return {thread for thread in threading.enumerate() if not isinstance(thread, threading._DummyThread)}


def _sockets() -> set[str]:
    """The sockets that this process holds open, by inode; empty where the system does not tell."""
    folder = Path("/proc/self/fd")
    found = set()
    for entry in folder.iterdir() if folder.is_dir() else ():
        try:
            target = os.readlink(entry)  # noqa: PTH115 # the target is no path: "socket:[4711]"
        except OSError:
            continue  # closed since the folder was listed
        if target.startswith("socket:"):
            found.add(target)
    return found


def _left(now: Callable[[], set], before: set, grace: float = 2.0) -> set:
    """What is there now and was not before, after waiting a moment for it to go."""
    until = time.monotonic() + grace
    while left := now() - before:
        if time.monotonic() > until:
            return left
        time.sleep(0.01)
    return set()


@pytest.fixture(autouse=True)
def nothing_runs_on() -> Iterator[None]:
    """Fail a test that leaves a thread or a socket behind."""
    threads, sockets = _threads(), _sockets()
    yield
    left = _left(_threads, threads)
    assert not left, f"threads left behind: {sorted(thread.name for thread in left)}"
    if _sockets() - sockets:
        gc.collect()
    left = _left(_sockets, sockets)
    assert not left, f"sockets left behind: {sorted(left)}"


def _kinds_of(kind: type) -> set[type]:
    """The class and all that are made of it."""
    return {kind}.union(*(_kinds_of(made) for made in kind.__subclasses__()))


@pytest.fixture(autouse=True)
def nothing_stays_on_screen(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a widget visible or a timer running."""
    if "qtbot" not in request.fixturenames and "qapp" not in request.fixturenames:
        yield
        return
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication
    from shiboken6 import isValid

    def timers() -> set:
        gc.unfreeze()  # a desk leaves what it is built of out of collections
        kinds = _kinds_of(QTimer)  # asked for by isinstance, a million objects take a quarter of a second
        alive = [o for o in gc.get_objects() if type(o) in kinds]
        return {timer for timer in alive if isValid(timer) and timer.isActive()}

    def widgets() -> set:
        return {w for w in QApplication.topLevelWidgets() if w.isVisible()}

    before = timers(), widgets()
    yield
    for kind, now, then in (("timers", timers, before[0]), ("widgets", widgets, before[1])):
        left = now() - then
        assert not left, f"{kind} left behind: {left}"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of measured material beside the project: peers' configurations, torture messages, sales data."""
    if not SHARED.is_dir():
        pytest.skip("the folder of shared material is not beside the project")
    return SHARED
