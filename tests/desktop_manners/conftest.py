"""A private X screen for each test."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.desktop_manners.desk import Desk
from tests.ui.screen import Screen


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    built = Screen(tmp_path)
    yield built
    built.close()


@pytest.fixture
def desk_of(screen: Screen) -> Callable[..., Desk]:
    """Starts the windows' program with these settings."""
    return lambda **settings: Desk(screen, **settings)
