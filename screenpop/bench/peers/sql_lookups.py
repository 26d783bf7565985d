"""How other systems look a caller up: their queries, over the same rows in SQLite.

`d` is the digits that the network presents. Where a system keeps digits in a column of their own, it has one here,
with the index that it has there. Only the first row counts where the system shows only that.
"""

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass

Entry = tuple[str, str, str]
"""Customer, contact, and the number as it is written."""
Found = frozenset[tuple[str, str]]

_TABLE = """
create table person (id integer primary key, customer text, contact text, phone text, mobile text,
                     digits text, backwards text);
create index person_phone on person (phone);
create index person_digits on person (digits);
create index person_backwards on person (backwards);
"""


def _without(signs: str) -> str:
    """A column, to be put in for `{}`, without these signs."""
    column = "{}"
    for sign in signs:
        column = f"replace({column}, '{sign}', '')"
    return column


_STRIPPED = _without(" \\./()-")
_NESTED = _without(" -()+./_,")


@dataclass(frozen=True, slots=True)
class Peer:
    """One system's way.

    Attributes:
        name: Of the system.
        where: The condition of its query.
        parameters: What it makes of the digits presented.
        all_rows: It shows every row that fits, not only the first.
    """

    name: str
    where: str
    parameters: Callable[[str], tuple[str, ...]]
    all_rows: bool = False


def _either(column_is: str) -> str:
    return " or ".join(column_is.format(column) for column in ("phone", "mobile"))


PEERS = (
    Peer("OCA base_phone", _either("replace({}, ' ', '') like ?"), lambda d: (f"%{d[-8:]}",) * 2),
    Peer("Odoo phone_validation", _either(f"{_STRIPPED} like ?"), lambda d: (f"%{d}%",) * 2, all_rows=True),
    Peer("vtiger PBXManager", "digits glob ? or backwards glob ?", lambda d: (f"{d}*", f"{d[::-1]}*")),
    Peer("SalesPlatform vtiger", "digits like ?", lambda d: (f"%{d[-10:]}",)),
    Peer("SugarCRM yaai", _either(f"{_NESTED} like ?"), lambda d: (f"%{d[-8:]}",) * 2),
    Peer("EspoCRM", "digits glob ?", lambda d: (f"{d}*",), all_rows=True),
    Peer("VICIdial", "digits = ?", lambda d: (d,)),
    Peer("Dolibarr", "phone = ?", lambda d: (d,), all_rows=True),
)


class PeerDirectory:
    """A table as those systems have it."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._database = sqlite3.connect(":memory:")
        self._database.executescript(_TABLE)
        self._database.executemany(
            "insert into person (customer, contact, phone, digits, backwards) values (?, ?, ?, ?, ?)",
            ((*entry, digits_of(entry[2]), digits_of(entry[2])[::-1]) for entry in entries),
        )

    def find(self, peer: Peer, presented: str) -> Found:
        """Whom the peer shows; nobody where nothing dialable is presented."""
        if not digits_of(presented):
            return frozenset()
        limit = "" if peer.all_rows else " limit 1"
        query = f"select customer, contact from person where {peer.where}{limit}"  # noqa: S608 # conditions of our own
        return frozenset(self._database.execute(query, peer.parameters(digits_of(presented))).fetchall())

    def close(self) -> None:
        """Let go of it."""
        self._database.close()


def digits_of(text: str) -> str:
    """Nothing but digits."""
    return "".join(filter(str.isdecimal, text))
