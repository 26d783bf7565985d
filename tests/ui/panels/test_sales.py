"""Sales: what is on its way first, what is late before all."""

from dataclasses import replace

from pytestqt.qtbot import QtBot

from screenpop.answers.sales import OpenOrder, Quote
from tests.ui.panels.views import on_panel, told
from tests.ui.scenes import ago, dealings
from ui.components.look import Look
from ui.panels.sales import DealingsView


def orders(*made: OpenOrder) -> object:
    return replace(dealings(), orders=made)


def test_late_orders_come_first_and_are_marked(qtbot: QtBot, look: Look) -> None:
    view = on_panel(
        qtbot,
        look,
        DealingsView,
        orders(
            OpenOrder("1", "picking", ago(-5), None),
            OpenOrder("2", None, None, None),
            OpenOrder("3", "shipped", ago(4), "TRK-9"),
            OpenOrder("4", None, ago(9), None),
        ),
    )

    rows = [(row.text, row.after, row.ink) for row in view.rows.rows[:4]]
    assert rows == [
        ("Order 4", "late", "bad"),
        ("Order 3  ·  shipped  ·  TRK-9", "late", "bad"),
        ("Order 1", "picking", "accent"),
        ("Order 2", "", "accent"),
    ]


def test_an_order_promised_for_today_is_not_late(qtbot: QtBot, look: Look) -> None:
    view = on_panel(qtbot, look, DealingsView, orders(OpenOrder("1", None, ago(0), None)))

    assert view.rows.rows[0].after == "promised"


def test_while_it_rings_the_latest_order_stands_before_what_was_bought(qtbot: QtBot, look: Look) -> None:
    view = on_panel(qtbot, look, DealingsView, dealings(), roomy=False)

    assert [row.text for row in view.rows.rows][:2] == ["Order 8790", "Cement 25 kg"]


def test_quotes_tell_until_when_they_are_valid(qtbot: QtBot, look: Look) -> None:
    quotes = (
        Quote("Q-1", ago(3), None, None),
        Quote("Q-2", None, None, None),
        Quote("Q-3", ago(0), None, None),
    )
    view = on_panel(qtbot, look, DealingsView, replace(dealings(), orders=(), quotes=quotes))

    day = look.wording.written.short_day(ago(3))
    assert [told(row) for row in view.rows.rows[:3]] == [
        f" | Quote Q-1, expired {day} | ",
        " | Quote Q-2 | ",
        f" | Quote Q-3, until {look.wording.written.short_day(ago(0))} | ",
    ]


def test_all_that_was_bought_can_be_scrolled_to(qtbot: QtBot, look: Look) -> None:
    bought = dealings().purchases[:1] * 20
    view = on_panel(qtbot, look, DealingsView, replace(dealings(), purchases=bought))
    view.show()

    assert view.rows.count() == 23
    assert view.rows.verticalScrollBar().maximum() > 0


def test_an_order_opens_with_its_tracking_and_only_a_page_is_a_link(qtbot: QtBot, look: Look) -> None:
    for tracking, links in (("https://track.example/9", 1), ("file:///etc/passwd", 0), ("TRK-9", 0)):
        view = on_panel(qtbot, look, DealingsView, orders(OpenOrder("3", "shipped", ago(4), tracking)))
        with qtbot.waitSignal(view.opened) as opened:
            view.rows.chosen.emit(view.rows.rows[0])
        whole = opened.args[0]
        assert whole.title == "Order 3"
        assert tracking in whole.text
        assert len(whole.links) == links


def test_what_was_bought_opens_nothing(qtbot: QtBot, look: Look) -> None:
    view = on_panel(qtbot, look, DealingsView, replace(dealings(), orders=(), quotes=()))

    with qtbot.assertNotEmitted(view.opened):
        view.rows.chosen.emit(view.rows.rows[0])


def test_the_headline_is_the_order_that_is_late_else_the_year(qtbot: QtBot, look: Look) -> None:
    view = on_panel(qtbot, look, DealingsView, dealings())
    assert view.headline(dealings()).text == "Order 8790 is late  ·  2 open orders"

    calm = replace(dealings(), orders=())
    assert view.headline(calm).text.endswith("86,400 in 12 months ▲ 12%")
