"""Who allows the demo company to approach them, and who objects."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from connectors.demo_company.accounts import Account, Contact, Wishes

_ASKED = 0.35
_OBJECTS = 0.004


def ask_for_wishes(
    random: Random, accounts: Sequence[Account], *, content: Sequence[Account], objecting: Account
) -> list[Account]:
    """The accounts with what their people wish; most were never asked.

    Args:
        random: Chance.
        accounts: All.
        content: Those of whom nobody objects.
        objecting: The one whose first person does.
    """
    return [
        _first_objects(account)
        if account == objecting
        else replace(
            account, contacts=tuple(_asked(random, each, account in content) for each in account.contacts)
        )
        for account in accounts
    ]


def _first_objects(account: Account) -> Account:
    first, *others = account.contacts
    return replace(account, contacts=(replace(first, wishes=Wishes(at_all=False)), *others))


def _asked(random: Random, contact: Contact, content: bool) -> Contact:
    chance, phone, email = random.random(), random.random(), random.random()
    if chance < _OBJECTS and not content:
        return replace(contact, wishes=Wishes(at_all=False))
    if chance > _ASKED:
        return contact
    return replace(contact, wishes=Wishes(phone=content or phone < 0.9, email=email < 0.8))
