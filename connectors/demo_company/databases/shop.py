"""The shop: names in camelCase, points in time, amounts as the web shop adds them up."""

from collections.abc import Sequence
from pathlib import Path

from connectors.demo_company.databases.writing import write
from connectors.demo_company.orders import Order, Quotation
from connectors.demo_company.shelf import Shelved

SCHEMA = """
create table "products" (
    "sku" text primary key, "title" text not null, "category" text not null, "listPrice" real not null,
    "unitCost" real not null, "onShelf" integer not null, "promoted" integer not null);
create table "orders" (
    "orderId" integer primary key, "buyerId" integer not null, "placedAt" text not null, "currency" text not null,
    "status" text not null, "promisedFor" text, "deliveredOn" text, "trackingCode" text);
create table "orderLines" (
    "orderId" integer not null references "orders", "position" integer not null,
    "sku" text not null references "products", "qty" integer not null, "lineTotal" real not null,
    primary key ("orderId", "position")) without rowid;
create table "quotes" (
    "quoteNo" text primary key, "buyerId" integer not null, "createdOn" text not null, "validUntil" text not null,
    "total" real not null, "currency" text not null);
"""
INDEXES = """
create index "ordersByBuyer" on "orders" ("buyerId", "placedAt");
create index "quotesByBuyer" on "quotes" ("buyerId");
"""


def write_shop(
    file: Path, shelf: Sequence[Shelved], orders: Sequence[Order], quotations: Sequence[Quotation]
) -> None:
    """Articles, orders with their lines, offers in writing."""
    rows = {
        "products": map(_product, shelf),
        "orders": map(_order, orders),
        "orderLines": (
            (order.number, position, line.item.sku, line.quantity, line.minor / 100)
            for order in orders
            for position, line in enumerate(order.lines, 1)
        ),
        "quotes": map(_quotation, quotations),
    }
    write(file, SCHEMA, rows, INDEXES)


def _product(shelved: Shelved) -> tuple[object, ...]:
    item = shelved.item
    price = round(item.price, 2)
    return (item.sku, item.name, item.kit, price, shelved.cost, shelved.pieces, shelved.promoted)


def _order(order: Order) -> tuple[object, ...]:
    return (
        order.number,
        order.account.shop,
        f"{order.placed.isoformat()}T{7 + order.number % 10:02}:{order.number % 60:02}:00",
        order.account.country.currency,
        order.status,
        order.promised.isoformat(),
        order.delivered.isoformat() if order.delivered else None,
        order.tracking,
    )


def _quotation(quotation: Quotation) -> tuple[object, ...]:
    return (
        quotation.number,
        quotation.account.shop,
        quotation.made.isoformat(),
        quotation.valid_until.isoformat(),
        quotation.minor / 100,
        quotation.account.country.currency,
    )
