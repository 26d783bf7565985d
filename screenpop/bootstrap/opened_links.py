"""What a link may have opened: a customer's card, or a number to be called once the agent says so. Nothing else.

`tel:+48225550123`, `sip:+48225550123@pbx.example`, `screenpop:customer/1001`. Links come from anywhere, from web pages
too: one is a number or an id, never a command, a file or a setting, and none has anybody called.
"""

import re
from dataclasses import dataclass
from urllib.parse import unquote

from screenpop.bootstrap.dialling import wanted_number
from screenpop.phone_numbers import NumberReader
from screenpop.sentences import Sentence, say

_LONGEST = 256
_LONGEST_ID = 100
_CUSTOMER = re.compile(r"screenpop:(?://)?customer/([^/?#]+)/?", re.IGNORECASE)
_SIP = re.compile(r"sips?:([^@;?]+)(?:@[^@\s]*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Linked:
    """Whose card a link opens.

    Attributes:
        customer_id: The customer; "" is whoever has the number.
        number: As E.164, or a colleague's short number; None where the link names a customer.
    """

    customer_id: str = ""
    number: str | None = None


def linked(link: str, reader: NumberReader) -> Linked | None:
    """What a link names; None if it names nothing that is opened here."""
    if len(link) > _LONGEST or not link.isprintable():
        return None
    if customer := _CUSTOMER.fullmatch(link):
        id_ = unquote(customer[1])
        fits = id_.isprintable() and id_.strip() and len(id_) <= _LONGEST_ID
        return Linked(customer_id=id_) if fits else None
    if sip := _SIP.fullmatch(link):
        link = f"tel:{sip[1]}"
    elif not link.lower().startswith("tel:"):
        return None
    number = wanted_number(link, reader)
    written = number and (number.e164 or number.short)
    return Linked(number=written) if written else None


def no_link(link: str) -> Sentence:
    """What to say of a link that names nothing."""
    shown = "".join(sign if sign.isprintable() else " " for sign in link[:60])
    return say("“{link}” is no link that Screenpop opens: tel:, sip: or screenpop:customer/….", link=shown)
