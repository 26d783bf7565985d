"""What learning reported is read from its JSON, whatever of it is there; what customers are worth is put together."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from screenpop.record.acceptance import Acceptance, Arm
from screenpop.record.estimates import Estimate
from tests.ui.supervisor.offers.figures_told import REPORT, SCORES, WEEK, score
from ui.components.look import Look
from ui.supervisor.offers.learned import learned
from ui.supervisor.offers.uplift_panel import FEW, verdict
from ui.supervisor.offers.worth import worth_of


def test_a_report_names_what_was_chosen_and_how_good_it_was() -> None:
    told = learned(json.dumps(REPORT))

    assert told is not None
    assert (told.at, told.customers, told.products) == (date(2026, 4, 5), 4372, 3684)
    again, fits = told.lists
    assert again.quality is not None
    assert (again.chosen, again.quality.hit, again.quality.customers) == ("due_soon", 0.634, 1200)
    assert [each.method for each in again.methods] == ["due_soon", "most_popular"]
    assert (fits.chosen, fits.quality) == ("basket_cosine", None)


@pytest.mark.parametrize(
    "report", [None, "", "no JSON", "[]", '{"lists": 3}', '{"at": "tomorrow"}', '{"lists": {"again": 1}}']
)
def test_what_is_no_report_is_none(report: str | None) -> None:
    assert learned(report) is None


def test_a_report_of_another_edition_tells_what_it_has() -> None:
    told = learned("{}")

    assert told is not None
    assert (told.at, told.lists) == (None, ())


@pytest.mark.parametrize(
    ("low", "high", "held_out", "said"),
    [
        (
            *(0.002, 0.184, 200),
            "Of 100 customers, 9.3 more accept an offer with suggestions (between 0.2 and 18.4)",
        ),
        (
            *(-0.18, -0.02, 200),
            "Of 100 customers, 10 fewer accept an offer with suggestions (between 2 and 18)",
        ),
        (
            *(-0.02, 0.22, 200),
            "Too few to tell: of 100 customers, between -2 and 22 more accept an offer",
        ),
        (
            *(0.02, 0.18, FEW - 1),
            "Too few to tell: of 100 customers, between 2 and 18 more accept an offer",
        ),
    ],
)
def test_of_the_uplift_no_more_is_said_than_the_numbers_bear(
    look: Look, low: float, high: float, held_out: int, said: str
) -> None:
    known = Estimate((low + high) / 2, low, high)
    told = Acceptance(WEEK, shown=Arm(900, 900, 270), held_out=Arm(held_out, held_out, 20), uplift=known)

    assert look.text(verdict(told, look)) == said
    assert "Not measured" in look.text(verdict(replace(told, uplift=None), look))


def test_scores_are_put_together_by_segment_and_currency() -> None:
    worth = worth_of(iter(SCORES), lambda _: {SCORES[0].customer: "Hurt-Bud"})

    assert [(each.name, each.customers) for each in worth.segments] == [
        ("loyal", 2),
        ("champions", 1),
        ("hibernating", 1),
    ]
    assert worth.segments[0].expected == {"PLN": Decimal(2000)}
    assert worth.segments[2].expected == {}
    assert worth.customers == 4
    assert [each.score for each in worth.top] == list(SCORES)
    assert [each.name for each in worth.top] == ["Hurt-Bud", "", "", ""]
    assert worth_of(iter((score(1),) * 3_000), lambda _: {}).customers == 3_000
