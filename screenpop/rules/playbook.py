"""The playbook: rules in their order, and how each is judged on a call."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from screenpop.answers.advice import Saying
from screenpop.rules.campaigns import Campaign, matching
from screenpop.rules.conditions import Condition, Unmet, unmet
from screenpop.rules.gestures import Giving, why_not
from screenpop.rules.known import (
    NO_CIRCUMSTANCES,
    NOTHING_CHOSEN,
    WORDS_THAT_SHIP,
    Chosen,
    Circumstances,
    Known,
    Vocabulary,
    known_of,
)
from screenpop.rules.saying import Text, first_filled
from screenpop.rules.situation import Situation
from screenpop.sentences import Sentence, say


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        name: Of which there is one.
        origin: The site's file, where it says this rule or changes it; "" is as shipped.
        ships: It is one of those that ship, whether the site changes it or not.
        when: All of them must hold.
        say, why: The first text of which everything is known; a rule that says nothing may still put service first.
        serve_first: Why nothing is to be offered now; empty where offers are welcome.
        sells: It is silent while a customer is to be served first.
        gesture: The name of what may be given.
        offers: From which list something is suggested; "" is none.
        campaign: One campaign, or "any"; "" is none.
    """

    name: str
    origin: str = ""
    ships: bool = False
    when: tuple[Condition, ...] = ()
    say: tuple[Text, ...] = ()
    why: tuple[Text, ...] = ()
    serve_first: tuple[Text, ...] = ()
    sells: bool = False
    gesture: str = ""
    offers: Literal["", "again", "fits", "any"] = ""
    campaign: str = ""


@dataclass(frozen=True, slots=True)
class Playbook:
    """All that is said when; nothing in it says nothing.

    Attributes:
        rules: The first one that fires is said.
        off: The names of rules that the site has switched off.
    """

    rules: tuple[Rule, ...] = ()
    givings: Mapping[str, Giving] = field(default_factory=dict)
    campaigns: tuple[Campaign, ...] = ()
    vocabulary: Vocabulary = WORDS_THAT_SHIP
    off: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a rule was judged.

    Attributes:
        fired: It holds; the first of them that says something wins.
        unmet: The first condition that does not hold.
        because: What else keeps it from firing.
        saying: What it says, if it fired and says anything.
        serve_first: Why nothing is to be offered, if it fired and says so.
    """

    rule: Rule
    fired: bool = False
    unmet: Unmet | None = None
    because: Sentence | None = None
    saying: Saying | None = None
    serve_first: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """All rules, judged.

    Attributes:
        winner: What is to be said.
        serve_first: Why nothing is to be offered now.
    """

    verdicts: tuple[Verdict, ...]
    winner: Verdict | None
    serve_first: Sentence | None


def judge(
    playbook: Playbook,
    situation: Situation,
    now: datetime,
    circumstances: Circumstances = NO_CIRCUMSTANCES,
) -> Judged:
    """Judge all rules.

    Args:
        playbook: The site's.
        situation: What is known so far.
        now: By the clock on the wall.
        circumstances: What the desk knows beside it.
    """
    if situation.identity is None or situation.identity.customer is None:
        return Judged((), None, None)
    known = known_of(situation, now, circumstances, playbook.vocabulary)
    if playbook.campaigns and not known.objected:
        known = replace(known, campaigns=matching(playbook.campaigns, known))
    judged = [_verdict(rule, playbook, known) for rule in playbook.rules]
    serve_first = next((each.serve_first for each in judged if each.serve_first), None)
    verdicts = tuple(
        Verdict(each.rule, because=say("served first: {why}", why=serve_first))
        if each.fired and each.rule.sells and serve_first
        else each
        for each in judged
    )
    return Judged(verdicts, next((each for each in verdicts if each.saying), None), serve_first)


def _verdict(rule: Rule, playbook: Playbook, known: Known) -> Verdict:
    for condition in rule.when:
        if missed := unmet(condition, known):
            return Verdict(rule, unmet=missed)
    chosen = _chosen(rule, playbook, known)
    if isinstance(chosen, Sentence):
        return Verdict(rule, because=chosen)
    saying = None
    if rule.say:
        told, why = first_filled(rule.say, known, chosen), first_filled(rule.why, known, chosen)
        if told is None or why is None:
            return Verdict(rule, because=say("something in its words is not known"))
        saying = Saying(told, why, rule.name, chosen.offer, chosen.gesture)
    serve_first = first_filled(rule.serve_first, known, chosen)
    if saying is None and serve_first is None:
        return Verdict(rule, because=say("something in its words is not known"))
    return Verdict(rule, fired=True, saying=saying, serve_first=serve_first)


def _chosen(rule: Rule, playbook: Playbook, known: Known) -> Chosen | Sentence:
    """What the rule goes on to offer, or why there is nothing."""
    if known.objected and (rule.offers or rule.campaign or rule.gesture):
        return say("this customer objects to being offered anything")
    chosen = NOTHING_CHOSEN
    if rule.campaign:
        wanted = known.campaigns if rule.campaign == "any" else (rule.campaign,)
        running = next((known.campaigns[name] for name in wanted if name in known.campaigns), None)
        if running is None:
            return say("no campaign runs that is about this customer")
        chosen = running
    if rule.offers and chosen.offer is None:
        suggested = (offer for offer in known.offers if rule.offers in ("any", offer.list.value))
        offer = next(suggested, None)
        if offer is None:
            return say("nothing is to be suggested")
        chosen = replace(chosen, offer=offer)
    if rule.gesture:
        giving = playbook.givings[rule.gesture]
        if refusal := why_not(giving, known.situation.recollection.given, known.spent, known.now):
            return say("the gesture may not be made: {why}", why=refusal)
        chosen = replace(chosen, gesture=giving.gesture, gesture_label=giving.label)
    return chosen
