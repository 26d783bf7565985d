"""Every hard number, through the real import and the real resolver; what the columns mean stands in hard_numbers.md."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

import pytest

from connectors.directory.importing import import_contacts
from connectors.directory.index import DirectoryIndex
from screenpop.bench.hard_cases import Case, cases, shown, sites
from screenpop.bench.right_answers import identified
from screenpop.customers import Identity
from screenpop.phone_numbers import NumberReader
from tests.connectors.directory.conftest import Rows

CASES = cases()
SITES = sites()

Ask = Callable[[str, str], Identity]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    folder: Path = tmp_path_factory.mktemp("hard")
    offices = {}
    for name, site in SITES.items():
        reader, path = NumberReader(site.region, site.outside_line), folder / f"{name}.db"
        import_contacts(path, Rows([asdict(row) for row in site.rows]), "contacts", reader)
        offices[name] = DirectoryIndex(path, deadline=timedelta(seconds=1)), reader
    yield lambda site, presented: identified(*offices[site], presented)
    for index, _ in offices.values():
        index.close()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.name}-{case.group}-{case.why}")
def test_whose_number_it_is(ask: Ask, case: Case):
    identity = ask(case.site, case.presented)

    people = shown(identity)
    assert (identity.match, Counter(people)) == (case.match, Counter(case.people)), case.presented
    assert [active for _, _, active in people] == sorted((active for _, _, active in people), reverse=True)


def test_there_are_as_many_as_were_ever_written():
    assert [case.name for case in CASES] == [f"{place:03}" for place in range(1, len(CASES) + 1)]
    assert len(CASES) >= 745


def test_one_site_has_one_region_and_every_row_is_somebody_known():
    assert {case.site for case in CASES} == set(SITES)
    for case in CASES:
        ledger = {(row.customer, row.contact, row.active) for row in SITES[case.site].rows}
        assert case.people <= ledger, case.name
