"""Signs on at the manager interface, by the password or by a hash of it."""

from collections.abc import Callable

from telephony.ami import actions
from telephony.ami.account import Account
from telephony.ami.framing import Message
from telephony.ami.questions import Questions
from telephony.wire.io_thread import IoThread, Timer

GREETED_WITHIN = 0.5
"""Seconds for the server's first line; then we begin all the same."""
LET_IN_WITHIN = 10.0


class SigningOn:
    """One login.

    Args:
        thread: The line's.
        account: As whom.
        classes: The classes of events to ask for.
        questions: The connection's.
        let_in: Called when it is accepted.
        refused: Is given what the server says against it, or None if it says nothing.
    """

    def __init__(
        self,
        thread: IoThread,
        account: Account,
        classes: str,
        questions: Questions,
        *,
        let_in: Callable[[], None],
        refused: Callable[[str | None], None],
    ) -> None:
        self._thread = thread
        self._account = account
        self._classes = classes
        self._questions = questions
        self._let_in = let_in
        self._refused = refused
        self._password: str | None = None
        self._timer: Timer | None = None

    @property
    def waits_for_greeting(self) -> bool:
        """The password is still held back."""
        return self._password is not None

    def begin(self, password: str) -> None:
        """There is a connection."""
        self._password = password
        self._later(GREETED_WITHIN, self.greeted)

    def greeted(self) -> None:
        """The server has said who it is, or seems not to do so."""
        password, self._password = self._password, None
        if password is None:
            return
        self._later(LET_IN_WITHIN, lambda: self._refused(None))
        if self._account.md5:
            self._questions.ask(actions.challenge, lambda answer: self._challenged(answer, password))
        else:
            self._questions.ask(
                lambda action_id: actions.login(
                    self._account.username, password, classes=self._classes, action_id=action_id
                ),
                self._answered,
            )

    def end(self) -> None:
        """Go on no more."""
        self._password = None
        if self._timer is not None:
            self._timer.cancel()

    def _challenged(self, answer: Message | None, password: str) -> None:
        if answer is None:
            return
        challenge = answer.fields.get("Challenge", "")
        if not challenge:
            self._answered(answer)
            return
        self._questions.ask(
            lambda action_id: actions.login_by_hash(
                self._account.username, password, challenge, classes=self._classes, action_id=action_id
            ),
            self._answered,
        )

    def _answered(self, answer: Message | None) -> None:
        if answer is None:
            return
        self.end()
        if answer.fields.get("Response") == "Success" and "Challenge" not in answer.fields:
            self._let_in()
        else:
            self._refused(answer.fields.get("Message", ""))

    def _later(self, seconds: float, do: Callable[[], None]) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._thread.call_later(seconds, do)
