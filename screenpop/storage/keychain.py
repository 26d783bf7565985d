"""Passwords: from the system's keyring, from the environment, or asked for; never in a file of ours."""

from __future__ import annotations

import getpass
import os
import queue
import threading
import warnings
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

from screenpop.errors import KeyringLocked, MissingSecret
from screenpop.sentences import say

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

T = TypeVar("T")

SERVICE = "screenpop"
_PLAIN_TEXT = ("keyrings.alt.", "keyring.backends.null.", "keyring.backends.fail.")
_IN_ITS_PLACE = say(
    'Unlock or install one (GNOME Keyring, KWallet), or write under [secrets] in the settings: from = "ask".'
)


class KeyringSecrets:
    """Passwords in the system's keyring. Each question has a deadline, because a locked keyring asks its user."""

    def __init__(self, deadline: timedelta = timedelta(seconds=30)) -> None:
        self._deadline = deadline
        self._one_question = threading.Lock()

    def get(self, name: str, /) -> str | None:
        """The password, or None if nobody has stored one.

        Raises:
            MissingSecret: The keyring cannot be used, and why.
        """
        return self._ask(lambda keyring: keyring.get_password(SERVICE, name))

    def set(self, name: str, password: str, /) -> None:
        """Store the password, in the place of an older one.

        Raises:
            MissingSecret: The keyring cannot be used, and why.
        """
        self._ask(lambda keyring: keyring.set_password(SERVICE, name, password))

    def forget(self, name: str, /) -> bool:
        """Remove the password; False if none was stored.

        Raises:
            MissingSecret: The keyring cannot be used, and why.
        """

        def remove(keyring: KeyringBackend) -> bool:
            stored = keyring.get_password(SERVICE, name) is not None
            if stored:
                keyring.delete_password(SERVICE, name)
            return stored

        return self._ask(remove)

    def _ask(self, question: Callable[[KeyringBackend], T]) -> T:
        answers: queue.SimpleQueue[T | MissingSecret] = queue.SimpleQueue()

        def ask() -> None:
            if not self._one_question.acquire(timeout=self._deadline.total_seconds()):
                return  # one prompt of the keyring at a time; whoever waited for this one has given up
            try:
                answers.put(question(_keyring()))
            except MissingSecret as error:
                answers.put(error)
            except Exception as error:  # noqa: BLE001 # each keyring raises errors of its own making
                # their text is not passed on: nobody knows what a foreign backend puts into it
                answers.put(_unusable(type(error).__name__))
            finally:
                self._one_question.release()

        threading.Thread(target=ask, name="keyring", daemon=True).start()
        try:
            answer = answers.get(timeout=self._deadline.total_seconds())
        except queue.Empty:
            raise KeyringLocked(
                say(
                    "The system's keyring did not answer in {seconds} seconds; it may be waiting to be"
                    " unlocked. {advice}",
                    seconds=round(self._deadline.total_seconds()),
                    advice=_IN_ITS_PLACE,
                )
            ) from None
        if isinstance(answer, MissingSecret):
            raise answer
        return answer


def _keyring() -> KeyringBackend:
    import keyring  # noqa: PLC0415 # 70 ms, only when a password is wanted
    from keyring.backend import by_priority, get_all_keyring  # noqa: PLC0415 # as above
    from keyring.backends.chainer import ChainerBackend  # noqa: PLC0415 # as above

    chosen = keyring.get_keyring()
    if isinstance(chosen, ChainerBackend):  # several: it would also ask those that write plain text
        safe = [one for one in get_all_keyring() if one.priority > 0 and not isinstance(one, ChainerBackend)]
        safe = [one for one in safe if not _writes_plain_text(one)]
        chosen = max(safe, key=by_priority, default=chosen)
    if isinstance(chosen, ChainerBackend) or _writes_plain_text(chosen):
        raise _unusable(_name(chosen))
    return chosen


def _writes_plain_text(keyring: KeyringBackend) -> bool:
    return _name(keyring).startswith(_PLAIN_TEXT)


def _name(keyring: KeyringBackend) -> str:
    return f"{type(keyring).__module__}.{type(keyring).__qualname__}"


def _unusable(detail: str) -> MissingSecret:
    return KeyringLocked(
        say("This system has no usable keyring ({detail}). {advice}", detail=detail, advice=_IN_ITS_PLACE)
    )


class EnvironmentSecrets:
    """Passwords in environment variables, where a site has chosen that."""

    def get(self, name: str, /) -> str | None:
        """The password, or None if the variable is not set, or empty."""
        return os.environ.get(variable_of(name)) or None


def variable_of(name: str) -> str:
    """The variable that holds a password: SCREENPOP_SECRET_SOURCES_LEDGER for `sources.ledger`."""
    return "SCREENPOP_SECRET_" + "".join(char if char.isalnum() else "_" for char in name).upper()


class AskedSecrets:
    """Passwords that somebody types, once for each run of the program; they are stored nowhere."""

    def __init__(self, ask: Callable[[str], str | None] | None = None) -> None:
        self._ask = ask or ask_at_the_terminal
        self._typed: dict[str, str | None] = {}
        self._one_question = threading.Lock()

    def get(self, name: str, /) -> str | None:
        """The password, or None if nothing was typed.

        Raises:
            MissingSecret: There is nobody to ask.
        """
        with self._one_question:
            if name not in self._typed:
                self._typed[name] = self._ask(name) or None
            return self._typed[name]


def ask_at_the_terminal(name: str) -> str:
    """Ask for the password of this name.

    Raises:
        MissingSecret: There is no terminal, or it would show what is typed.
    """
    return typed_unseen(str(say("Password for {name}: ", name=name)))


def typed_unseen(prompt: str) -> str:
    """What somebody types at the terminal without it being shown.

    Raises:
        MissingSecret: There is no terminal, or it would show what is typed.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", getpass.GetPassWarning)  # it would go on, and show the password
            return getpass.getpass(prompt)
    except (getpass.GetPassWarning, EOFError, OSError):
        raise MissingSecret(
            say("A password must be typed, and there is no terminal where that would stay unseen.")
        ) from None
