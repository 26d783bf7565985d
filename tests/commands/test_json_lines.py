"""The shapes of the contract: every field, and nothing else."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

from screenpop.answers.accounting import Aging, Balance, OpenItem, Receivables
from screenpop.answers.advice import Advice
from screenpop.answers.conversation import Conversation, Said
from screenpop.answers.credit import Offerable, Standing
from screenpop.answers.cross_sell import Offer, OfferList, Suggestions
from screenpop.answers.sales import Dealings, OpenOrder, Quote
from screenpop.answers.table import Column, ColumnKind, Link, TableAnswer
from screenpop.answers.value import Relationship, Trend
from screenpop.called import Called
from screenpop.commands.json_lines import answer_as_json, as_line, news_as_json
from screenpop.customers import Customer, Identity, Match, Person
from screenpop.events import news
from screenpop.events.acts import WrappedUp
from screenpop.events.calls import Ending, Facts
from screenpop.money import Money
from screenpop.sentences import say, say_many
from screenpop.trust import Trust

AT = datetime(2026, 3, 2, 13, 0, tzinfo=timezone(timedelta(hours=1)))
UTC_TEXT = "2026-03-02T12:00:00.000000+00:00"
CALLER = news.Caller(
    "+48225550123", "0225550123", "Anna", withheld=False, internal=False, trust=Trust.CONFIRMED
)
PRESENTED = {
    "number": "+48225550123",
    "presented": "0225550123",
    "name": "Anna",
    "withheld": False,
    "internal": False,
    "did": "+48225550100",
    "queue": None,
    "trust": "confirmed",
}


def test_a_pop_that_opens() -> None:
    told = news_as_json(news.PopOpened("c1", AT, CALLER, "+48225550100"))
    assert told == {"news": "pop_opened", "call_id": "c1", "at": UTC_TEXT, **PRESENTED}


def test_a_party_that_changed() -> None:
    told = news_as_json(news.PartyChanged("c1", AT, CALLER, "+48225550100", "105"))
    assert told == {
        "news": "party_changed",
        "call_id": "c1",
        "at": UTC_TEXT,
        **PRESENTED,
        "transferred_by": "105",
    }


def test_who_is_calling() -> None:
    identity = Identity(Match.SHARED, (Person(Customer("1", "Hurt-Bud"), None, active=False),))
    told = news_as_json(news.CallerIdentified("c1", AT, identity, ()))
    assert told == {
        "news": "caller_identified",
        "call_id": "c1",
        "at": UTC_TEXT,
        "match": "shared",
        "customers": [{"id": "1", "name": "Hurt-Bud", "contact": None, "active": False, "internal": False}],
    }


def test_panels() -> None:
    filled = news.PanelFilled("c1", AT, "cross_sell", Suggestions(()), 1.25)
    assert news_as_json(filled) == {
        "news": "panel_filled",
        "call_id": "c1",
        "at": UTC_TEXT,
        "department": "cross_sell",
        "answer": {"offers": []},
        "took_ms": 1.25,
    }
    failed = news.PanelFailed("c1", AT, "credit", say("no answer in time"), 2000.0)
    assert news_as_json(failed) == {
        "news": "panel_failed",
        "call_id": "c1",
        "at": UTC_TEXT,
        "department": "credit",
        "reason": "no answer in time",
        "took_ms": 2000.0,
    }


def test_the_rest_of_a_call() -> None:
    head = {"call_id": "c1", "at": UTC_TEXT}
    assert news_as_json(news.CallAnswered("c1", AT)) == {"news": "call_answered", **head}
    assert news_as_json(news.CallUpdated("c1", AT, facts=Facts(queue="orders"))) == {
        "news": "call_updated",
        **head,
        "queue": "orders",
    }
    assert news_as_json(news.PopClosed("c1", AT, Ending.ANSWERED_ELSEWHERE)) == {
        "news": "pop_closed",
        **head,
        "ending": "answered_elsewhere",
    }


def test_lines_have_no_call() -> None:
    assert news_as_json(news.LineUp("line", AT)) == {
        "news": "line_up",
        "at": UTC_TEXT,
        "line": "line",
        "reason": None,
    }
    down = news_as_json(news.LineDown("line", AT, say("the PBX refuses")))
    assert down == {"news": "line_down", "at": UTC_TEXT, "line": "line", "reason": "the PBX refuses"}


def test_what_is_only_for_windows_is_not_told() -> None:
    assert news_as_json(news.Kept("c1", AT, WrappedUp("c1", "", "Solved", ""))) is None
    assert news_as_json(news.PanelAsked("c1", AT, "credit")) is None


def test_amounts_are_text_and_buckets_have_their_names() -> None:
    aging = Aging(Decimal("1.00"), Decimal("0.00"), Decimal(0), Decimal(0), Decimal("1E+3"))
    items = (OpenItem("FV/1", date(2026, 1, 31), Decimal("1.00"), "PLN", disputed=True),)
    answer = Receivables((Balance("PLN", Decimal("1001.00"), Decimal("1000.00"), 99, aging),), items)

    told = answer_as_json(answer)
    assert told["balances"][0]["aging"] == {
        "current": "1.00",
        "1_30": "0.00",
        "31_60": "0",
        "61_90": "0",
        "over_90": "1000",
    }
    assert told["open_items"][0] == {
        "document": "FV/1",
        "due": "2026-01-31",
        "amount": "1.00",
        "currency": "PLN",
        "disputed": True,
    }
    assert told["last_payment"] is None


def test_reasons_are_told_in_english() -> None:
    reason = say_many("every week, last {last}", "every {count} weeks, last {last}", 5, last=say("yesterday"))
    told = answer_as_json(Suggestions((Offer(OfferList.AGAIN, "P1", "Nails", 0.5, reason),)))
    assert told["offers"] == [
        {
            "list": "again",
            "product": "P1",
            "name": "Nails",
            "score": 0.5,
            "reason": "every 5 weeks, last yesterday",
        }
    ]


def test_suggestions_have_the_fields_of_the_contract_and_why_there_are_none() -> None:
    offer = Offer(OfferList.AGAIN, "S-1", "Grout", 0.5, say("every 5 weeks"), "rhythm", "tiling")
    told = answer_as_json(Suggestions((offer,), date(2026, 3, 1)))
    assert told == {
        "offers": [
            {"list": "again", "product": "S-1", "name": "Grout", "score": 0.5, "reason": "every 5 weeks"}
        ],
        "as_of": "2026-03-01",
    }

    assert answer_as_json(Suggestions(())) == {"offers": []}
    assert answer_as_json(Suggestions((), withheld=say("objects"))) == {"offers": [], "withheld": "objects"}


def test_totals_are_by_currency() -> None:
    told = answer_as_json(Dealings((), {"PLN": Decimal("12.50")}, {}))
    assert told["last_12_months"] == {"PLN": "12.50"}


def test_a_line_stays_one_line_whatever_the_name() -> None:
    line = as_line({"name": "a\nb\u2028 ąż ไทย \x00"})
    assert "\n" not in line
    assert json.loads(line) == {"name": "a\nb\u2028 ąż ไทย \x00"}


def test_points_in_time_are_told_in_utc() -> None:
    assert answer_as_json(datetime(2026, 3, 2, 12, 0, tzinfo=UTC)) == UTC_TEXT


def test_credit_that_knows_nothing_of_the_customer_has_all_fields_and_nothing_in_them() -> None:
    known = answer_as_json(Standing(None, None, None, hold=False, currency=None))

    told = news_as_json(news.PanelFilled("c1", AT, "credit", None, 1.5))

    assert told is not None
    assert told["answer"] == dict.fromkeys(known)
    assert list(told["answer"]) == list(known)


def test_orders_and_quotes_have_the_fields_of_the_contract_and_no_others() -> None:
    orders = (OpenOrder("8812", "picking", date(2026, 3, 6), None),)
    quotes = (Quote("Q-1", None, Decimal("1.50"), "PLN"),)

    told = answer_as_json(Dealings((), {}, {}, orders, quotes))

    assert told["orders"] == [
        {"number": "8812", "status": "picking", "promised": "2026-03-06", "tracking": None}
    ]
    assert told["quotes"] == [
        {"number": "Q-1", "valid_until": None, "amount": "1.50", "currency": "PLN"},
    ]


def test_what_may_be_offered_is_told_in_english_where_the_words_are_ours() -> None:
    offer = Offerable(say("prepayment only"), None, None, "FV/1 unpaid")
    standing = Standing(None, None, None, hold=True, currency=None, may_offer=offer)

    assert answer_as_json(standing)["may_offer"] == {
        "terms": "prepayment only",
        "discount": None,
        "until": None,
        "reason": "FV/1 unpaid",
    }


def test_a_relationship() -> None:
    relationship = Relationship(
        *(date(2018, 5, 1), "A", {"PLN": Decimal("12.50")}, None, "Ewa Lis"),
        important=True,
        trend=Trend.FALLING,
        leaving=True,
        why=say("last 11 weeks ago"),
        learnt=("segment",),
    )

    assert answer_as_json(relationship) == {
        "since": "2018-05-01",
        "segment": "A",
        "turnover": {"PLN": "12.50"},
        "previous_turnover": None,
        "manager": "Ewa Lis",
        "important": True,
        "trend": "falling",
        "leaving": True,
        "why": "last 11 weeks ago",
    }


def test_value_that_knows_nothing_of_the_customer_has_all_fields_and_nothing_in_them() -> None:
    told = news_as_json(news.PanelFilled("c1", AT, "value", None, 1.5))

    assert told is not None
    assert told["answer"] == dict.fromkeys(answer_as_json(Relationship()))


def test_a_conversation() -> None:
    said = Said(AT, "e-mail", "Where is\n8812?", who="Anna", link="https://crm.example/1")

    assert answer_as_json(Conversation((said,), ("tickets",))) == {
        "said": [
            {
                "at": UTC_TEXT,
                "channel": "e-mail",
                "text": "Where is\n8812?",
                "who": "Anna",
                "status": None,
                "link": "https://crm.example/1",
            }
        ],
        "silent": ["tickets"],
    }


def test_a_table_of_the_companys_own() -> None:
    columns = (
        Column("machine"),
        Column("deposit", ColumnKind.MONEY),
        Column("until", ColumnKind.DATE),
        Column("contract", ColumnKind.LINK),
        Column("late", ColumnKind.WARNING),
    )
    link = Link("17", "https://crm.example/17")
    row = ("Saw", Money(Decimal("5.00"), "EUR"), date(2026, 3, 6), link, None)

    told = answer_as_json(TableAnswer(columns, (row,), left_out=2))

    assert told == {
        "columns": [
            {"name": "machine", "kind": "text"},
            {"name": "deposit", "kind": "money"},
            {"name": "until", "kind": "date"},
            {"name": "contract", "kind": "link"},
            {"name": "late", "kind": "warning"},
        ],
        "rows": [
            [
                "Saw",
                {"amount": "5.00", "currency": "EUR"},
                "2026-03-06",
                {"text": "17", "address": "https://crm.example/17"},
                None,
            ]
        ],
        "left_out": 2,
    }


def test_what_the_called_number_means_is_told_only_where_there_is_something():
    plain = news_as_json(news.PopOpened("c1", AT, CALLER, None))
    called = news_as_json(
        news.PopOpened("c1", AT, CALLER, None, called=Called(label="Brand A"), practice=True)
    )
    late = news_as_json(news.CallUpdated("c1", AT, did="600", called=Called(label="Brand A")))

    assert plain is not None
    assert not {"called", "practice"} & plain.keys()
    assert called == {**plain, "called": "Brand A", "practice": True}
    assert late is not None
    assert late["called"] == "Brand A"


def test_of_a_masked_panel_nothing_is_told_but_that_it_is_masked():
    told = news_as_json(news.PanelMasked("c1", AT, "accounting", say("not yet"), may_reveal=True))

    assert told is not None
    assert told.keys() == {"news", "call_id", "at", "department"}
    assert (told["news"], told["department"]) == ("panel_masked", "accounting")


def test_advice_is_for_windows():
    assert news_as_json(news.Advised("c1", AT, Advice())) is None
