"""All measures by name: what a rule may test, and put into its words."""

import difflib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from screenpop.errors import ConfigurationError
from screenpop.rules.known import Known
from screenpop.rules.measure import Kind, Measure, Value
from screenpop.rules.measured import accounts, dealings, people, remembered
from screenpop.sentences import say

MEASURES: Mapping[str, Measure] = MappingProxyType(
    {
        measure.name: measure
        for module in (people, accounts, dealings, remembered)
        for measure in module.MEASURES
    }
)
"""Those that every site has; `fact.NAME` and `campaign.NAME` come with its settings and its playbook."""

FactKind = Literal["text", "date", "number", "choice", "yes-no"]
_FACT_KINDS: Mapping[FactKind, Kind] = {
    "text": Kind.TEXT,
    "choice": Kind.TEXT,
    "date": Kind.DATE,
    "number": Kind.NUMBER,
    "yes-no": Kind.YES_NO,
}
_FACT, _CAMPAIGN = "fact.", "campaign."


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures that one playbook may name.

    Attributes:
        facts: What the site asks its customers for, and what kind it is.
        campaigns: The names of those that the playbook knows.
        ships: The rule is one that ships, for whatever site: a fact is what it is asked as, known or not.
    """

    facts: Mapping[str, FactKind] = field(default_factory=dict)
    campaigns: Collection[str] = ()
    ships: bool = False

    def find(self, name: str, assumed: Kind = Kind.TEXT) -> Measure:
        """The measure of this name.

        Args:
            name: As the rule writes it.
            assumed: What a fact is that the settings do not know.

        Raises:
            ConfigurationError: There is none.
        """
        if measure := MEASURES.get(name):
            return measure
        if name.startswith(_FACT):
            fact = name.removeprefix(_FACT)
            if fact in self.facts:
                return remembered.told_fact(fact, _FACT_KINDS[self.facts[fact]])
            if self.ships and fact:
                return remembered.told_fact(fact, assumed)
        campaign = name.removeprefix(_CAMPAIGN)
        if name.startswith(_CAMPAIGN) and campaign in self.campaigns:
            return _campaign(campaign)
        raise no_such(name, self.names())

    def names(self) -> Iterable[str]:
        """All names, as rules write them."""
        yield from MEASURES
        yield from (_FACT + fact for fact in self.facts)
        yield from (_CAMPAIGN + campaign for campaign in self.campaigns)


def no_such(name: str, known: Iterable[str]) -> ConfigurationError:
    """A name that nothing has, with the one that was probably meant."""
    names = list(known)
    near = difflib.get_close_matches(name, names, 1, 0.6)
    last = name.rpartition(".")[2]
    near = near or [each for each in names if last and each.rpartition(".")[2] == last][:1]
    if near:
        return ConfigurationError(
            say("there is no “{name}”; did you mean “{near}”?", name=name, near=near[0])
        )
    first = name.partition(".")[0]
    beside = [each for each in names if each.partition(".")[0] == first]
    return ConfigurationError(
        say("there is no “{name}”; there are {known}", name=name, known=", ".join(beside or names))
    )


def _campaign(name: str) -> Measure:
    def read(known: Known) -> Value | None:
        return name in known.campaigns

    return Measure(_CAMPAIGN + name, Kind.YES_NO, read)
