"""Makes the demo company's customers: companies with their people and numbers, and private people."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from connectors.demo_company.accounts import Account, Contact, Habit, Profile
from connectors.demo_company.telephones import Exchange, Telephone
from connectors.demo_company.words import Country, Roles

YEARS_BACK = 9


@dataclass(slots=True)
class Registry:
    """Makes accounts, one after the other."""

    random: Random
    today: date
    countries: Sequence[Country]
    roles: Roles
    trades: Sequence[str]
    expected: int
    _exchange: Exchange = field(init=False)
    _numbers: tuple[list[int], list[int], list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self._exchange = Exchange(self.random)
        span = range(self.expected * 3)
        self._numbers = (
            self.random.sample(span, self.expected),
            self.random.sample(span, self.expected),
            self.random.sample(span, self.expected),
        )

    def open(self, place: int, profile: Profile) -> Account:
        """A new account; `place` counts from 0."""
        chance = self.random
        country = self._country(profile.country)
        private = profile.country is None and chance.random() < 0.16
        city, area, postcode = chance.choice(country.list("cities"))
        size = profile.size or (1 if private else chance.choices((1, 2, 3), (42, 48, 10))[0])
        ledger, shop, credit = (numbers[place] for numbers in self._numbers)
        people = profile.people or size + int(chance.random() * 2.2)
        head = profile.buyer or self._name(country)[0]
        phones, contacts = self._telephones(country, area, head, 0 if private else people, profile.trunk)
        return Account(
            number=f"C-{10001 + place}",
            ledger=None if private and place % 3 == 0 else f"210{ledger:06}",
            shop=700001 + shop,
            credit=None if private else f"{country.code}/{credit:05}",
            name=head if private else profile.company or self._company(country, city),
            country=country,
            street=country.text("house").format(
                street=chance.choice(country.list("streets")), number=1 + int(chance.random() * 148)
            ),
            postcode="".join(str(int(chance.random() * 10)) if sign == "#" else sign for sign in postcode),
            city=city,
            since=self._since(profile.years),
            active=profile.country is not None or chance.random() > 0.03,
            trade="household" if private else profile.trade or chance.choice(self.trades),
            size=size,
            habit=profile.habit or chance.choices(list(Habit), (30, 44, 20, 6))[0],
            phones=phones,
            contacts=contacts,
            private=private,
        )

    def colleagues(self, count: int) -> list[Contact]:
        """People of the demo company itself, with short numbers from 101."""
        home = self.countries[0]
        return [
            Contact(
                self._name(home)[0],
                self.random.choice(self.roles.colleagues),
                (Telephone(str(101 + place), str(101 + place)),),
            )
            for place in range(count)
        ]

    def stranger(self) -> Telephone:
        """A number that is valid and that nobody has."""
        return self._exchange.mobile(self.countries[0])

    def _country(self, code: str | None) -> Country:
        if code is not None:
            return next(country for country in self.countries if country.code == code)
        return self.random.choices(self.countries, [c.words["weight"] for c in self.countries])[0]

    def _since(self, years: int | None) -> date:
        back = years * 365 if years else int(30 + self.random.random() ** 1.4 * YEARS_BACK * 365)
        return self.today - timedelta(days=back)

    def _name(self, country: Country) -> tuple[str, str]:
        """A whole name, and its family name."""
        sex = "women" if self.random.random() < 0.5 else "men"
        given = self.random.choice(country.list(sex))
        stem = self.random.choice(country.list("stems"))
        family = self.random.choice(country.list(f"surnames_{sex}")).format(stem=stem)
        return country.text("order").format(given=given, family=family), family

    def _company(self, country: Country, city: str) -> str:
        chance = self.random
        tail = chance.choice(country.list("company_tails"))
        return str(
            chance.choice(country.list("companies")).format(
                head=chance.choice(country.list("company_heads")),
                head2=chance.choice(country.list("company_heads")).lower(),
                tail=tail,
                Tail=tail.capitalize(),
                family=self._name(country)[1],
                family2=self._name(country)[1],
                city=city,
            )
        )

    def _telephones(
        self, country: Country, area: str, head: str, people: int, trunk: bool | None
    ) -> tuple[tuple[Telephone, ...], tuple[Contact, ...]]:
        """The company's own numbers, and its people with theirs; no people means a private customer."""
        if not people:
            return (), (Contact(head, None, (self._exchange.mobile(country),)),)
        if self.random.random() < 0.12 if trunk is None else trunk:
            main, direct = self._exchange.trunk(country, area)
        else:
            main, direct = self._exchange.fixed(country, area), []
        return (main,), self._people(country, head, people, main, direct)

    def _people(
        self, country: Country, head: str, count: int, main: Telephone, direct: list[Telephone]
    ) -> tuple[Contact, ...]:
        """The first one has a mobile of their own; the last direct lines stay free."""
        chance = self.random
        people = []
        for place in range(count):
            numbers: list[Telephone] = []
            if place == 0 or chance.random() < 0.6:
                numbers.append(self._exchange.mobile(country))
            if len(direct) > 3:
                numbers.append(direct.pop(0))
            if chance.random() < 0.7 or not numbers:
                numbers.append(main)
            name = self._name(country)[0] if place else head
            left = place > 0 and chance.random() < 0.06
            people.append(Contact(name, chance.choice(self.roles.company), tuple(numbers), active=not left))
        return tuple(people)
