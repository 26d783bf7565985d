"""Terms of payment in the reader's words: "2/10 net 30" is the trade's."""

import re
from decimal import Decimal

from screenpop.sentences import Sentence, say, say_many
from ui.components.outside import harmless
from ui.formatting import Formatting

_TRADE = re.compile(r"(?:(\d{1,2}(?:\.\d{1,2})?)/(\d{1,3}) )?net (\d{1,3})", re.ASCII)

PREPAYMENT = say("prepayment only")


def terms(told: str | Sentence, written: Formatting) -> Sentence:
    """The terms; wording that is not the trade's stays as the company wrote it."""
    if isinstance(told, Sentence):
        return told
    text = harmless(told)
    if text.lower() == "prepayment":
        return PREPAYMENT
    read = _TRADE.fullmatch(text.lower())
    if read is None:
        return Sentence("{text}", {"text": text})
    discount, early, net = read.groups()
    days = say_many("{count} day", "{count} days", int(net))
    if discount is None:
        return say("{net} to pay", net=days)
    return say(
        "{net}, {discount} within {early}",
        net=days,
        discount=written.percent(Decimal(discount) / 100),
        early=say_many("{count} day", "{count} days", int(early)),
    )
