"""Who may say that a call was somebody else's: whoever had it, also long after; and the note goes with it."""

import pytest

from screenpop.errors import NotKept, RecordUnavailable
from tests.storage.made_entries import found
from tests.storage.roles.company import Company, copy_of
from tests.storage.roles.conftest import Office


def of_customer(company: Company, who: str, customer_id: str) -> set[str]:
    question = "select note from screenpop.call_log where customer_id = %s"
    return {note for (note,) in company.ask(who, question, customer_id)}


def test_an_agent_moves_a_call_of_their_own_and_colleagues_read_it_of_the_other_customer(office: Office):
    company = copy_of(office.company)
    company.policy("customers")
    assert of_customer(company, "ola", "K-2") == {"a secret of Ola's"}

    company.deliver("anna", found(office.annas, "K-2", "Customer K-2"))

    assert of_customer(company, "ola", "K-2") == {"a secret of Ola's", "what Anna wrote"}
    assert "what Anna wrote" not in of_customer(company, "ola", "K-1")


def test_nobody_moves_a_colleagues_call(office: Office):
    company = copy_of(office.company)

    with pytest.raises((NotKept, RecordUnavailable)):
        company.deliver("anna", found(office.olas, "K-1", "Customer K-1"))

    assert of_customer(company, "sven", "K-2") == {"a secret of Ola's"}
