"""What PostgreSQL complains of, in the words of somebody who can do something about it."""

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from screenpop.errors import NotKept, RecordUnavailable
from screenpop.sentences import Sentence, say

_NEVER_MADE = {"42P01", "3F000"}
_NOT_ALLOWED = "42501"
_ROW_BY_ROW = {"ExecWithCheckOptions", "exec_stmt_raise"}  # row level security, and a trigger that refuses
_TOO_SLOW = {"57014", "55P03"}
_MEANWHILE = {"40001", "40P01"}
_READ_ONLY = "25006"
_FULL = {"53100", "53200"}
_OF_THE_ROW = ("22", "23")
_LONGEST = 200


def told(error: SQLAlchemyError, place: str, login: str) -> RecordUnavailable | NotKept:
    """Say what is wrong with the record on the server."""
    driver = error.orig if isinstance(error, DBAPIError) else None
    state = getattr(driver, "sqlstate", None)
    if state is not None and (state.startswith(_OF_THE_ROW) or _is_about_the_row(driver, state)):
        return NotKept(
            say("The record on the server does not take this: {detail}", detail=_of_the_row(driver, state))
        )
    if state is None:
        return RecordUnavailable(_unreached(driver or error, place, login))
    return RecordUnavailable(_said(state, str(driver), place, login))


def _of_the_row(driver: object, state: str) -> str:
    """What was broken; the server's own words may quote the row, which is a customer's."""
    diagnosis = getattr(driver, "diag", None)
    named = (getattr(diagnosis, name, None) for name in ("table_name", "column_name", "constraint_name"))
    return " ".join([state, *filter(None, named)])


def _is_about_the_row(driver: object, state: str) -> bool:
    """Is this row refused to this login, and not the table?"""
    diagnosis = getattr(driver, "diag", None)
    return state == _NOT_ALLOWED and getattr(diagnosis, "source_function", None) in _ROW_BY_ROW


def _said(state: str, words: str, place: str, login: str) -> Sentence:
    if state in _NEVER_MADE:
        return say(
            "There is no record on the server yet ({place}). Ask your administrator to run “screenpop"
            " database upgrade”.",
            place=place,
        )
    if state == _NOT_ALLOWED:
        return say(
            "The login “{login}” may not do that on the record's server ({place}). Ask your administrator to run"
            " “screenpop database grant”. ({detail})",
            login=login,
            place=place,
            detail=_line(words),
        )
    if state.startswith("28"):
        return _refused(words, place, login)
    if state in _TOO_SLOW:
        return say("The record's server did not answer in time ({place}).", place=place)
    if state in _MEANWHILE:
        return say("Others wrote into the record at the same time ({place}). Try again.", place=place)
    if state == _READ_ONLY:
        return say("The record's server takes nothing new just now ({place}).", place=place)
    if state in _FULL:
        return say("The disk of the record's server is full ({place}). Tell your administrator.", place=place)
    if state.startswith(("08", "57P", "53")):
        return _away(words, place)
    return say("The record on the server does not work ({place}): {detail}", place=place, detail=_line(words))


def _unreached(error: BaseException, place: str, login: str) -> Sentence:
    """Connecting failed: libpq has words for it and no code, and the server's are in its own language."""
    words, wire = str(error), getattr(error, "pgconn", None)
    if getattr(wire, "used_password", False) or "pg_hba.conf" in words:
        return _refused(words, place, login)
    if "SSL" in words or "certificate" in words:
        return say(
            "The record's server cannot be trusted ({place}): {detail} “ca_file” in [record] names whom it is checked"
            " with.",
            place=place,
            detail=_line(words),
        )
    return _away(words, place)


def _refused(words: str, place: str, login: str) -> Sentence:
    return say(
        "The record's server ({place}) does not accept the login “{login}”. “screenpop secret set record” stores its"
        " password. ({detail})",
        place=place,
        login=login,
        detail=_line(words),
    )


def _away(words: str, place: str) -> Sentence:
    return say("The record's server cannot be reached ({place}): {detail}", place=place, detail=_line(words))


def _line(words: str) -> str:
    """The point of what was said, in one line."""
    first = next((line for line in words.splitlines() if line.strip()), "")
    return first.removeprefix("connection failed: ")[:_LONGEST]
