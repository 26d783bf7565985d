"""What the carrier said of the caller's number: `verstat` (3GPP TS 24.229, ATIS-1000082) and Attestation-Info.

It stands in the user part of an address, after its host, or behind it as a parameter of the header.
"""

from collections.abc import Iterable, Iterator

from sipmessage import Address

from screenpop.trust import Verification
from telephony.sip.addresses import parameters_in, split_outside

_OF_ATTESTATION = {"A": Verification.PASSED, "B": Verification.PARTLY, "C": Verification.PARTLY}
_MOST_CAUTIOUS_FIRST = (Verification.FAILED, Verification.NONE, Verification.PARTLY, Verification.PASSED)


def verification_of(addresses: Iterable[Address], attestation: str | None = None) -> Verification:
    """What the carrier said; the most cautious word counts where there are several.

    Args:
        addresses: The caller's, from all headers that name one.
        attestation: The header Attestation-Info, which goes before what `verstat` says of the same.
    """
    verdicts = (_judged(word) for address in addresses for word in _verstats(address))
    verdict = min(verdicts, key=_MOST_CAUTIOUS_FIRST.index, default=Verification.NONE)
    if verdict in (Verification.PASSED, Verification.PARTLY):
        return _OF_ATTESTATION.get((attestation or "").strip().upper()[:1], verdict)
    return verdict


def _judged(verstat: str) -> Verification:
    verstat = verstat.lower()
    if verstat.startswith("tn-validation-failed"):
        return Verification.FAILED
    if verstat in ("tn-validation-passed", "tn-validation-passed-a"):
        return Verification.PASSED
    return Verification.PARTLY if verstat.startswith("tn-validation-passed-") else Verification.NONE


def _verstats(address: Address) -> Iterator[str]:
    user = address.uri.user or ""
    in_user = parameters_in(user[user.find(";") :]) if ";" in user else {}
    for parameters in (in_user, address.uri.parameters, address.parameters):
        yield from split_outside(parameters.get("verstat") or "", ",")
