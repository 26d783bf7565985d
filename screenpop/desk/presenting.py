"""Reads what a network presented: numbers to E.164, and how far they can be believed."""

from screenpop.events.calls import Presented
from screenpop.events.news import Caller
from screenpop.phone_numbers import NumberReader, PhoneNumber
from screenpop.trust import Verification, trust_in


def read_caller(
    presented: Presented, reader: NumberReader, *, dialled: bool = False
) -> tuple[Caller, PhoneNumber | None]:
    """The caller as news, and the number to look up, which a withheld or unreadable one has not.

    Args:
        presented: As the network presented them.
        reader: The site's.
        dialled: It is no caller, but who is called: the number is one that our own phone dialled.
    """
    read = reader.read_dialled if dialled else reader.read
    number = None if presented.withheld else read(presented.number)
    claimed = reader.read(presented.claimed)
    caller = Caller(
        number=number.e164 if number else None,
        presented=None if presented.withheld else presented.number,
        name=None if presented.withheld else presented.name,
        withheld=presented.withheld,
        internal=number is not None and number.short is not None,
        trust=trust_in(
            presented.verification,
            withheld=presented.withheld,
            contradicted=claimed is not None and claimed != number,
        ),
        vouched=presented.verification is not Verification.NONE,
    )
    return caller, number


def read_did(did: str | None, reader: NumberReader) -> str | None:
    """The number that was dialled: E.164 where it is a full number, else as sent."""
    number = reader.read_certain(did)
    return number.e164 if number else did
