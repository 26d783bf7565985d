"""The supervisors' view of offers: shares with their bounds, who is hidden, what is not known yet, and failure."""

import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from screenpop.errors import SourceUnavailable
from screenpop.ports.customer_names import CustomerNames
from screenpop.record.acceptance import Acceptance, Arm
from screenpop.record.agent_figures import Hidden
from screenpop.record.estimates import Estimate
from screenpop.sentences import say
from tests.ui.seen import seen
from tests.ui.supervisor.offers.figures_told import (
    SOME,
    WEEK,
    FakeAcceptance,
    FakeLearnt,
    score,
)
from ui.background import Background
from ui.components.look import Look
from ui.supervisor.charts.share_list import ShareList
from ui.supervisor.offers.sheet import OffersSheet
from ui.supervisor.offers.view import OffersView

Open = Callable[..., OffersView]


def named(numbers: Collection[str], /) -> Mapping[str, str]:
    return {number: name for number, name in {"C1": "Hurt-Bud sp. z o.o."}.items() if number in numbers}


def nobody_to_ask(_numbers: Collection[str], /) -> Mapping[str, str]:
    raise SourceUnavailable(say("the directory rests"))


@pytest.fixture
def opened(qtbot: QtBot, look: Look) -> Iterator[Open]:
    background = Background()
    views: list[OffersView] = []

    def open_view(
        figures: FakeAcceptance, learnt: FakeLearnt | None = None, names: CustomerNames = named
    ) -> OffersView:
        view = OffersView(look, background, figures, learnt or FakeLearnt(), names)
        views.append(view)
        view.resize(1100, 1400)
        view.show()
        view.shown()
        qtbot.waitUntil(lambda: view.foot.full != "Counting …" and background.idle, timeout=20_000)
        return view

    yield open_view
    background.close()
    for view in views:
        view.close()
        view.deleteLater()


def sheet_of(view: OffersView) -> OffersSheet:
    assert view.sheet is not None
    return view.sheet


def told(shares: object) -> list[str]:
    assert isinstance(shares, ShareList)
    return [f"{share.label}: {share.told}" for share in shares.shown.items]


def test_figures_are_asked_for_behind_the_window(opened: Open) -> None:
    figures = FakeAcceptance()
    sheet = sheet_of(opened(figures))

    assert threading.main_thread() not in figures.threads
    assert sheet.tiles.made.accessibleName() == "Offers made: 43, on 120 cards"
    assert sheet.tiles.accepted.accessibleName() == "Offers accepted: 33%, 14, 21 turned down"
    assert sheet.tiles.given.figure.full == "6"
    assert sheet.tiles.given.below.full.replace("\N{NO-BREAK SPACE}", " ") == "PLN 250"
    assert sheet.tiles.customers.accessibleName() == "Customers learnt of: 4, in 3 segments"


def test_each_share_stands_with_the_bounds_between_which_the_truth_is(opened: Open) -> None:
    sheet = sheet_of(opened(FakeAcceptance()))

    assert told(sheet.products.picture) == [
        "Diamond blade 230 mm: 12 of 40  ·  30% (18% to 45%)",
        "P0: 2 of 3  ·  67% (21% to 94%)",
    ]
    assert told(sheet.methods.picture) == [
        "What is due by its rhythm: 10 of 28  ·  36% (20% to 54%)",
        "own method: 4 of 15  ·  27% (11% to 52%)",
    ]
    assert told(sheet.lists.picture)[0].startswith("Will need again: 8 of 22")
    first = sheet.products.picture.shown.items[0]
    assert first.bounds == (0.18, 0.45)


def test_the_same_can_be_read_as_a_table(qtbot: QtBot, opened: Open) -> None:
    panel = sheet_of(opened(FakeAcceptance())).products
    qtbot.mouseClick(panel.as_table, Qt.MouseButton.LeftButton)

    model = panel.table.model()
    assert panel.table.isVisible()
    assert [model.index(0, column).data() for column in range(model.columnCount())] == [
        *("Diamond blade 230 mm", "40", "12", "20", "8"),
        *("30%", "18%", "45%"),
    ]


def test_whom_the_site_hides_is_hidden_and_the_view_says_why(opened: Open) -> None:
    sheet = sheet_of(opened(FakeAcceptance()))

    assert told(sheet.agents.picture) == ["anna: 9 of 24  ·  38% (21% to 57%)"]
    assert "Fewer than 5 agents" in sheet.agents.why.text()
    assert sheet_of(opened(FakeAcceptance(replace(SOME, hidden=None)))).agents.why.isHidden()


def test_where_offers_by_agent_are_off_the_view_names_the_setting(opened: Open) -> None:
    sheet = sheet_of(opened(FakeAcceptance(replace(SOME, hidden=Hidden.OFF))))

    assert "“acceptance” beside “per_agent” under [supervision]" in sheet.agents.why.text()


def test_what_was_offered_without_a_suggestion_stands_last(opened: Open) -> None:
    unprompted = replace(SOME.methods[0], name="")
    sheet = sheet_of(opened(FakeAcceptance(replace(SOME, methods=(unprompted, *SOME.methods)))))

    assert [line.split(":")[0] for line in told(sheet.methods.picture)] == [
        *("What is due by its rhythm", "own method", "Offered without a suggestion"),
    ]


