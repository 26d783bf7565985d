"""A customer's card as a page of another window."""

import pytest
from pytestqt.qtbot import QtBot

from screenpop.customers import Identity, Match
from screenpop.events import news
from screenpop.events.acts import RevealWanted
from screenpop.sentences import say
from tests.ui.scenes import ANNA, DEPARTMENTS, HURT, NOW
from tests.ui.seen import seen
from ui.background import Background
from ui.card.call import looked_at
from ui.card.page import CardPage
from ui.components.look import Look
from ui.finding.finder import Finder
from ui.panels.department import Department


@pytest.fixture
def page(qtbot: QtBot, look: Look, background: Background) -> CardPage:
    made = CardPage(look, tuple(map(Department, DEPARTMENTS)), Finder(background))
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    made.open(looked_at("look", None, NOW))
    made.hear(news.CallerIdentified("look", NOW, Identity(Match.EXACT, (ANNA,), HURT, ANNA), ("accounting",)))
    return made


def test_a_reveal_that_is_not_saved_says_so_on_its_panel(page: CardPage) -> None:
    why = say("Shown once the caller is verified")
    page.hear(news.PanelMasked("look", NOW, "accounting", why, may_reveal=True))
    panel = page.body.board.panels["accounting"]
    assert "Shown once the caller is verified" in seen(panel)

    page.hear(news.NotKept("look", NOW, say("the disk is full"), RevealWanted("look", "accounting")))
    assert "the disk is full" in seen(panel)
