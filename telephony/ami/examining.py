"""Tries an AMI user for `screenpop check`: address, connection, login, and what the user may do."""

import queue
from collections.abc import Callable, Iterable

from screenpop.ports.checks import Check
from screenpop.sentences import Sentence, say
from telephony.ami import actions
from telephony.ami.account import Account
from telephony.ami.framing import Message
from telephony.ami.session import Session
from telephony.wire.guard import Guard
from telephony.wire.io_thread import IoThread

EXAMINED_WITHIN = 15.0
RIGHTS_WITHIN = 2.0

_LEAKS = ("Command", "GetConfig", "UpdateConfig", "ListCategories", "ModuleLoad", "CoreShowChannels", "DBGet")
"""Actions of classes (command, config, system, reporting) with which a desk could read passwords or all calls."""
_ORIGINATE = "Originate"


def examine_account(
    name: str, extension: str, account: Account, password: Callable[[], str | None]
) -> Iterable[Check]:
    """What is found, step by step; it ends at the first step that fails.

    Args:
        name: What the settings call the line.
        extension: Whose calls it is to report.
        account: Whom to sign on as.
        password: Gives the password, or None; may block.
    """
    subject = f"line {name}"
    addresses = Guard(account.host, account.port).addresses()
    if not addresses:
        told = say("The name {server} has no address.", server=account.host)
        yield Check(f"{subject}: address", passed=False, told=told)
        return
    told = say("{server} is {addresses}.", server=account.host, addresses=", ".join(addresses))
    yield Check(f"{subject}: address", passed=True, told=told)
    trial = _Trial(account, password)
    try:
        refusal = trial.refusal()
        if refusal is not None:
            yield Check(subject, passed=False, told=refusal)
            return
        yield Check(subject, passed=True, told=_signed_on(account, trial.greeting))
        yield _encryption(subject, account)
        yield _rights(subject, trial.allowed())
        yield _expected(subject, extension)
    finally:
        trial.end()


class _Trial:
    """A session for as long as it is tried."""

    def __init__(self, account: Account, password: Callable[[], str | None]) -> None:
        self._outcome: queue.SimpleQueue[Sentence | None] = queue.SimpleQueue()
        self._thread = IoThread(f"trying {account.place}")
        self._session = Session(
            self._thread,
            account,
            password,
            wanted=frozenset(),
            classes=actions.WANTED_CLASSES,
            listener=self,
        )
        self._thread.start()
        self._thread.call_soon(self._session.begin)

    @property
    def greeting(self) -> str:
        """How the server introduced itself."""
        return self._session.greeting

    def refusal(self) -> Sentence | None:
        """Why there is no session; None if there is one."""
        try:
            return self._outcome.get(timeout=EXAMINED_WITHIN)
        except queue.Empty:
            return say("Nothing came of it in {seconds} s.", seconds=int(EXAMINED_WITHIN))

    def allowed(self) -> frozenset[str] | None:
        """The actions that this user may use; None if the PBX does not say."""
        answered: queue.SimpleQueue[Message | None] = queue.SimpleQueue()

        def ask() -> None:
            self._session.questions.ask(
                lambda action_id: actions.action("ListCommands", ActionID=action_id), answered.put
            )

        self._thread.call_soon(ask)
        try:
            answer = answered.get(timeout=RIGHTS_WITHIN)
        except queue.Empty:
            return None
        succeeded = answer is not None and answer.fields.get("Response") == "Success"
        return frozenset(answer.fields) if answer is not None and succeeded else None

    def end(self) -> None:
        """Sign off."""
        self._thread.call_soon(self._session.end)
        self._thread.stop(RIGHTS_WITHIN)

    def let_in(self) -> None:
        """The session stands."""
        self._outcome.put(None)

    def heard(self, event: Message) -> None:
        """Events are of no interest here."""

    def lost(self, reason: Sentence, *, tries_again: bool) -> None:  # noqa: ARG002 # one trial is enough
        """The first word counts."""
        self._outcome.put(reason)


def _signed_on(account: Account, greeting: str) -> Sentence:
    return say(
        "Signed on at {server} as AMI user {username} ({greeting}).",
        server=account.place,
        username=account.username,
        greeting=greeting or "?",
    )


def _encryption(subject: str, account: Account) -> Check:
    if account.tls:
        told = say(
            "The connection is encrypted, and the certificate is that of {server}.", server=account.host
        )
    else:
        told = say(
            "The connection is not encrypted: whoever can listen on the network reads all calls, and perhaps the "
            "password. Set tls = true here, and tlsenable = yes in manager.conf."
        )
    return Check(f"{subject}: encryption", passed=True, told=told)


def _expected(subject: str, extension: str) -> Check:
    told = say(
        "Events of extension {extension} are expected; the PBX does not tell beforehand what its read classes "
        "and event filters let through. Ring the extension once to see.",
        extension=extension,
    )
    return Check(f"{subject}: events", passed=True, told=told)


def _rights(subject: str, allowed: frozenset[str] | None) -> Check:
    subject = f"{subject}: rights"
    if allowed is None:
        return Check(subject, passed=True, told=say("The PBX does not say what this AMI user may do."))
    leaks = [action for action in _LEAKS if action in allowed]
    if leaks:
        told = say(
            "This AMI user may do more than a desk needs ({actions}), and with it read passwords or other people's "
            "calls. Leave write empty in manager.conf, or write = originate to have numbers dialled.",
            actions=", ".join(leaks),
        )
        return Check(subject, passed=False, told=told)
    if _ORIGINATE in allowed:
        told = say("This AMI user may have phones call (write = originate), and nothing else that matters.")
        return Check(subject, passed=True, told=told)
    told = say("This AMI user can only listen: calls are shown, and numbers are dialled by hand.")
    return Check(subject, passed=True, told=told)
