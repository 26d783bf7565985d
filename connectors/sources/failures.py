"""A driver's errors, in words that an agent can read out to the administrator."""

from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    NotSupportedError,
    ProgrammingError,
)

from screenpop.errors import SourceDenied, SourceError, SourceUnavailable, UnreadableAnswer
from screenpop.sentences import say

_LONGEST = 200
_WRONG_LOGIN = (
    "authentication failed",
    "no password supplied",
    "access denied for user",
    "login failed",
    "ora-01017",
)
_REFUSALS = ("permission denied", "access denied", "command denied", "no pg_hba.conf entry")


class LoginRefused(SourceDenied):
    """It does not accept the login's name or password."""


def failure(error: DBAPIError, source: str, secret: str | None) -> SourceError:
    """Explain what a driver raised; `secret` is blotted out of its words."""
    sqlite = str(getattr(error.orig, "sqlite_errorname", None) or "")
    state = str(getattr(error.orig, "sqlstate", None) or getattr(error.orig, "pgcode", None) or "")
    if sqlite.startswith("SQLITE_INTERRUPT") or state == "57014":
        return no_answer_in_time(source)
    if sqlite.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return SourceUnavailable(
            say("“{source}” is locked: another program is writing to it. Ask again.", source=source)
        )
    if sqlite.startswith("SQLITE_READONLY") or state == "25006":
        return SourceDenied(
            say("A question to “{source}” wants to write; questions may only read.", source=source)
        )
    if sqlite.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return SourceUnavailable(
            say("The file of “{source}” is damaged, or is not an SQLite database.", source=source)
        )
    if sqlite.startswith("SQLITE_CANTOPEN"):
        return SourceUnavailable(
            say(
                "The file of “{source}” cannot be opened. This user must be allowed to read it and, for a "
                "database in WAL mode, to write in its folder.",
                source=source,
            )
        )
    reason = _reason(error, secret)
    if state.startswith("28") or any(word in reason.lower() for word in _WRONG_LOGIN):
        return LoginRefused(
            say(
                "“{source}” does not accept the login. “screenpop secret set sources.{source}” stores its password. "
                "({reason})",
                source=source,
                reason=reason,
            )
        )
    if state == "42501" or any(word in reason.lower() for word in _REFUSALS):
        return SourceDenied(say("“{source}” refuses: {reason}", source=source, reason=reason))
    if sqlite == "SQLITE_ERROR" or isinstance(error, ProgrammingError | DataError | NotSupportedError):
        return UnreadableAnswer(
            say("“{source}” does not understand the question: {reason}", source=source, reason=reason)
        )
    return SourceUnavailable(say("“{source}” cannot be asked: {reason}", source=source, reason=reason))


def no_answer_in_time(source: str) -> SourceUnavailable:
    """It took longer than the agent waits."""
    return SourceUnavailable(say("“{source}” did not answer in time.", source=source))


def _reason(error: DBAPIError, secret: str | None) -> str:
    lines = str(error.orig).strip().splitlines()
    reason = lines[0].strip() if lines else type(error.orig).__name__
    if secret:
        reason = reason.replace(secret, "…")
    return reason if len(reason) <= _LONGEST else reason[:_LONGEST] + "…"
