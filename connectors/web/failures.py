"""What went wrong between us and a server, in words that an agent can read out to the administrator.

None of them holds a header, a body or the values that a question was filled with.
"""

import socket
import ssl
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpcore

from connectors.web.origin import Origin
from connectors.web.trust import distrust
from screenpop.errors import SourceDenied, SourceError, SourceUnavailable, UnreadableAnswer
from screenpop.sentences import say, say_many

FAILURES = (
    httpcore.TimeoutException,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.ProxyError,
)
_LONGEST_REST = 3600
_BUSY = {408, 425, 429}


class LeftAlone(SourceUnavailable):
    """It asks not to be asked for a while."""

    def __init__(self, asked: str, seconds: int) -> None:
        super().__init__(
            say_many(
                "“{asked}” wants to be left alone for {count} second.",
                "“{asked}” wants to be left alone for {count} seconds.",
                seconds,
                asked=asked,
            )
        )
        self.seconds = seconds


def failure(error: Exception, asked: str, origin: Origin) -> SourceError:
    """Explain what httpcore raised."""
    if isinstance(error, httpcore.TimeoutException):
        return no_answer_in_time(asked)
    if isinstance(error, httpcore.ProxyError):
        return SourceUnavailable(say("“{asked}”: the proxy does not let us through.", asked=asked))
    return SourceUnavailable(say("“{asked}”: {origin} broke off its answer.", asked=asked, origin=origin))


def no_answer_in_time(asked: str) -> SourceUnavailable:
    """It took longer than the agent waits."""
    return SourceUnavailable(say("“{source}” did not answer in time.", source=asked))


def refusal(status: int, retry_after: str, asked: str) -> SourceError:
    """Explain an answer whose status is no success."""
    if status == 401:
        return SourceDenied(say("“{asked}” does not accept the login (status 401).", asked=asked))
    if status == 403:
        return SourceDenied(say("“{asked}”: the login may not ask this (status 403).", asked=asked))
    if status in _BUSY or status >= 500:
        seconds = _seconds(retry_after)
        if seconds:
            return LeftAlone(asked, seconds)
        return SourceUnavailable(
            say("“{asked}” is not available now (status {status}).", asked=asked, status=status)
        )
    if status in {404, 410}:
        return UnreadableAnswer(
            say(
                "“{asked}” has nothing at the question’s address (status {status}).",
                asked=asked,
                status=status,
            )
        )
    return UnreadableAnswer(
        say("“{asked}” does not understand the question (status {status}).", asked=asked, status=status)
    )


def _seconds(retry_after: str) -> int:
    """Seconds of a Retry-After header, which may be a date; 0 if there is none."""
    text = retry_after.strip()
    if text.isascii() and text.isdigit() and len(text) < 10:
        return min(int(text), _LONGEST_REST)
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, OverflowError):  # no date, or one of no calendar
        return 0
    left = (at if at.tzinfo else at.replace(tzinfo=UTC)) - datetime.now(UTC)
    return max(0, min(round(left.total_seconds()), _LONGEST_REST))


def unreached(cause: BaseException | None, asked: str, host: str, port: int) -> SourceUnavailable:
    """Explain why there is no connection.

    Args:
        cause: What the system raised.
        asked: What the settings call whom we ask.
        host: Where we tried to connect, which may be a proxy.
        port: As above.
    """
    if isinstance(cause, ssl.SSLError):
        return SourceUnavailable(distrust(cause, asked, host))
    if isinstance(cause, socket.gaierror):
        return SourceUnavailable(say("“{asked}”: nobody knows where {host} is.", asked=asked, host=host))
    place = f"{host}:{port}"
    if isinstance(cause, ConnectionRefusedError):
        return SourceUnavailable(say("“{asked}”: nobody listens at {place}.", asked=asked, place=place))
    return SourceUnavailable(
        say(
            "“{asked}”: {place} cannot be reached ({reason}).",
            asked=asked,
            place=place,
            reason=getattr(cause, "strerror", None) or "—",
        )
    )
