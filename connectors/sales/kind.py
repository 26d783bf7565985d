"""The kind of department that sales is: its settings and questions."""

from connectors.sales.connector import Sales
from connectors.sales.rows import OrderRow, PurchaseRow, QuoteRow
from screenpop.ports.kinds import DepartmentKind, DepartmentSettings, DepartmentSurroundings
from screenpop.ports.questions import Question


class SalesSettings(DepartmentSettings):
    """The shop's questions; they bind `:customer_id` and `:ref`."""

    purchases: str
    orders: str | None = None
    quotes: str | None = None


def _build(settings: SalesSettings, surroundings: DepartmentSurroundings) -> Sales:
    return Sales(
        surroundings.source,
        surroundings.today,
        settings.deadline,
        settings.purchases,
        settings.orders,
        settings.quotes,
    )


KIND = DepartmentKind(
    name="sales",
    settings=SalesSettings,
    questions=(
        Question("purchases", PurchaseRow),
        Question("orders", OrderRow, required=False),
        Question("quotes", QuoteRow, required=False),
    ),
    build=_build,
)
