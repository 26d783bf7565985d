"""The kind of department that accounting is: its settings and questions."""

from connectors.accounting.connector import Accounting
from connectors.accounting.rows import BooksRow, OpenItemRow, PaymentRow
from screenpop.ports.kinds import DepartmentKind, DepartmentSettings, DepartmentSurroundings
from screenpop.ports.questions import Question


class AccountingSettings(DepartmentSettings):
    """The ledger's questions; they bind `:customer_id`, `:ref` and `:agent`."""

    open_items: str
    payments: str | None = None
    books: str | None = None


def _build(settings: AccountingSettings, surroundings: DepartmentSurroundings) -> Accounting:
    return Accounting(
        source=surroundings.source,
        today=surroundings.today,
        deadline=settings.deadline,
        open_items=settings.open_items,
        payments=settings.payments,
        books=settings.books,
        name=surroundings.name,
        agent=surroundings.agent,
    )


KIND = DepartmentKind(
    name="accounting",
    settings=AccountingSettings,
    questions=(
        Question("open_items", OpenItemRow),
        Question("payments", PaymentRow, required=False),
        Question("books", BooksRow, required=False),
    ),
    build=_build,
)
