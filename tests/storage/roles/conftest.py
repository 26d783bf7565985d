from dataclasses import dataclass
from uuid import UUID

import pytest

from tests.servers import PostgreSQL
from tests.storage.roles.company import Company, copy_of, make_company


@pytest.fixture(scope="session")
def empty_company(postgresql: PostgreSQL) -> Company:
    """A record with nothing in it, which nobody may change: copies are made of it."""
    return make_company(postgresql)


@pytest.fixture
def company(empty_company: Company) -> Company:
    """A record of this test's own, with nothing in it."""
    return copy_of(empty_company)


@dataclass(frozen=True)
class Office:
    """A company where Anna and Ola have each had a call, and both the customer K-1; nobody changes it.

    Attributes:
        annas: Anna's call with K-1.
        olas: Ola's call with K-2, whom Anna never had.
        shared: Ola's call with K-1.
    """

    company: Company
    annas: UUID
    olas: UUID
    shared: UUID


@pytest.fixture(scope="module")
def office(empty_company: Company) -> Office:
    company = copy_of(empty_company)
    annas = company.have_call("anna", "K-1", "what Anna wrote")
    olas = company.have_call("ola", "K-2", "a secret of Ola's", number="+48225550999")
    shared = company.have_call("ola", "K-1", "what Ola wrote of K-1", number="+48225550777")
    company.at_desk("anna", "K-1", "Anna is writing")
    company.at_desk("ola", "K-2", "Ola is writing of K-2")
    company.alter("analyze")
    return Office(company, annas, olas, shared)
