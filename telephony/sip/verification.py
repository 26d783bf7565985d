"""What the carrier said of the caller's number: `verstat` (3GPP TS 24.229, ATIS-1000082) and Attestation-Info.

It stands in the user part of an address, after its host, or behind it as a parameter of the header. A name is
never read for it, and an Identity header (RFC 8224) proves nothing until somebody has verified it.
"""

from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from screenpop.trust import Verification
from telephony.sip.addresses import parts_of, split_outside

_OF_ATTESTATION = {"A": Verification.PASSED, "B": Verification.PARTLY, "C": Verification.PARTLY}
_MOST_CAUTIOUS_FIRST = (Verification.FAILED, Verification.NONE, Verification.PARTLY, Verification.PASSED)


def verification_of(values: Iterable[str], attestations: Iterable[str] = ()) -> Verification:
    """What the carrier said; the most cautious word counts where there are several.

    Args:
        values: The caller's addresses as written, from all headers that name one.
        attestations: What Attestation-Info says, which goes before what `verstat` says of the same.
    """
    verdict = _most_cautious(_judged(word) for value in values for word in _verstats(value))
    if verdict not in (Verification.PASSED, Verification.PARTLY):
        return verdict or Verification.NONE
    attested = (_OF_ATTESTATION.get(_bare(one)[:1].upper()) for one in attestations)
    return _most_cautious(one for one in attested if one is not None) or verdict


def _most_cautious(verdicts: Iterable[Verification]) -> Verification | None:
    return min(verdicts, key=_MOST_CAUTIOUS_FIRST.index, default=None)


def _judged(verstat: str) -> Verification:
    verstat = _bare(verstat).lower()
    if verstat.startswith("tn-validation-failed"):
        return Verification.FAILED
    if verstat in ("tn-validation-passed", "tn-validation-passed-a"):
        return Verification.PASSED
    return Verification.PARTLY if verstat.startswith("tn-validation-passed-") else Verification.NONE


def _verstats(value: str) -> Iterator[str]:
    """Every word of every `verstat` in the value; of a torn-off end of a list, the whole."""
    if ":" not in value:
        if "tn-validation" in value.lower():
            yield value
        return
    if "verstat" not in value.lower():
        return
    _, uri, after = parts_of(value.strip())
    for piece in split_outside(f"{unquote(uri)};{after}".replace("@", ";"), ";"):
        name, _, words = piece.partition("=")
        if name.strip().lower() == "verstat":
            yield from words.partition("?")[0].strip().strip('"').split(",")


def _bare(word: str) -> str:
    return word.strip().strip('"').strip()
