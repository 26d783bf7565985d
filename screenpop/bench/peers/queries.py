"""How other systems look a caller up: their queries.

`d` is the digits that the network presents. Only the first row counts where the system shows only that.
"""

from collections.abc import Callable
from dataclasses import dataclass

from screenpop.bench.peers.tables import Found, SqliteTable, Table


def _without(signs: str) -> str:
    """A column, to be put in for `{}`, without these signs."""
    column = "{}"
    for sign in signs:
        column = f"replace({column}, '{sign}', '')"
    return column


_NESTED = _without(" -()+./_,")


@dataclass(frozen=True, slots=True)
class Query:
    """One system's way.

    Attributes:
        name: Of the system.
        postgresql: The condition of its query.
        parameters: What it makes of the digits presented.
        sqlite: The condition as SQLite understands it, where that is another.
    """

    name: str
    postgresql: str
    parameters: Callable[[str], tuple[str, ...]]
    sqlite: str | None = None


def _any(columns: str, column_is: str) -> str:
    return " or ".join(column_is.format(column) for column in columns.split())


_TWO, _FIVE = "phone mobile", "phone mobile work other assistant"
_CLOSED_UP = "replace({}, ' ', '')"
_STRIPPED = _without(" /.()-\\")
_STRIPPED_BY_PATTERN = r"regexp_replace({}, '[\s\\./\(\)\-]', '', 'g')"

QUERIES = (
    Query(
        "OCA base_phone",
        _any(_TWO, f"{_CLOSED_UP} ilike ?") + " limit 1",
        lambda d: (f"%{d[-8:]}",) * 2,
        sqlite=_any(_TWO, f"{_CLOSED_UP} like ?") + " limit 1",
    ),
    Query(
        "Odoo phone_validation",
        _any(_TWO, f"{_STRIPPED_BY_PATTERN} ilike ?"),
        lambda d: (f"%{d}%",) * 2,
        sqlite=_any(_TWO, f"{_STRIPPED} like ?"),
    ),
    Query(
        "vtiger PBXManager",
        "digits like ? or backwards like ? limit 1",
        lambda d: (f"{d}%", f"{d[::-1]}%"),
    ),
    Query("SalesPlatform vtiger", "digits like ? limit 1", lambda d: (f"%{d[-10:]}",)),
    Query(
        "SugarCRM yaai",
        _any(_FIVE, f"{_NESTED} ~ (? || '$')") + " limit 1",
        lambda d: (d[-8:],) * 5,
        sqlite=_any(_FIVE, f"{_NESTED} like ('%' || ?)") + " limit 1",
    ),
    Query("EspoCRM", "digits like ?", lambda d: (f"{d}%",)),
    Query("VICIdial", "digits = ? order by last_call desc limit 1", lambda d: (d,)),
    Query("Dolibarr", "phone = ?", lambda d: (d,)),
)


class ByQuery:
    """A system that finds callers by one query."""

    def __init__(self, query: Query, table: Table) -> None:
        self.name = query.name
        self._query = query
        self._table = table
        in_sqlite = isinstance(table, SqliteTable) and query.sqlite
        self._where = in_sqlite or query.postgresql

    def find(self, digits: str) -> Found:
        """Whom the system shows."""
        rows = self._table.ask(self._where, self._query.parameters(digits))
        return frozenset((customer, contact) for customer, contact, _ in rows)
