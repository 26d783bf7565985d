"""Orders, offers, the relationship, what was said and a panel of the company's own, through the running program."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.main_job.rings import panels, ringing, story_of
from tests.main_job.site import HANGS, QUESTIONS, TODAY, Site
from tests.program import News, watching

YESTERDAY, TOMORROW = ((TODAY + timedelta(days=days)).isoformat() for days in (-1, 1))
MORE = {
    "accounting": """
payments = "select '2026-01-05' as at, 12.5 as amount, 'PLN' as currency where :ref = 'A-1'"
books = "select '2026-02-28' as as_of"
""",
    "sales": f"""
orders = '''select '8811' as number, 'picking' as status, '{TOMORROW}' as promised, 'DPD 1' as tracking
            where :ref = '11' union all select '8812', 'back-ordered', '{YESTERDAY}', null where :ref = '11' '''
quotes = '''select 'Q1' as number, '{YESTERDAY}' as valid_until, 1 as amount, 'PLN' as currency
            union all select 'Q2', '{TOMORROW}', 2, 'PLN' '''
""",
    "credit": """
refer_to = "Credit desk, ext. 210"
[departments.credit.authority]
levels = ["junior", "senior"]
agents = { anna = "senior" }
[[departments.credit.offers]]
standing = "near_limit"
authority = "senior"
terms = "net 14"
discount = 1.50
reason = "near the limit"
""",
}
NEW = {
    "value": """source = "crm"
relationship = "select since, 'A' as segment, 5 as turnover, 'PLN' as currency from people where customer_no = :ref"
""",
    "conversation": """source = "crm"
said = "select '2026-03-01T09:00:00Z' as at, 'e-mail' as channel, 'Where is 8812?' as text, :agent as who"
[[departments.conversation.also]]
source = "shop"
channel = "web order"
ref = "sales"
said = "select '2026-03-01T10:00:00+00:00' as at, 'Order for ' || :ref as text, 'javascript:alert(1)' as link"
""",
    "rentals": """kind = "table"
title = "Machines on hire"
source = "risk"
rows = \"\"\"select 'Saw' as "Machine", 'R/7' as "Contract", '2026-03-31' as "Due back", '200' as "Deposit",
          1 as "Overdue", :customer_id as customer_no\"\"\"
money = ["Deposit"]
currency = "PLN"
dates = ["Due back"]
links = { Contract = "https://crm.example/{customer_no}/{Contract}" }
warnings = ["Overdue"]
""",
}


@pytest.fixture
def rich(site: Site) -> Site:
    site.questions = {**{name: QUESTIONS[name] + MORE.get(name, "") for name in QUESTIONS}, **NEW}
    return site


def told_by_all(config: Path) -> dict[str, News]:
    """What each department tells of a call of Anna Wąs-Świątkowska."""
    with watching(config) as program:
        program.expect("line_up")
        with ringing(config, "601234567", "--answer"):
            opened = program.expect("pop_opened")
            program.expect("pop_closed", call_id=opened["call_id"])
        return panels(story_of(opened["call_id"], program.told))


def test_everything_that_callers_ask_is_told(rich: Site) -> None:
    told = {name: panel["answer"] for name, panel in told_by_all(rich.config).items()}

    assert told["accounting"]["last_payment"] == {"at": "2026-01-05", "amount": "12.50", "currency": "PLN"}
    assert told["accounting"]["as_of"] == "2026-02-28"
    assert told["sales"]["orders"] == [
        {"number": "8812", "status": "back-ordered", "promised": YESTERDAY, "tracking": None},
        {"number": "8811", "status": "picking", "promised": TOMORROW, "tracking": "DPD 1"},
    ]
    assert [quote["number"] for quote in told["sales"]["quotes"]] == ["Q2", "Q1"]
    assert told["credit"]["may_offer"] == {
        "terms": "net 14",
        "discount": "1.5",
        "until": None,
        "reason": "near the limit",
    }
    assert told["value"] == {
        "since": "2019-04-01",
        "segment": "A",
        "turnover": {"PLN": "5.00"},
        "previous_turnover": None,
        "manager": None,
        "important": False,
    }
    assert [(said["channel"], said["text"], said["who"]) for said in told["conversation"]["said"]] == [
        ("web order", "Order for 11", None),
        ("e-mail", "Where is 8812?", "anna"),
    ]
    assert told["conversation"]["said"][0]["link"] is None
    assert [column["name"] for column in told["rentals"]["columns"]] == [
        *("Machine", "Contract", "Due back"),
        *("Deposit", "Overdue"),
    ]
    assert told["rentals"]["rows"] == [
        [
            "Saw",
            {"text": "R/7", "address": "https://crm.example/C1/R%2F7"},
            "2026-03-31",
            {"amount": "200.00", "currency": "PLN"},
            "Overdue",
        ]
    ]


def test_one_source_that_hangs_leaves_what_the_others_hold_of_a_conversation(rich: Site) -> None:
    hangs = HANGS.replace("'x' as currency", "'x' as text, 'x' as at")
    rich.questions["conversation"] = f"""deadline = "1500ms"
{NEW["conversation"]}
[[departments.conversation.also]]
source = "risk"
said = '''{hangs}'''
"""

    panel = told_by_all(rich.config)["conversation"]

    assert [said["channel"] for said in panel["answer"]["said"]] == ["web order", "e-mail"]
    assert panel["answer"]["silent"] == ["risk"]
    assert panel["took_ms"] > 1300  # and in time, or the desk would have said that there is no answer
