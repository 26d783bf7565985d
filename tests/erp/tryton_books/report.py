"""Tells as JSON what Tryton itself says of its books: what is owed, ordered, quoted, limited.

Usage: python -m tests.erp.tryton_books.report URL      (the password of "admin" is on stdin)
"""

import json
import sys
from typing import Any

from proteus.config import set_xmlrpc_session

_OF = {
    "party.party": (
        "code name active receivable receivable_today credit_amount credit_limit_amount "
        "customer_payment_term.rec_name"
    ),
    "party.contact_mechanism": "party type value name active",
    "account.invoice": (
        "party type number state currency.code company.currency.code total_amount amount_to_pay amount_to_pay_today"
    ),
    "account.dunning": "party blocked state line.move.origin",
    "sale.sale": (
        "party number state shipment_state currency.code total_amount untaxed_amount sale_date "
        "quotation_date quotation_expire shipping_date"
    ),
    "sale.line": "sale product.code quantity amount sale.party sale.state sale.sale_date sale.currency.code",
    "ir.note": "resource message",
    "stock.shipment.out": "customer number state planned_date effective_date shipping_reference",
}


def _told(config: Any, model: str, fields: str) -> list[dict[str, Any]]:
    return config.get_proxy(model).search_read([], 0, None, [("id", "ASC")], fields.split(), config.context)


def main(url: str) -> None:
    """Tell everything."""
    with set_xmlrpc_session(url, "admin", sys.stdin.read()) as config:
        inactive = {**config.context, "active_test": False}
        told = {model: _told(config, model, fields) for model, fields in _OF.items()}
        told["inactive"] = config.get_proxy("party.party").search([("active", "=", False)], inactive)
    json.dump(told, sys.stdout, default=str)


if __name__ == "__main__":
    main(sys.argv[1])
