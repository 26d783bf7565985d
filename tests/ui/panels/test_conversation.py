"""What was said before: when, how, by whom, and the whole of it when it is opened."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from screenpop.answers.conversation import Conversation, Said
from screenpop.sentences import say
from tests.ui.panels.views import on_panel
from tests.ui.scenes import conversation
from ui.components.listing import ITEM
from ui.components.look import Look
from ui.language import language_for
from ui.panels.conversation import ConversationView
from ui.panels.time_line import status_of
from ui.wording import Wording


def test_each_entry_tells_when_how_and_who_and_its_text(qtbot: QtBot, look: Look) -> None:
    answer = conversation()
    view = on_panel(qtbot, look, ConversationView, answer)

    model = view.said.model()
    said = answer.said[0]
    when = look.wording.written.recent(said.at)
    assert model.index(0, 0).data() == f"{when}  ·  e-mail  ·  Anna Wąs-Świątkowska: {said.text}"
    assert view.said.count() == 6


def test_an_entry_opens_in_full_with_its_lines_and_its_link(qtbot: QtBot, look: Look) -> None:
    view = on_panel(qtbot, look, ConversationView, conversation())
    view.show()
    with qtbot.waitSignal(view.opened) as opened:
        view.said.setFocus()
        view.said.setCurrentIndex(view.said.model().index(1, 0))
        qtbot.keyClick(view.said, Qt.Key.Key_Return)

    whole = opened.args[0]
    assert whole.title == "ticket"
    assert whole.about.endswith("solved")
    assert whole.text.splitlines()[1:] == ["Our customer refuses it.", "", "Anna"]
    assert [address for _, address in whole.links] == ["https://tickets.example/4711"]


@pytest.mark.parametrize("link", ["file:///etc/passwd", "javascript:alert(1)", "//tickets.example", "", None])
def test_what_is_no_page_of_the_web_is_no_link(qtbot: QtBot, look: Look, link: str | None) -> None:
    said = replace(conversation().said[0], link=link)
    view = on_panel(qtbot, look, ConversationView, Conversation((said,)))

    with qtbot.waitSignal(view.opened) as opened:
        view.said.chosen.emit(said)
    assert opened.args[0].links == ()


def test_who_did_not_answer_this_time_is_named(qtbot: QtBot, look: Look) -> None:
    view = on_panel(qtbot, look, ConversationView, conversation(silent=("tickets", "mail")))
    assert view.silent.full == "without tickets, mail: no answer"

    view.show_answer(conversation())
    assert not view.silent.isVisibleTo(view)


def test_what_agents_noted_is_told_in_the_readers_words(qtbot: QtBot, look: Look) -> None:
    at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    typing = Said(at, say("call"), "wants five", "ewa", say("typing"))
    saved = Said(at, say("call"), "wants four", "ewa", "Call back")
    view = on_panel(qtbot, look, ConversationView, Conversation((typing, saved), (say("the calls' notes"),)))

    assert view.said.model().index(0, 0).data().endswith("  ·  call  ·  ewa: wants five")
    assert view.silent.full == "without the calls' notes: no answer"
    with qtbot.waitSignal(view.opened) as opened:
        view.said.chosen.emit(typing)
    assert (opened.args[0].title, opened.args[0].about.rpartition(" ")[2]) == ("call", "typing")

    polish = Look(look.theme, Wording(language_for("pl")))
    assert status_of(saved, polish) == "Oddzwonić"
    assert status_of(replace(saved, channel="ticket"), polish) == "Call back"


def test_a_short_text_takes_one_line_and_a_long_one_two(qtbot: QtBot, look: Look) -> None:
    view = on_panel(qtbot, look, ConversationView, conversation())
    view.show()

    heights = [view.said.visualRect(view.said.model().index(row, 0)).height() for row in range(3)]
    assert heights[0] == heights[1] > heights[2]
    view.said.take_lines(1)
    qtbot.waitUntil(lambda: view.said.visualRect(view.said.model().index(0, 0)).height() == heights[2])


def test_emoji_make_no_line_longer_than_its_room(qtbot: QtBot, look: Look) -> None:
    view = on_panel(qtbot, look, ConversationView, conversation())
    view.said.take_lines(2)
    text = "\N{GRINNING FACE} " * 100

    first, rest = view.said._painter._broken(text, 200)

    assert QFontMetrics(view.said._painter._text).horizontalAdvance(first) <= 200
    assert rest.startswith("\N{GRINNING FACE}")


def test_a_text_from_outside_is_no_markup_and_holds_nothing_up(qtbot: QtBot, look: Look) -> None:
    said = replace(conversation().said[0], text="<b>x</b>\x00" + "long " * 200_000, channel="\u202etekcit")
    view = on_panel(qtbot, look, ConversationView, Conversation((said,)))
    view.show()
    with qtbot.waitSignal(view.opened) as opened:
        view.said.chosen.emit(view.said.model().index(0, 0).data(ITEM))

    assert opened.args[0].title == "tekcit"
    assert opened.args[0].text.startswith("<b>x</b>")
    assert len(opened.args[0].text) <= 20_000


def test_the_headline_is_what_was_said_last(qtbot: QtBot, look: Look) -> None:
    now = datetime.now(UTC)
    view = on_panel(qtbot, look, ConversationView, conversation())
    said = replace(conversation().said[0], at=now, text="Where is it?")
    assert (
        view.headline(Conversation((said,))).text
        == f"{look.wording.written.time(now)}  ·  e-mail  ·  Where is it?"
    )

    said = replace(said, at=now - timedelta(days=3))
    day = look.wording.written.short_day(said.at.astimezone().date())
    assert view.headline(Conversation((said,))).text.startswith(day)
    assert view.headline(Conversation(())).text == "Nothing on this customer"
