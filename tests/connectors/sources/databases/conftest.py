import pytest

from tests.connectors.sources.databases.asked import KINDS, Database, make_ledger


@pytest.fixture(params=KINDS)
def database(request, tmp_path) -> Database:
    """The ledger in each kind of database in turn."""
    made = make_ledger(request.param, request, tmp_path)
    yield made
    made.source.close()
