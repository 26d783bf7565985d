"""How something that is due is told: to whom, what, by when, and who sees to it."""

from datetime import datetime

from screenpop.promises import Promised, PromiseKind
from screenpop.sentences import say
from ui.components.look import Look
from ui.components.outside import harmless
from ui.day.grouping import Group, group_of


def who(promise: Promised, look: Look) -> str:
    """The customer, else the person, else the number."""
    return (
        harmless(promise.customer)
        or harmless(promise.contact)
        or number(promise, look)
        or look.text(say("no customer known"))
    )


def person(promise: Promised) -> str:
    """The contact, where it is not already the name."""
    return harmless(promise.contact) if promise.customer else ""


def number(promise: Promised, look: Look) -> str:
    """Whom to call, as it is read."""
    return harmless(look.wording.written.phone(harmless(promise.number))) if promise.number else ""


def what(promise: Promised, look: Look) -> str:
    """In the agent's words, or that a call is owed."""
    kind = say("Call back") if promise.kind is PromiseKind.CALL_BACK else say("Promise")
    return harmless(promise.what) or look.text(kind)


def by_when(promise: Promised, look: Look, now: datetime) -> str:
    """As short as the group that it stands in allows."""
    written = look.wording.written
    near = group_of(promise, now) in (Group.TODAY, Group.TOMORROW)
    return written.time(promise.due) if near else written.recent(promise.due)


def whose(promise: Promised, agent: str, look: Look) -> str:
    """Who sees to it."""
    if promise.taken_by is None:
        return look.text(say("anybody"))
    if promise.taken_by == agent:
        return look.text(say("me"))
    return harmless(promise.taken_by, longest=60)


def told(promise: Promised, agent: str, look: Look, now: datetime) -> str:
    """All of it in a line, for a screen reader."""
    group = look.text(group_of(promise, now).title)
    parts = (
        group,
        look.wording.written.moment(promise.due),
        who(promise, look),
        person(promise),
        what(promise, look),
        number(promise, look),
        whose(promise, agent, look),
    )
    return ", ".join(filter(None, parts))