def test_gestures_stand_with_what_they_cost_and_month_by_month_in_the_table(opened: Open) -> None:
    sheet = sheet_of(opened(FakeAcceptance()))

    lines = [line.replace("\N{NO-BREAK SPACE}", " ") for line in told(sheet.gestures.picture)]
    assert lines == ["loyal: given 5 times  ·  PLN 250", "birthday: given 1 time"]
    assert sheet.gestures.table.model().rowCount() == 3


def test_what_was_learnt_is_told_in_plain_words(opened: Open) -> None:
    panel = sheet_of(opened(FakeAcceptance())).learned

    assert panel.from_what.text() == "As of 5 Apr 2026: 4,372 customers, 3,684 products"
    assert panel.lists[0].text() == (
        "Will need again: What is due by its rhythm. Of 1,200 customers in the last weeks, 63% bought one of the first"
        " five."
    )
    assert panel.lists[1].text() == "Would fit: What goes together. Too little history to measure it."
    model = panel.table.model()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == [
        *("Will need again", "✓ What is due by its rhythm", "What everybody buys"),
    ]
    assert [model.index(1, column).data() for column in range(1, 5)] == ["63%", "31%", "0.402", "1,200"]


def test_customers_stand_by_segment_and_the_most_valuable_first(qtbot: QtBot, opened: Open) -> None:
    sheet = sheet_of(opened(FakeAcceptance()))
    lines = [line.replace("\N{NO-BREAK SPACE}", " ") for line in told(sheet.segments.picture)]
    assert lines == [
        "Loyal: 2 customers  ·  PLN 2,000",
        "Best customers: 1 customer  ·  PLN 52,000",
        "Away for long: 1 customer",
    ]

    rows = sheet.customers.rows
    qtbot.waitUntil(lambda: rows.rowCount() == 4)
    first = [rows.index(0, column).data() for column in range(rows.columnCount())]
    assert [text.replace("\N{NO-BREAK SPACE}", " ") for text in first] == [
        *("Hurt-Bud sp. z o.o.", "Best customers", "PLN 52,000", "6.2", "93%", "5 · 4 · 3"),
    ]
    assert rows.index(3, 2).data() == "–"
    assert rows.index(3, 0).data() == "C4"  # nobody knows what it is called


def test_where_no_names_can_be_had_customers_have_their_numbers(qtbot: QtBot, opened: Open) -> None:
    rows = sheet_of(opened(FakeAcceptance(), names=nobody_to_ask)).customers.rows

    qtbot.waitUntil(lambda: rows.rowCount() == 4)
    assert [rows.index(row, 0).data() for row in range(4)] == ["C1", "C2", "C3", "C4"]


def test_many_customers_come_a_page_at_a_time(qtbot: QtBot, opened: Open) -> None:
    many = tuple(score(number) for number in range(450))
    sheet = sheet_of(opened(FakeAcceptance(), FakeLearnt(scores=many)))
    rows = sheet.customers.rows
    qtbot.waitUntil(lambda: 0 < rows.rowCount() < 450)

    while not rows.complete:
        before = rows.rowCount()
        sheet.customers.table.scrollToBottom()
        qtbot.waitUntil(lambda before=before: rows.complete or rows.rowCount() > before)
    assert rows.rowCount() == 450


def test_before_anything_was_learnt_the_view_says_how_it_is_learnt(opened: Open) -> None:
    view = opened(FakeAcceptance(Acceptance(WEEK)), FakeLearnt(None, ()))
    sheet = sheet_of(view)

    assert sheet.learned.from_what.text() == "Nothing was learnt yet: screenpop learn"
    assert not sheet.learned.table.isVisible()
    assert sheet.segments.nothing.isVisible()
    assert sheet.customers.isHidden()
    assert sheet.products.nothing.full == "No offers in this time"
    assert sheet.products.nothing.isVisible()
    assert sheet.tiles.accepted.figure.full == "–"
    assert "Not measured" in sheet.uplift.verdict.text()


def test_an_uplift_that_was_measured_stands_with_both_groups(opened: Open) -> None:
    measured = replace(
        SOME, held_out=Arm(240, 200, 40), shown=Arm(900, 900, 270), uplift=Estimate(0.1, 0.03, 0.16)
    )
    panel = sheet_of(opened(FakeAcceptance(measured))).uplift

    assert panel.verdict.text() == (
        "Of 100 customers, 10 more accept an offer with suggestions (between 3 and 16)"
    )
    assert told(panel.bars) == ["With suggestions: 270 of 900  ·  30%", "Held out: 40 of 200  ·  20%"]
    assert panel.groups.text().endswith("900 answered calls suggested something; 240 were held out.")


def test_a_failure_is_told_and_can_be_tried_again(qtbot: QtBot, opened: Open) -> None:
    figures = FakeAcceptance(broken=True)
    view = opened(figures)
    assert "the server <b>rests</b>" in seen(view.notice)

    figures.broken = False
    view.notice.button.click()

    qtbot.waitUntil(lambda: view.sheet is not None and view.sheet.isVisible(), timeout=20_000)
