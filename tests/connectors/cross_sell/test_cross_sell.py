import subprocess
import sys
from datetime import date, timedelta

import pytest

from connectors.cross_sell.connector import CrossSell
from connectors.learnt import LEARNT_FILE, LearntFile
from screenpop.answers.cross_sell import Offer, OfferList, Suggestions
from screenpop.customers import Customer
from screenpop.ports.learnt import Findings
from screenpop.sentences import say

CUSTOMER = Customer("C-1", "Hurt-Bud", {"accounting": "4711", "sales": "700001"})
OFFER = Offer(OfferList.AGAIN, "x", "Joint tape", 0.75, say("every week"))

AS_OF = date(2026, 3, 2)


@pytest.fixture
def cross_sell(tmp_path):
    return CrossSell(LearntFile(tmp_path / LEARNT_FILE), timedelta(seconds=2))


def test_before_anything_was_learnt_there_is_nothing_to_offer(cross_sell):
    assert cross_sell.ask(CUSTOMER) == Suggestions(())


def test_the_customer_is_looked_up_under_sales_number(cross_sell):
    offers = [("700001", (OFFER,)), ("C-2", (OFFER,))]
    cross_sell.learnt.replace(Findings(AS_OF, "{}", offers, worth=(), pairs=(), rhythms=()))

    assert cross_sell.ask(CUSTOMER) == Suggestions((OFFER,), AS_OF)
    assert cross_sell.ask(Customer("C-1", "Somebody")) == Suggestions((), AS_OF)
    assert cross_sell.ask(Customer("C-2", "Nobody has another number for")) == Suggestions((OFFER,), AS_OF)


def test_the_desktop_never_loads_what_learning_needs():
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, connectors.cross_sell.kind; print(*({'duckdb', 'numpy', 'sqlalchemy'} & set(sys.modules)))",
        ],
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout.strip() == ""
