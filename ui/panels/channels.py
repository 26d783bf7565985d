"""By which way something was said, as an icon: a company names its channels as it likes, so the words are looked at."""

import re

from screenpop.answers.conversation import Said
from screenpop.promises import Promised, PromiseKind
from screenpop.sentences import Sentence, say
from ui.clock import now
from ui.theme.icons import Icon

PROMISE, CALL_BACK = say("promise"), say("call back")
_WAYS: tuple[tuple[re.Pattern[str], Icon], ...] = (
    (re.compile(r"mail|letter|list|levél|อีเมล", re.IGNORECASE), Icon.MAIL),
    (re.compile(r"ticket|case|complaint|zgłosz|reklam|panasz|hibajegy", re.IGNORECASE), Icon.TICKET),
    (re.compile(r"order|shop|deliver|zamów|dostaw|rendel|szállít|สั่งซื้อ", re.IGNORECASE), Icon.BOX),
    (re.compile(r"call|phone|telefon|hívás|โทร", re.IGNORECASE), Icon.CALL_IN),
    (re.compile(r"chat|sms|message|whatsapp|wiadomo|üzenet|แชท", re.IGNORECASE), Icon.OFFER),
    (re.compile(r"visit|meeting|wizyt|spotk|látogat", re.IGNORECASE), Icon.PEOPLE),
)
_LONGEST = 60


def icon_of(said: Said) -> Icon:
    """The icon of an entry's channel; a note where its word says nothing to us."""
    if said.channel in (PROMISE, CALL_BACK):
        return Icon.PROMISE
    word = said.channel.template if isinstance(said.channel, Sentence) else said.channel[:_LONGEST]
    return next((icon for way, icon in _WAYS if way.search(word)), Icon.NOTE)


def promised(promise: Promised) -> Said:
    """Something that is owed, as an entry of the time line: it stands at the moment when it is due."""
    back = promise.kind is PromiseKind.CALL_BACK
    return Said(
        at=promise.due,
        channel=CALL_BACK if back else PROMISE,
        text=promise.what,
        who=promise.taken_by or promise.made_by,
        status=say("overdue") if promise.due < now() else say("due"),
    )
