"""Who is calling and what was dialled, as a request's headers tell.

The caller: P-Asserted-Identity before Remote-Party-ID before From; a number that can be dialled before a
name. Whoever asked not to be known stays unknown, even where a header betrays the number.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from sipmessage import URI, Address

from screenpop.events.calls import Presented
from telephony.sip.addresses import parameters_in, read_address, read_uri
from telephony.sip.message import Message
from telephony.sip.verification import verification_of

LONGEST_NAME = 256

_HIDING_PRIVACY = {"id", "user", "header", "full"}
_NOBODY = {"anonymous", "restricted", "unavailable", "unknown", "private", "withheld"}
_PHONE_SIGNS = set("0123456789+-.() *#")


@dataclass(frozen=True, slots=True)
class _Party:
    number: str
    name: str
    address: Address
    asserted: bool
    written: str

    @property
    def dialable(self) -> bool:
        digits = sum(sign.isdigit() for sign in self.number)
        return digits > 1 and set(self.number) <= _PHONE_SIGNS


def caller_of(message: Message, began_as: Address | None = None) -> Presented:
    """The caller as the request presents them.

    Args:
        message: An INVITE, or a request within its call.
        began_as: The From of that call's INVITE. A From that only repeats it is the call's address by now,
            not a claim that could contradict what the network asserts.
    """
    parties = [_party(value, asserted=True) for value in message.all("P-Asserted-Identity")]
    remote = [_party(value, asserted=True) for value in message.all("Remote-Party-ID")]
    remote = [one for one in remote if one.address.parameters.get("party", "calling") == "calling"]
    claimed = _claimed_in(message)
    parties += remote
    if _wants_privacy(message, remote) or not claimed.number or any(map(_is_nobody, [*parties, claimed])):
        return Presented(number=None, withheld=True)
    parties.append(claimed)
    chosen = next((one for one in parties if one.dialable), parties[0])
    repeats = began_as is not None and number_in(began_as.uri) == claimed.number
    contradicts = chosen.asserted and claimed.dialable and claimed.number != chosen.number and not repeats
    return Presented(
        number=chosen.number or None,
        name=_name_for(chosen, parties) or None,
        claimed=claimed.number if contradicts else None,
        verification=verification_of([one.written for one in parties], message.all("Attestation-Info")),
    )


def presented_alone(uri: str, name: str) -> Presented:
    """The caller as one address presents them, where there are no headers beside it."""
    party = _party_at(Address(read_uri(uri), name), uri, asserted=True)
    if not party.number or _is_nobody(party):
        return Presented(number=None, withheld=True)
    return Presented(number=party.number, name=party.name or None, verification=verification_of([uri]))


def names_in(message: Message) -> list[str]:
    """Every name that the request has for the caller, also where the caller is withheld."""
    values = [*message.all("P-Asserted-Identity"), *message.all("Remote-Party-ID")]
    names = [*(read_address(value).name for value in values), message.from_address.name]
    return [plain for name in names if (plain := plain_name(name))]


def names_a_party(message: Message, began_as: Address) -> bool:
    """Whether a request within a call says who is on it: as the network asserts, or by a new From (RFC 4916)."""
    if message.all("P-Asserted-Identity") or message.all("Remote-Party-ID"):
        return True
    return number_in(message.from_address.uri) != number_in(began_as.uri)


def dialled_in(message: Message, is_ours: Callable[[URI], bool]) -> str | None:
    """The number that the caller dialled first.

    Args:
        message: The INVITE.
        is_ours: Whether a URI is the contact under which we registered, which nobody dialled.
    """
    history = [read_address(value) for value in message.all("History-Info")]
    known = [one for one in history if number_in(one.uri) and _index(one) and not _is_hidden(one.uri)]
    if known:
        return number_in(min(known, key=_index).uri)
    diversions = [
        number for value in message.all("Diversion") if (number := number_in(read_address(value).uri))
    ]
    if diversions:
        return diversions[-1]
    target = read_uri(message.request_uri)
    if number_in(target) and not is_ours(target):
        return number_in(target)
    return number_in(message.to_address.uri) or None


def replaced_by(message: Message) -> tuple[str, frozenset[str]] | None:
    """Call-ID and tags of the call in whose place this one comes (RFC 3891), or None."""
    value = message.first("Replaces")
    if not value:
        return None
    call_id, semicolon, rest = value.partition(";")
    told = parameters_in(semicolon + rest)
    return call_id.strip(), frozenset(tag for name in ("from-tag", "to-tag") if (tag := told.get(name)))


def transferred_by(message: Message) -> str | None:
    """The colleague who passed the call on (RFC 3892), or None."""
    referred = message.first("Referred-By")
    return (number_in(read_address(referred).uri) or None) if referred else None


def plain_name(name: str) -> str:
    """A display name without control, direction and zero-width characters, on one line, cut to a length."""
    spaced = " ".join(name[: 4 * LONGEST_NAME].split())
    return "".join(sign for sign in spaced if unicodedata.category(sign)[0] != "C").strip()[:LONGEST_NAME]


def number_in(uri: URI) -> str:
    """The user part without its parameters; a local tel number behind its global context (RFC 3966)."""
    number = plain_name((uri.user or "").partition(";")[0])
    context = uri.parameters.get("phone-context") or ""
    local = uri.scheme == "tel" and not number.startswith("+") and context.startswith("+")
    return f"{context}{number}" if local else number


def _party(value: str, *, asserted: bool) -> _Party:
    return _party_at(read_address(value), value, asserted=asserted)


def _party_at(address: Address, written: str, *, asserted: bool) -> _Party:
    return _Party(number_in(address.uri), plain_name(address.name), address, asserted, written)


def _claimed_in(message: Message) -> _Party:
    return _party_at(message.from_address, message.first("From") or "", asserted=False)


def _wants_privacy(message: Message, remote: list[_Party]) -> bool:
    asked = {
        word.strip().lower()
        for value in message.all("Privacy")
        for word in value.replace(",", ";").split(";")
    }
    hidden = {(one.address.parameters.get("privacy") or "off").lower() for one in remote}
    return bool(asked & _HIDING_PRIVACY) or not hidden <= {"off", "no"}


def _is_nobody(party: _Party) -> bool:
    return party.number.lower() in _NOBODY or _is_hidden(party.address.uri)


def _is_hidden(uri: URI) -> bool:
    return uri.host.lower().rstrip(".") == "anonymous.invalid"


def _name_for(chosen: _Party, parties: list[_Party]) -> str:
    """The chosen party's name, or the one another header has for the same number."""
    return next((one.name for one in [chosen, *parties] if one.name and _same(one.number, chosen.number)), "")


def _same(one: str, other: str) -> bool:
    if one == other:
        return True
    short, long = sorted(
        ("".join(filter(str.isdigit, number)).lstrip("0") for number in (one, other)), key=len
    )
    return len(short) > 6 and long.endswith(short)


def _index(entry: Address) -> tuple[int, ...]:
    pieces = (entry.parameters.get("index") or "").split(".")
    return (
        tuple(map(int, pieces))
        if all(one.isascii() and one.isdigit() and len(one) < 6 for one in pieces)
        else ()
    )
