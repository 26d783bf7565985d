"""Which view shows which answer, and what the departments are called."""

from typing import Any

from screenpop.answers.accounting import Receivables
from screenpop.answers.conversation import Conversation
from screenpop.answers.credit import Standing
from screenpop.answers.cross_sell import Suggestions
from screenpop.answers.sales import Dealings
from screenpop.answers.table import TableAnswer
from screenpop.answers.value import Relationship
from screenpop.sentences import Sentence, say
from ui.components.outside import harmless
from ui.panels.accounting import ReceivablesView
from ui.panels.conversation import ConversationView
from ui.panels.credit import StandingView
from ui.panels.cross_sell import SuggestionsView
from ui.panels.department import Department
from ui.panels.sales import DealingsView
from ui.panels.table import TableView
from ui.panels.value import RelationshipView
from ui.panels.view import View

VIEWS: dict[type, type[View[Any]]] = {
    Receivables: ReceivablesView,
    Dealings: DealingsView,
    Standing: StandingView,
    Suggestions: SuggestionsView,
    Relationship: RelationshipView,
    Conversation: ConversationView,
    TableAnswer: TableView,
}

_KINDS: dict[str, tuple[type, Sentence]] = {
    "accounting": (Receivables, say("Accounting")),
    "sales": (Dealings, say("Sales")),
    "credit": (Standing, say("Credit")),
    "cross_sell": (Suggestions, say("What fits")),
    "value": (Relationship, say("Relationship")),
    "conversation": (Conversation, say("Said before")),
    "table": (TableAnswer, Sentence("")),
}


def answer_of(department: Department) -> type | None:
    """What a department of this kind answers, so that its view is there before the first answer; None if unknown."""
    known = _KINDS.get(department.kind or department.name)
    return known[0] if known else None


def title_of(department: Department) -> Sentence:
    """The department's name for people: the settings' own words, else the kind's, else the name."""
    known = _KINDS.get(department.kind or department.name)
    if department.title or known is None or not known[1].template:
        name = harmless(department.title) or harmless(department.name.replace("_", " "))
        return Sentence("{name}", {"name": name[:1].upper() + name[1:]})
    return known[1]
