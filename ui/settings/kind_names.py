"""Which kinds there are of lines, sources and departments, and what people call them."""

from collections.abc import Sequence

from screenpop.ports.kinds import DepartmentKind, LineKind, SourceKind
from screenpop.sentences import say
from screenpop.settings.layers import KeyPath
from ui.components.look import Look
from ui.settings.form import Form

Kind = LineKind | SourceKind | DepartmentKind

NAMES = {
    "line.sip": say("SIP telephone system"),
    "line.ami": say("Asterisk (AMI)"),
    "line.simulator": say("Simulator, for training"),
    "sources.sql": say("Database (SQL)"),
    "sources.spreadsheet": say("Spreadsheet"),
    "sources.rest": say("Web service (REST)"),
    "departments.accounting": say("Accounting"),
    "departments.sales": say("Sales"),
    "departments.credit": say("Credit"),
    "departments.cross_sell": say("Cross-sell"),
    "departments.value": say("Relationship"),
    "departments.conversation": say("Conversation"),
    "departments.table": say("A panel of your own"),
}
"""A kind of another package goes by its own name."""


def name_of(look: Look, group: str, kind: str) -> str:
    """What people call a kind."""
    named = NAMES.get(f"{group}.{kind}")
    return look.text(named) if named else kind


def kinds_of(form: Form, group: str) -> Sequence[Kind]:
    """The kinds of lines, sources or departments."""
    kinds = form.draft.kinds
    match group:
        case "line":
            return kinds.lines
        case "sources":
            return kinds.sources
        case _:
            return kinds.departments


def kind_of(form: Form, path: KeyPath) -> Kind | None:
    """What kind the table there is of; None where it names none that there is."""
    table = form.value(path, {})
    named = table.get("kind") if isinstance(table, dict) else None
    if path[0] == "departments":
        named = named or path[-1]
    return next((kind for kind in kinds_of(form, str(path[0])) if kind.name == named), None)
