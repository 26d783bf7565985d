"""Who is always there, whatever the seed: callers worth being called by in a demonstration."""

from collections.abc import Sequence
from dataclasses import dataclass

from connectors.demo_company.accounts import Account, Contact, Habit, Profile
from connectors.demo_company.databases.crm import OWN_NAME, OWN_NUMBER
from connectors.demo_company.telephones import Telephone

TROUBLED = Profile(
    country="PL",
    size=3,
    habit=Habit.FAILING,
    trade="builder",
    trunk=False,
    people=2,
    years=6,
    company="Hurt-Bud sp. z o.o.",
    buyer="Anna Wąs-Świątkowska",
)
GOOD = Profile(country="PL", size=3, habit=Habit.PROMPT, trade="electrician", trunk=False, people=3, years=8)
BUSY = Profile(country="PL", size=3, habit=Habit.PUNCTUAL, trade="plumber", trunk=True, people=6, years=7)
THAI = Profile(
    country="TH", size=2, habit=Habit.PUNCTUAL, trade="electrician", trunk=False, people=2, years=3
)
CELEBRATING = Profile(
    country="PL", size=3, habit=Habit.PROMPT, trade="painter", trunk=False, people=2, years=6
)
WILLING = Profile(
    country="PL", size=3, habit=Habit.PROMPT, trade="electrician", trunk=False, people=2, years=4
)
OBJECTING = Profile(country="PL", size=3, habit=Habit.PROMPT, trade="tiler", trunk=False, people=2, years=4)
ONE = Profile(country="PL", size=2, habit=Habit.PUNCTUAL, trade="painter", trunk=False, people=2, years=5)
OTHER = Profile(country="PL", size=2, habit=Habit.SLOW, trade="drywaller", trunk=False, people=2, years=4)
CAST = (TROUBLED, GOOD, BUSY, THAI, CELEBRATING, WILLING, OBJECTING, ONE, OTHER)


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who may call.

    Attributes:
        number: E.164, or a colleague's short number.
        customer_id: The directory's number for the customer; None where it is not certain.
    """

    number: str
    customer_id: str | None = None
    customer: str | None = None
    contact: str | None = None


@dataclass(frozen=True, slots=True)
class Callers:
    """One of each sort.

    Attributes:
        troubled: The one person who has the number, of a customer that is overdue, on hold, and has bought a lot.
        good: The one person who has the number, of a large customer that pays early.
        main_number: A company's main number, which several of its people have.
        direct_line: A number behind that company's trunk which nobody has.
        thai: Somebody whose name is written in Thai.
        celebrating: Somebody whose birthday is near, and with whom nothing is wrong.
        willing: Somebody with whom nothing is wrong, and whom the campaign is about.
        objecting: Somebody who does not want to be approached.
        two_customers: A number that two customers have.
        colleague: A short number.
        stranger: A number that nobody has.
    """

    troubled: Caller
    good: Caller
    main_number: Caller
    direct_line: Caller
    thai: Caller
    celebrating: Caller
    willing: Caller
    objecting: Caller
    two_customers: Caller
    colleague: Caller
    stranger: Caller


def callers(accounts: Sequence[Account], colleague: Contact, stranger: Telephone) -> Callers:
    """The callers among the accounts, which begin with the cast."""
    troubled, good, busy, thai, celebrating, willing, objecting, one, _ = accounts[: len(CAST)]
    main = busy.phones[0].e164
    return Callers(
        troubled=_first_of(troubled),
        good=_first_of(good),
        main_number=Caller(main, busy.number, busy.name),
        direct_line=Caller(main[:-1] + "9", busy.number, busy.name),
        thai=_first_of(thai),
        celebrating=_first_of(celebrating),
        willing=_first_of(willing),
        objecting=_first_of(objecting),
        two_customers=Caller(one.contacts[0].numbers[0].e164),
        colleague=Caller(colleague.numbers[0].e164, OWN_NUMBER, OWN_NAME, colleague.name),
        stranger=Caller(stranger.e164),
    )


def _first_of(account: Account) -> Caller:
    contact = account.contacts[0]
    return Caller(contact.numbers[0].e164, account.number, account.name, contact.name)
