"""Makes the playbook of its tables: every condition and every text is read once, and what cannot work is told."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from screenpop.errors import ConfigurationError
from screenpop.folding import folded
from screenpop.gestures import Gesture
from screenpop.ports.kinds import Table
from screenpop.rules.amounts import read_amount
from screenpop.rules.campaigns import Campaign
from screenpop.rules.conditions import Condition, read_condition
from screenpop.rules.gestures import Giving
from screenpop.rules.known import Vocabulary
from screenpop.rules.measures import FactKind, Measures, no_such
from screenpop.rules.playbook import Playbook, Rule
from screenpop.rules.saying import Text, read_text
from screenpop.sentences import say
from screenpop.settings.layers import Tables
from screenpop.settings.playbook_laying import Entry, Laid, Origin, wrong_in
from screenpop.settings.playbook_tables import CampaignTable, GestureTable, RuleTable, WordsTable
from screenpop.settings.reading import problem_of
from screenpop.settings.wrong import key_of

T = TypeVar("T", bound=Table)

_ANY = "any"


def made(laid: Laid, facts: Mapping[str, FactKind], agent: str) -> Playbook:
    """The playbook.

    Args:
        laid: Its tables.
        facts: What the site asks its customers for.
        agent: Who sits here.

    Raises:
        ConfigurationError: Something cannot work; the sentence names the file, the rule, and what would be right.
    """
    words = _read(WordsTable, laid.words, "words", "words", laid.file)
    gestures = _on(GestureTable, laid.gestures, "gestures", laid.file)
    campaigns = _on(CampaignTable, laid.campaigns, "campaigns", laid.file)
    names = tuple(entry.name for entry in laid.campaigns)
    texts = _Reading(laid.file, Measures(facts, names), Measures(campaigns=names, ships=True))
    givings = [_giving(entry, table, agent, laid.file) for entry, table in gestures]
    rules = [
        (table, _rule(entry, table, texts, laid))
        for entry, table in _on(RuleTable, laid.rules, "rules", laid.file)
    ]
    at_hand = {entry.name for entry, _ in (*gestures, *campaigns)} | {"", _ANY}
    playing = tuple(rule for _, rule in rules if {rule.gesture, rule.campaign} <= at_hand)
    return Playbook(
        rules=playing,
        givings={giving.gesture.name: giving for giving in givings},
        campaigns=tuple(_campaign(entry, table, texts) for entry, table in campaigns),
        vocabulary=Vocabulary(_folded(words.complaint), _folded(words.open), _folded(words.settled)),
        off=tuple(entry.name for entry in laid.rules if entry.name not in {rule.name for rule in playing}),
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    """Reads conditions and texts; what ships may name a fact that this site never asks for."""

    file: Path
    of_site: Measures
    of_shipped: Measures

    def conditions(self, entry: Entry, written: Iterable[str]) -> tuple[Condition, ...]:
        measures = self._measures(entry, "when")
        read: list[Condition] = []
        for text in written:
            try:
                read.append(read_condition(text, measures))
            except ConfigurationError as error:
                told = say("condition “{condition}”: {problem}", condition=text, problem=error.sentence)
                raise wrong_in(self.file, "rules", entry.name, told) from None
        return tuple(read)

    def texts(self, entry: Entry, key: str, written: Iterable[str], kind: str = "rules") -> tuple[Text, ...]:
        measures = self._measures(entry, key)
        read: list[Text] = []
        for text in written:
            try:
                read.append(read_text(text, measures))
            except ConfigurationError as error:
                told = say("“{key}”: {problem}", key=key, problem=error.sentence)
                raise wrong_in(self.file, kind, entry.name, told) from None
        return tuple(read)

    def _measures(self, entry: Entry, key: str) -> Measures:
        return self.of_site if key in entry.own else self.of_shipped


def _on(model: type[T], entries: Iterable[Entry], kind: str, file: Path) -> list[tuple[Entry, T]]:
    """Those that are not switched off; what is, need not be complete."""
    return [
        (entry, _read(model, entry.table, kind, entry.name, file))
        for entry in entries
        if entry.table.get("on", True) is not False
    ]


def _read(model: type[T], table: Tables, kind: str, name: str, file: Path) -> T:
    try:
        return model.model_validate(table)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        problem = problem_of(first, model)
        if first["loc"]:
            problem = say("“{key}”: {problem}", key=key_of(first["loc"][:1]), problem=problem)
        raise wrong_in(file, kind, name, problem) from None


def _rule(entry: Entry, table: RuleTable, texts: _Reading, laid: Laid) -> Rule:
    _must_be(table.gesture, [each.name for each in laid.gestures], entry, laid)
    _must_be(table.campaign, [_ANY, *(each.name for each in laid.campaigns)], entry, laid)
    first = table.serve_first
    serve = table.why if first is True else first or ()
    return Rule(
        name=table.name,
        origin="" if entry.origin is Origin.SHIPPED else str(laid.file),
        ships=entry.origin is not Origin.OWN,
        when=texts.conditions(entry, table.when),
        say=texts.texts(entry, "say", table.say),
        why=texts.texts(entry, "why", table.why),
        serve_first=texts.texts(entry, "why" if first is True else "serve_first", serve),
        sells=bool(table.offers or table.campaign) if table.sells is None else table.sells,
        gesture=table.gesture,
        offers=table.offers,
        campaign=table.campaign,
    )


def _must_be(name: str, known: Collection[str], entry: Entry, laid: Laid) -> None:
    if name and name not in known:
        raise wrong_in(laid.file, "rules", entry.name, no_such(name, known).sentence)


def _giving(entry: Entry, table: GestureTable, agent: str, file: Path) -> Giving:
    try:
        worth = read_amount(table.worth) if table.worth else None
        budget = read_amount(table.budget, "2000 PLN") if table.budget else None
    except ConfigurationError as error:
        raise wrong_in(file, "gestures", entry.name, error.sentence) from None
    if budget and (worth is None or worth.currency != budget.currency):
        told = say("a budget needs “worth”, in the same currency")
        raise wrong_in(file, "gestures", entry.name, told)
    return Giving(
        Gesture(table.name, table.label, worth),
        budget=budget.amount if budget else None,
        rests=table.rests,
        mine=not table.who or agent in table.who,
        ships="label" not in entry.own and entry.origin is not Origin.OWN,
    )


def _campaign(entry: Entry, table: CampaignTable, texts: _Reading) -> Campaign:
    return Campaign(
        name=table.name,
        label=table.label or table.name,
        since=table.since,
        until=table.until,
        products=frozenset(table.products),
        categories=_folded(table.categories),
        segments=_folded(table.segments),
        queues=_folded(table.queues),
        say=texts.texts(entry, "say", table.say, "campaigns"),
    )


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(folded(" ".join(word.split())) for word in words)
