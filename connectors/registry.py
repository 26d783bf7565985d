"""The kinds of source and department that ship with the program."""

from connectors.accounting.kind import KIND as ACCOUNTING
from connectors.conversation.kind import KIND as CONVERSATION
from connectors.credit.kind import KIND as CREDIT
from connectors.cross_sell.kind import KIND as CROSS_SELL
from connectors.own_panels.kind import KIND as TABLE
from connectors.sales.kind import KIND as SALES
from connectors.sources.kinds import KINDS
from connectors.value.kind import KIND as VALUE
from screenpop.ports.kinds import DepartmentKind, SourceKind


def source_kinds() -> tuple[SourceKind, ...]:
    """Every kind of source."""
    return KINDS


def department_kinds() -> tuple[DepartmentKind, ...]:
    """Every kind of department, in the order of the card's panels."""
    return (ACCOUNTING, SALES, CREDIT, CROSS_SELL, VALUE, CONVERSATION, TABLE)
