"""Builds the demo company: the same one for the same seed and day."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from random import Random

from connectors.demo_company.accounts import Account, Contact, Profile
from connectors.demo_company.cards import Cards
from connectors.demo_company.cast import CAST, CELEBRATING, OBJECTING, WILLING, Callers, callers
from connectors.demo_company.databases.crm import write_crm
from connectors.demo_company.databases.ledger import write_ledger
from connectors.demo_company.databases.risk import write_risk
from connectors.demo_company.databases.service import write_service
from connectors.demo_company.databases.shop import write_shop
from connectors.demo_company.hires import hires
from connectors.demo_company.ledger import keep_books
from connectors.demo_company.owed import owed
from connectors.demo_company.people import Registry
from connectors.demo_company.plans import plans
from connectors.demo_company.playbook import playbook_text
from connectors.demo_company.risk import rate
from connectors.demo_company.shelf import shelve
from connectors.demo_company.staging import stage_calm, stage_disputes, stage_orders, stage_quotations
from connectors.demo_company.switchboard import Switchboard
from connectors.demo_company.talk import Correspondence
from connectors.demo_company.telephones import Telephone
from connectors.demo_company.told import told
from connectors.demo_company.trade import Trade
from connectors.demo_company.wishes import ask_for_wishes
from connectors.demo_company.words import read_goods, read_people, read_talk, read_telephony
from screenpop.record.entries import Entry

EDITION = 11
"""Raised when the company is made otherwise than before, so that one made earlier today is not taken for it."""

COLLEAGUES = 12
ONE_TANGLE_IN = 90


@dataclass(frozen=True, slots=True)
class DemoCompany:
    """The company that was built: where its databases lie, the day its history ends, who may call.

    Attributes:
        telephone: Its year of calls, as the record keeps them; made as they are taken.
        owed: What is promised to the callers, as the record keeps it.
        told: What the callers told when they were asked, as the record keeps it.
    """

    folder: Path
    today: date
    callers: Callers
    telephone: Iterator[Entry]
    owed: Iterator[Entry]
    told: Iterator[Entry]


def build(
    folder: Path,
    *,
    customers: int = 5000,
    seed: int = 7,
    today: date,
    held_out: Callable[[str], bool] = lambda _: False,
) -> DemoCompany:
    """Write crm.db, ledger.db, shop.db, risk.db, service.db and the site's playbook into the folder.

    Args:
        folder: Made if it is not there; older files of the same names are replaced.
        customers: How many; never fewer than the cast.
        seed: Another one makes another company.
        today: The day on which the history ends.
        held_out: Whether nothing was suggested to the customer of this number in the year of calls.
    """
    countries, roles = read_people()
    goods = read_goods()
    trades = [trade for trade in goods.trades if trade != "household"]
    profiles = [*CAST, *[Profile()] * (customers - len(CAST))]
    registry = Registry(_chance(seed, "people"), today, countries, roles, trades, len(profiles))
    accounts = _entangle([registry.open(place, profile) for place, profile in enumerate(profiles)])
    accounts = ask_for_wishes(
        _chance(seed, "wishes"),
        accounts,
        content=accounts[: len(CAST)],
        objecting=accounts[CAST.index(OBJECTING)],
    )
    colleagues = registry.colleagues(COLLEAGUES)
    troubled, good, *_ = accounts
    trade = Trade(_chance(seed, "trade"), today, goods)
    orders = trade.orders(accounts)
    stage_orders(orders, good, today)
    calm = [accounts[CAST.index(profile)] for profile in (CELEBRATING, WILLING, OBJECTING)]
    stage_calm(orders, calm, today)
    quotations = stage_quotations(trade.quotations(accounts), good, today)
    money = _chance(seed, "money")
    books = keep_books(money, today, accounts, orders)
    stage_disputes(books, troubled)
    names = [colleague.name for colleague in colleagues]
    words, machines = read_talk()
    written = Correspondence(_chance(seed, "talk"), today, words, names)
    looked_after = plans(_chance(seed, "plans"), today, accounts, orders, names)
    mails, tickets = written.mails(orders, [troubled, good]), written.tickets(orders, [troubled])
    out = hires(_chance(seed, "hires"), today, accounts, machines, rates=goods.rates, troubled=troubled)
    folder.mkdir(parents=True, exist_ok=True)
    write_crm(folder / "crm.db", accounts, colleagues, looked_after, mails, today=today)
    write_ledger(folder / "ledger.db", accounts, books, today)
    write_shop(folder / "shop.db", shelve(_chance(seed, "shelf"), goods.items()), orders, quotations)
    write_risk(folder / "risk.db", rate(money, today, books, orders, goods.rates))
    write_service(folder / "service.db", tickets, out)
    (folder / "playbook.toml").write_text(playbook_text(today, goods.kits), encoding="utf-8")
    telephony = read_telephony()
    cards = Cards(_chance(seed, "cards"), today, goods.kits, held_out)
    switchboard = Switchboard(_chance(seed, "telephone"), today, telephony, orders, cards)
    who_calls = callers(accounts, colleagues[0], registry.stranger())
    return DemoCompany(
        folder,
        today,
        who_calls,
        telephone=switchboard.entries(),
        owed=owed(telephony.promises, who_calls, today),
        told=told(who_calls, today),
    )


def _chance(seed: int, part: str) -> Random:
    """Each part has its own, so that more words for people do not change what is bought."""
    return Random(f"{seed} {part}")  # noqa: S311 # no secret is made of it


def _entangle(accounts: Sequence[Account]) -> list[Account]:
    """Now and then somebody speaks for two customers, or has the old number of somebody who left."""
    tangled = list(accounts)
    last = len(CAST)
    for place in [last - 2, *range(last, len(accounts) - 2, ONE_TANGLE_IN)]:
        held = _again(accounts[place].contacts[0].numbers[0])
        second = tangled[place + 1]
        partner = replace(second.contacts[0], numbers=(*second.contacts[0].numbers, held))
        tangled[place + 1] = replace(second, contacts=(partner, *second.contacts[1:]))
        if place >= last:
            third = tangled[place + 2]
            gone = Contact(third.contacts[-1].name, "former buyer", (held,), active=False)
            tangled[place + 2] = replace(third, contacts=(*third.contacts, gone))
    return tangled


def _again(telephone: Telephone) -> Telephone:
    """The same number as somebody else would write it."""
    return Telephone(telephone.e164, "00" + telephone.e164.removeprefix("+"))
