from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.faults.network.cutter import Cutter
from tests.faults.shared import Shared, shared_server


@pytest.fixture
def shared(postgresql) -> Shared:
    return shared_server(postgresql)


@pytest.fixture
def cutter(postgresql) -> Iterator[Cutter]:
    with closing(Cutter(postgresql.host, postgresql.port)) as cutter:
        yield cutter


@pytest.fixture
def far_place(postgresql, cutter, shared) -> str:
    """The shared database's address at the far side of the cutter."""
    return shared.place.replace(f":{postgresql.port}/", f":{cutter.port}/")
