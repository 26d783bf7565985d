"""The kind of department that sales is: its settings and questions."""

from connectors.sales.connector import Sales
from connectors.sales.rows import OrderRow, PurchaseRow, QuoteRow
from screenpop.ports.kinds import DepartmentKind, DepartmentSettings, DepartmentSurroundings
from screenpop.ports.questions import Question


class SalesSettings(DepartmentSettings):
    """The shop's questions; they bind `:customer_id`, `:ref` and `:agent`."""

    purchases: str
    orders: str | None = None
    quotes: str | None = None


def _build(settings: SalesSettings, surroundings: DepartmentSurroundings) -> Sales:
    return Sales(
        source=surroundings.source,
        today=surroundings.today,
        deadline=settings.deadline,
        purchases=settings.purchases,
        orders=settings.orders,
        quotes=settings.quotes,
        name=surroundings.name,
        agent=surroundings.agent,
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
