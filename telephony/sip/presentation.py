"""The caller as presented, and the facts that a site's rules read from names and headers beside them."""

from collections.abc import Iterable
from dataclasses import replace

from sipmessage import Address

from screenpop.events.calls import NO_FACTS, Facts, Presented
from telephony.facts import FactRules
from telephony.sip.dialogs import DialogParty
from telephony.sip.identity import caller_of, names_in, plain_name, presented_alone
from telephony.sip.message import Message


def presented_in(
    message: Message, rules: FactRules, began_as: Address | None = None
) -> tuple[Presented, Facts]:
    """What a request says of the caller; `began_as` is the From of the call within which it comes."""
    caller, facts = _split(caller_of(message, began_as), names_in(message), rules)
    return caller, rules.of_headers(message.first).completed_by(facts)


def presented_by(party: DialogParty | None, rules: FactRules) -> tuple[Presented, Facts]:
    """What one party of a watched dialog is; nobody, if the document names none."""
    if party is None:
        return Presented(number=None), NO_FACTS
    name = party.display or ""
    return _split(presented_alone(party.uri, name), [plain_name(name)], rules)


def _split(caller: Presented, names: Iterable[str], rules: FactRules) -> tuple[Presented, Facts]:
    """Take the facts off the name; a withheld caller's name is dropped, but its facts are the PBX's own."""
    name, facts = rules.split_name(caller.name)
    for other in names:
        facts = facts.completed_by(rules.split_name(other)[1])
    return (caller if name == caller.name else replace(caller, name=name)), facts
