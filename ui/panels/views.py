"""Which view shows which answer, and what the departments are called."""

from typing import Any

from screenpop.answers.accounting import Receivables
from screenpop.answers.credit import Standing
from screenpop.answers.cross_sell import Suggestions
from screenpop.answers.sales import Dealings
from screenpop.sentences import Sentence, say
from ui.panels.accounting import ReceivablesView
from ui.panels.credit import StandingView
from ui.panels.cross_sell import SuggestionsView
from ui.panels.sales import DealingsView
from ui.panels.view import View

VIEWS: dict[type, type[View[Any]]] = {
    Receivables: ReceivablesView,
    Dealings: DealingsView,
    Standing: StandingView,
    Suggestions: SuggestionsView,
}

USUAL: dict[str, type] = {
    "accounting": Receivables,
    "sales": Dealings,
    "credit": Standing,
    "cross_sell": Suggestions,
}
"""What these departments answer, so that their view is there before the first answer."""

_TITLES = {
    "accounting": say("Accounting"),
    "sales": say("Sales"),
    "credit": say("Credit"),
    "cross_sell": say("What fits"),
}


def title_of(department: str) -> Sentence:
    """The department's name for people; one that we do not know keeps the name of the settings."""
    return _TITLES.get(department) or Sentence("{name}", {"name": department.replace("_", " ")})
