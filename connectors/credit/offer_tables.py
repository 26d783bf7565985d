"""The site's table of what may be offered, as the settings write it."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from connectors.credit.condition import Condition
from connectors.credit.policy import Rule, folded
from screenpop.money import plain
from screenpop.ports.kinds import Table


def _listed(value: object) -> object:
    return (value,) if isinstance(value, str) else value


OneOrMore = Annotated[tuple[str, ...], BeforeValidator(_listed)]
Conditions = Annotated[tuple[Condition, ...], BeforeValidator(_listed)]


class OfferTable(Table):
    """One row: for whom (all that is left out is any; a hold must be named), and terms or whom to refer to."""

    segment: OneOrMore = ()
    standing: Conditions = ()
    authority: str = ""
    terms: str = Field(default="", max_length=80)
    discount: Decimal | None = Field(default=None, ge=0, le=100)
    until: date | None = None
    reason: str = Field(default="", max_length=200)
    refer_to: str = Field(default="", max_length=80)

    @model_validator(mode="after")
    def _says_one_thing(self) -> "OfferTable":
        if bool(self.terms) is bool(self.refer_to):
            raise ValueError('a row has either "terms" or "refer_to"')
        return self


class AuthorityTable(Table):
    """Who may offer what: `levels` from the lowest up, `agents` → level, `default` for everybody else."""

    levels: tuple[str, ...] = ()
    default: str = ""
    agents: Mapping[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _know_their_levels(self) -> "AuthorityTable":
        if len(set(self.levels)) < len(self.levels):
            raise ValueError('a level stands twice in "levels"')
        if len(set(map(folded, self.agents))) < len(self.agents):
            raise ValueError('an agent stands twice in "agents"; capital letters make no difference')
        given = {f'"{agent}" in "agents"': level for agent, level in self.agents.items()}
        if self.default:
            given['"default"'] = self.default
        for who, level in given.items():
            if level not in self.levels:
                raise ValueError(f"{who}: {self.no_such(level)}")
        return self

    def no_such(self, level: str) -> str:
        """What is wrong with a level that is none."""
        return f'there is no level "{level}"; "authority.levels" has {", ".join(self.levels) or "none"}'

    def rank(self, level: str) -> int:
        """How high a level is; the lowest for none."""
        return self.levels.index(level) if level else 0

    def ranks(self) -> Mapping[str, int]:
        """The rank of each agent."""
        return {folded(agent): self.rank(level) for agent, level in self.agents.items()}


def rules_of(offers: Sequence[OfferTable], authority: AuthorityTable) -> tuple[Rule, ...]:
    """The rules, in the order of the table."""
    return tuple(
        Rule(
            segments=frozenset(map(folded, offer.segment)),
            conditions=frozenset(offer.standing),
            rank=authority.rank(offer.authority),
            terms=offer.terms,
            discount=None if offer.discount is None else plain(offer.discount),
            until=offer.until,
            reason=offer.reason or None,
            refer_to=offer.refer_to or None,
        )
        for offer in offers
    )
