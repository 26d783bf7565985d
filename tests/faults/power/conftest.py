from pathlib import Path

import pytest

from tests.faults.power import journals


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return journals.build(tmp_path_factory.mktemp("journal"))
