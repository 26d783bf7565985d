"""Credit: what may be offered now, prepayment only, or whom to ask."""

from dataclasses import replace
from decimal import Decimal

import pytest
from pytestqt.qtbot import QtBot

from screenpop.answers.credit import Offerable, Standing
from screenpop.sentences import Sentence, say
from tests.ui.panels.views import on_panel
from tests.ui.scenes import ago, standing
from ui.components.look import Look
from ui.panels.credit import StandingView
from ui.panels.terms import terms


def offer(told: str | Sentence, until: int | None = None, reason: str | None = None) -> Standing:
    day = None if until is None else ago(-until)
    return replace(standing(), may_offer=Offerable(told, Decimal(2), day, reason))


@pytest.mark.parametrize(
    ("told", "read"),
    [
        ("2/10 net 30", "30 days, 2% within 10 days"),
        ("net 14", "14 days to pay"),
        ("NET 1", "1 day to pay"),
        ("prepayment", "prepayment only"),
        ("half now, half later", "half now, half later"),
        (say("prepayment only"), "prepayment only"),
        ("net ３０", "net ３０"),
    ],
)
def test_terms_of_the_trade_are_told_in_the_readers_words(
    look: Look, told: str | Sentence, read: str
) -> None:
    assert look.text(terms(told, look.wording.written)) == read


def test_what_may_be_offered_is_told_with_its_day_and_its_reason(qtbot: QtBot, look: Look) -> None:
    view = on_panel(qtbot, look, StandingView, offer("net 45", 20, "segment A"))

    day = look.wording.written.day(ago(-20))
    assert view.offer.full == f"may offer: 45 days to pay, until {day}"
    assert view.reason.full == "because: segment A"
    assert view.terms.isVisibleTo(view)


def test_while_it_rings_what_may_be_offered_comes_before_what_was_agreed(qtbot: QtBot, look: Look) -> None:
    view = on_panel(qtbot, look, StandingView, offer("net 45"), roomy=False)
    assert view.offer.isVisibleTo(view)
    assert not view.terms.isVisibleTo(view)

    view.show_answer(replace(standing(), may_offer=None))
    assert view.terms.isVisibleTo(view)
    assert not view.offer.isVisibleTo(view)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (replace(standing(hold=True), may_offer=None), "prepayment only"),
        (replace(standing(hold=True), may_offer=None, refer_to="E. Lis"), "ask E. Lis for other terms"),
        (replace(standing(), may_offer=None, refer_to="E. Lis"), "ask E. Lis for other terms"),
    ],
)
def test_a_hold_means_prepayment_or_somebody_to_ask(
    qtbot: QtBot, look: Look, answer: Standing, told: str
) -> None:
    assert on_panel(qtbot, look, StandingView, answer, roomy=False).offer.full == told


def test_the_headline_is_what_is_left_or_the_hold(qtbot: QtBot, look: Look) -> None:
    view = on_panel(qtbot, look, StandingView, standing())

    assert view.headline(standing()).text.endswith("1,600  ·  prepayment only")
    assert view.headline(standing(hold=True)).text.startswith("HOLD")
