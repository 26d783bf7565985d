"""A scene of a site that wants to know things."""

from collections.abc import Callable

import pytest

from tests.ui.remembering.recalled import FACTS
from tests.ui.scenes import Scene


@pytest.fixture
def scene(stage: Callable[..., Scene]) -> Scene:
    return stage(facts=FACTS)
