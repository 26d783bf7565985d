"""Some thousand lines of a made company, of everything that makes engines differ."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from connectors.cross_sell.rows import LineRow

FIRST = date(2025, 1, 1)
DAYS = 400
_CUSTOMERS = [
    f"{name} {number}"
    for name in ("Zażółć", "ąbc", "Ábel", "ภาษา", "a", "B", "_", "Ω")
    for number in range(9)
]
_PRODUCTS = [
    f"{name}-{number}" for name in ("śruba", "Schraube", "csavar", "น็อต", "x", "X") for number in range(8)
]
_CURRENCIES = ("PLN", "PLN", "PLN", "EUR", "JPY", None)
_GROUPS = [_PRODUCTS[start : start + 6] for start in range(0, len(_PRODUCTS), 6)]


def made_lines(number: int, seed: int = 7) -> list[LineRow]:
    """Baskets of things that go together; ties, returns in part, in full and too many, nobody's lines."""
    return list(_lines(number, Random(seed)))


def _lines(number: int, chance: Random) -> Iterator[LineRow]:
    bought: list[LineRow] = []
    told = basket = 0
    while told < number:
        basket += 1
        customer = None if chance.random() < 0.08 else chance.choice(_CUSTOMERS)
        at = FIRST + timedelta(days=chance.randrange(DAYS))
        for product in chance.sample(chance.choice(_GROUPS), chance.randint(1, 4)):
            quantity = Decimal(chance.choice((1, 1, 2, 12, "0.3", "2.125")))
            price = Decimal(chance.randrange(1, 5000)) / 100
            line = LineRow(
                f"B{basket % 97}",
                at,
                product,
                quantity,
                customer,
                chance.choice((None, f"The {product}", f"Der {product}")),
                None if chance.random() < 0.05 else price * quantity,
                chance.choice(_CURRENCIES),
            )
            bought.append(line)
            yield line
            told += 1
        if bought and chance.random() < 0.25:
            back = chance.choice(bought)
            share = Decimal(chance.choice(("0.5", "1", "1", "3")))
            at = back.at + timedelta(days=chance.randrange(0, 20))
            amount = None if back.amount is None else -back.amount * share
            yield LineRow(
                f"R{basket}",
                at,
                back.product,
                -back.quantity * share,
                back.customer,
                None,
                amount,
                back.currency,
            )
            told += 1
