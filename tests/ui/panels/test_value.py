"""The relationship: years, turnover with its trend, segment, account manager; what is not known is not there."""

from datetime import date
from decimal import Decimal

import pytest
from pytestqt.qtbot import QtBot

from screenpop.answers.value import Relationship, Trend
from screenpop.sentences import say
from tests.ui.panels.views import on_panel, told
from tests.ui.scenes import TODAY, ago, relationship
from ui.components.look import Look
from ui.panels.trend import trend
from ui.panels.value import RelationshipView


def years_ago(years: int) -> date:
    return date(TODAY.year - years, TODAY.month, min(TODAY.day, 28))


def test_all_that_is_known_stands_below_one_another(qtbot: QtBot, look: Look) -> None:
    view = on_panel(qtbot, look, RelationshipView, relationship(since=years_ago(14)))

    assert view.years.full == "Customer for 14 years"
    assert [told(row) for row in view.rows.rows] == [
        "Turnover | PLN 163,282 ▲ 12% | ",
        "Segment | Wholesale A | ",
        "Looked after by | Marek Nowak | ",
    ]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"since": ago(30)}, "New customer"),
        ({"since": ago(30), "important": True}, "Important new customer"),
        ({"since": years_ago(1)}, "Customer for 1 year"),
        ({"since": years_ago(5), "important": True}, "Important customer, 5 years"),
        ({"since": None, "important": True}, "Important customer"),
        ({"since": None}, ""),
    ],
)
def test_how_long_they_are_a_customer(
    qtbot: QtBot, look: Look, changed: dict[str, object], told: str
) -> None:
    view = on_panel(qtbot, look, RelationshipView, relationship(**changed))

    assert view.years.full == told
    assert view.years.isVisibleTo(view) is bool(told)


@pytest.mark.parametrize(
    ("changed", "rows"),
    [
        ({}, []),
        ({"trend": Trend.RISING}, [" | ▲ buys more often lately | "]),
        ({"trend": Trend.STEADY}, [" | = buys as often as ever | "]),
        (
            {"trend": Trend.FALLING, "why": say("orders every {weeks} weeks", weeks=3)},
            [" | ▼ buys less often lately | ", " | orders every 3 weeks | "],
        ),
        (
            {"trend": Trend.FALLING, "leaving": True, "why": say("last order {weeks} weeks ago", weeks=11)},
            [" | May be leaving | ", " | last order 11 weeks ago | "],
        ),
    ],
)
def test_what_was_learnt_is_told_in_words_with_an_arrow_and_why(
    qtbot: QtBot, look: Look, changed: dict[str, object], rows: list[str]
) -> None:
    view = on_panel(qtbot, look, RelationshipView, relationship(**changed))

    assert [told(row) for row in view.learnt.rows] == rows
    assert view.learnt.isVisibleTo(view) is bool(rows)
    warns = any(row.ink == "warn" for row in view.learnt.rows)
    assert warns is bool(changed.get("leaving"))
    assert view.headline(relationship(**changed)).text.startswith("May be leaving") is warns


def test_in_little_room_why_is_left_to_the_full_card(qtbot: QtBot, look: Look) -> None:
    answer = relationship(trend=Trend.FALLING, why=say("orders every {weeks} weeks", weeks=3))
    view = on_panel(qtbot, look, RelationshipView, answer, roomy=False)
    low = view.learnt.height()

    view.make_room(roomy=True)
    assert view.learnt.height() == 2 * low


def test_a_segment_that_was_learnt_is_told_in_words_and_the_companys_own_as_it_is(
    qtbot: QtBot, look: Look
) -> None:
    view = on_panel(qtbot, look, RelationshipView, Relationship(segment="at_risk", learnt=("segment",)))
    assert [row.text for row in view.rows.rows] == ["At risk"]

    view.show_answer(Relationship(segment="at_risk"))
    assert [row.text for row in view.rows.rows] == ["at_risk"]


def test_what_is_not_known_takes_no_row(qtbot: QtBot, look: Look) -> None:
    view = on_panel(qtbot, look, RelationshipView, relationship())
    view.show_answer(Relationship(segment="Retail"))

    assert [row.text for row in view.rows.rows] == ["Retail"]
    assert view.headline(Relationship(segment="Retail")).text == "Retail"


@pytest.mark.parametrize(
    ("amount", "before", "told"),
    [
        ("112", "100", "▲ 12%"),
        ("88", "100", "▼ 12%"),
        ("100", "100", "= 0%"),
        ("1004", "1000", "= 0%"),
        ("996", "1000", "= 0%"),
        ("1006", "1000", "▲ 1%"),
        ("100", None, ""),
        ("100", "0", ""),
        ("100", "-5", ""),
        ("5000", "1", "▲ > 1,000%"),
        ("-20", "100", "▼ 120%"),
    ],
)
def test_a_trend_is_told_only_where_there_is_something_to_compare_with(
    look: Look, amount: str, before: str | None, told: str
) -> None:
    assert trend(Decimal(amount), Decimal(before) if before else None, look.wording.written) == told


def test_on_one_line_importance_comes_before_years(qtbot: QtBot, look: Look) -> None:
    view = on_panel(qtbot, look, RelationshipView, relationship())

    def headline(**changed: object) -> str:
        return view.headline(relationship(**changed)).text.replace("\N{NO-BREAK SPACE}", " ")

    assert headline() == "14 years  ·  PLN 163,282 ▲ 12%"
    assert headline(important=True) == "Important  ·  PLN 163,282 ▲ 12%"
    assert headline(since=ago(3), turnover=None) == "New customer  ·  Wholesale A"
