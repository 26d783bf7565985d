"""The company's customers and who of them calls, with numbers as people write them."""

import random
from decimal import Decimal
from typing import Any

from proteus import Model

from tests.erp.tryton_books.company import Company

FIRST = ("Anna", "Jan", "Maria", "Piotr", "Łucja", "Paweł", "Ewa", "Żaneta")
LAST = ("Wąs", "Kowalski", "Łoś", "Nowak", "Świątek", "Zięba")
CUSTOMERS = 60
SHARED = "22 620 30 40"  # the main number of the first two customers' office house
LEFT = "+48 601 000 999"  # somebody who has left their company


def _written(digits: str, way: int) -> str:
    """Nine Polish digits as people write them."""
    groups = (digits[:3], digits[3:6], digits[6:])
    return (
        f"+48 {' '.join(groups)}",
        "-".join(groups),
        f"({digits[:2]}) {digits[2:5]}-{digits[5:7]}-{digits[7:]}",
        f"0048{digits}",
        f"{digits[:2]}/{digits[2:5]} {digits[5:7]} {digits[7:]}",
        digits,
    )[way % 6]


def enter(config: Any, company: Company) -> list[Any]:
    """Enter all customers; gives them in order."""
    chance = random.Random(8)  # the same people each time
    party = Model.get("party.party")
    customers = []
    for number in range(1, CUSTOMERS + 1):
        customer = party(name=f"Elektro {LAST[number % 6]} {number}")
        customer.addresses[0].country = company.country
        customer.addresses[0].city = "Łódź"
        if number % 3:
            customer.customer_payment_term = company.terms[("net 30", "halves")[number % 2]]
        if number % 5:  # the others have the company's usual limit
            customer.credit_limit_amount = None if number % 11 == 3 else Decimal(20_000 + number)
        customer.dunning_procedure = company.dunning
        customers.append(customer)
    party.save(customers)
    mechanisms = []
    for number, customer in enumerate(customers, 1):
        mechanisms += _numbers(number, customer, chance)
    created(config, "party.contact_mechanism", mechanisms)
    _leave()
    return customers


def _numbers(number: int, customer: Any, chance: random.Random) -> list[dict[str, Any]]:
    """What the party has: a main number, some people, an address to write to."""
    plain = {"party": customer.id, "type": "phone", "active": True}
    main = SHARED if number in {1, 2} else _written(f"22{5_000_000 + number * 137}", number)
    made = [{**plain, "value": main}]
    for place in range(chance.randint(0, 3)):
        name = f"{chance.choice(FIRST)} {chance.choice(LAST)}"
        mobile = f"60{chance.randint(1, 9)}{100_000 + number * 100 + place}"
        made.append(
            {**plain, "type": "mobile", "value": _written(mobile, chance.randint(0, 5)), "name": name}
        )
    if number == 5:
        made.append({**plain, "type": "mobile", "value": LEFT, "name": "Once Here"})
    made.append({**plain, "type": "email", "value": f"office@elektro{number}.example.com"})
    return made


def created(config: Any, model: str, values: list[dict[str, Any]]) -> list[int]:
    """Create records as they are written down; a client's form would compute and rewrite first."""
    return config.get_proxy(model).create(values, config.context)


def _leave() -> None:
    (left,) = Model.get("party.contact_mechanism").find([("name", "=", "Once Here")])
    left.active = False
    left.save()
    closed = Model.get("party.party")(name="Elektro Closed Down")
    closed.save()
    closed.active = False
    closed.save()
