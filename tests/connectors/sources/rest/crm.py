"""A small real CRM over HTTP: bearer tokens, pages that link to the next, filters, accounts in their contacts."""

from collections.abc import Iterator, Mapping
from urllib.parse import unquote, urlencode

from tests.connectors.web.server import Answer, Asked

TOKEN = "reader-token"
_OWNER = {"full_name": "Maria Nowak"}
_HURT_BUD = {
    "id": "A-7/1",
    "name": "Hurt-Bud",
    "created_at": "2019-04-01T08:00:00Z",
    "phone": "+48 22 555 01 00",
}
_ACCOUNTS = {
    "A-7/1": {
        **_HURT_BUD,
        "tier": "gold",
        "vip": True,
        "owner": _OWNER,
        "revenue": {"last_12_months": 48120.55, "previous_12_months": 39000, "currency": "PLN"},
    }
}
_CONTACTS = [
    {
        "id": number,
        "full_name": f"Person {number}",
        "job_title": "buyer",
        "active": number != 3,
        "phone": f"22 555 01 {number:02}",
        "mobile": None if number % 2 else f"600 100 {number:03}",
        "account": _HURT_BUD,
    }
    for number in range(1, 8)
]
_MONEY = {"amount": 12.30, "currency": "PLN"}
_ROWS: Mapping[str, list[dict[str, object]]] = {
    "invoices": [
        {
            "account": "A-7/1",
            "status": "open",
            "number": f"F/{n}",
            "due_on": "2026-01-31",
            "outstanding": _MONEY,
        }
        for n in range(1, 6)
    ]
    + [
        {"account": "A-7/1", "status": "paid", "number": "F/0"},
        {"account": "A-8", "status": "open", "number": "X"},
    ],
    "payments": [
        {"account": "A-7/1", "paid_on": f"2026-0{month}-01", "amount": 10.00 * month, "currency": "PLN"}
        for month in (3, 2, 1)
    ],
    "deals": [
        {
            "account": "A-7/1",
            "stage": "won",
            "items": [
                {"sold_on": "2026-02-01", "sku": "P1", "title": "Cement", "quantity": 2.5, "total": _MONEY},
                {"sold_on": "2026-02-02", "sku": "P2", "title": "Lime", "quantity": 1, "total": _MONEY},
            ],
        },
        {
            "account": "A-7/1",
            "stage": "offered",
            "number": "Q1",
            "valid_until": "2026-12-01",
            "total": _MONEY,
        },
    ],
    "tickets": [
        {
            "account": "A-7/1",
            "updated_at": "2026-02-03T10:00:00+01:00",
            "subject": "Pallet broken",
            "requester": {"full_name": "Person 1"},
            "status": "open",
            "url": "https://crm.example/tickets/1",
        }
    ],
}
_ACTIVITIES = [
    {"at": "2026-02-04T09:00:00Z", "kind": "e-mail", "summary": "Asked for a price", "author": _OWNER}
]


class Crm:
    """Answers as a CRM does; `pages_of` is the most rows that it puts on a page, whatever was asked for."""

    def __init__(self, pages_of: int = 3) -> None:
        self._pages_of = pages_of

    def __call__(self, asked: Asked) -> Answer:
        if asked.headers.get("authorization") != f"Bearer {TOKEN}":
            return Answer({"error": "unauthorized"}, status=401)
        match [unquote(part) for part in asked.path.split("/")[1:]]:
            case ["v1", "me"]:
                return Answer({"login": "reader"})
            case ["v1", "accounts", account] if account in _ACCOUNTS:
                return Answer(_ACCOUNTS[account])
            case ["v1", "accounts", account, "activities"] if account in _ACCOUNTS:
                return self._page(asked, _ACTIVITIES)
            case ["v1", "contacts"]:
                return self._page(asked, _CONTACTS)
            case ["v1", kind] if kind in _ROWS:
                return self._page(asked, list(_fitting(_ROWS[kind], asked.query)))
        return Answer({"error": "not found"}, status=404)

    def _page(self, asked: Asked, rows: list[dict[str, object]]) -> Answer:
        start = int(asked.query.get("after", 0))
        end = start + min(self._pages_of, int(asked.query["per_page"]))
        onward = f"{asked.path}?{urlencode(asked.query | {'after': end})}"
        return Answer(
            {
                "data": rows[start:end],
                "links": {"next": onward if end < len(rows) else None},
                "meta": {"as_of": "2026-03-01"},
            }
        )


def _fitting(rows: list[dict[str, object]], query: Mapping[str, str]) -> Iterator[dict[str, object]]:
    wanted = {name: query[name] for name in ("account", "status", "stage") if name in query}
    return (row for row in rows if all(row.get(name) == value for name, value in wanted.items()))
