"""A driver's errors, in words that an agent can read out to the administrator."""

from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    NotSupportedError,
    ProgrammingError,
)

from connectors.sources.complaints import Complaint, complaint_of
from screenpop.errors import SourceDenied, SourceError, SourceUnavailable, UnreadableAnswer
from screenpop.sentences import say

# Codes as `Complaint.code` has them, by PostgreSQL, SQLite, MySQL and MariaDB, SQL Server, Oracle, DuckDB.
_LATE = {
    "57014",
    "SQLITE_INTERRUPT",
    "1969",
    "3024",
    "20003",
    "1222",
    "DPY-4024",
    "ORA-03136",
    "InterruptException",
}
_WRITES = {"25006", "25001", "SQLITE_READONLY", "1792", "3906", "ORA-01456"}
_LOGIN = {"1045", "1698", "1862", "18456", "18452", "ORA-01017", "ORA-28000", "ORA-28001", "ORA-01005"}
_REFUSED = {
    "42501",
    "1044",
    "1142",
    "1143",
    "1227",
    "229",
    "230",
    "916",
    "4060",
    "ORA-01031",
    "PermissionException",
}
_UNKNOWN_TABLE = {"ORA-00942", "208"}
_UNREACHABLE = {"2003", "2002", "2005", "20009", "20002", "DPY-6005", "DPY-6001", "DPY-6000", "ORA-12541"}
_OF_THE_SERVER = {"1040", "1053", "1129", "1158", "1159", "1160", "1161", "1203", "1205", "1213", "1226"}
_SQLSERVER_UNREADABLE = {"102", "156", "207", "241", "245", "8114", "8134", "8120", "4145"}
_WRONG_LOGIN = ("authentication failed", "no password supplied", "login failed")
_REFUSALS = ("permission denied", "access denied", "command denied", "no pg_hba.conf entry")


class LoginRefused(SourceDenied):
    """It does not accept the login's name or password."""


def failure(error: DBAPIError, source: str, secret: str | None) -> SourceError:
    """Explain what a driver raised; `secret` is blotted out of its words."""
    complaint = complaint_of(error.orig, secret)
    code, reason = complaint.code, complaint.words
    if code in _LATE:
        return no_answer_in_time(source)
    if code in _WRITES or "read-only mode" in reason:
        return SourceDenied(
            say("A question to “{source}” wants to write; questions may only read.", source=source)
        )
    if told := _of_a_file(complaint, source):
        return told
    if code in _LOGIN or code.startswith("28") or any(word in reason.lower() for word in _WRONG_LOGIN):
        return LoginRefused(
            say(
                "“{source}” does not accept the login. “screenpop secret set sources.{source}” stores its password. "
                "({reason})",
                source=source,
                reason=reason,
            )
        )
    if code in _REFUSED or any(word in reason.lower() for word in _REFUSALS):
        return SourceDenied(say("“{source}” refuses: {reason}", source=source, reason=reason))
    if code in _UNREACHABLE:
        return SourceUnavailable(say("“{source}” cannot be reached: {reason}", source=source, reason=reason))
    if code in _UNKNOWN_TABLE:
        return UnreadableAnswer(
            say(
                "“{source}” has no such table, or does not show it to this login: {reason}",
                source=source,
                reason=reason,
            )
        )
    if _is_about_the_question(error, code):
        return UnreadableAnswer(
            say("“{source}” does not understand the question: {reason}", source=source, reason=reason)
        )
    return SourceUnavailable(say("“{source}” cannot be asked: {reason}", source=source, reason=reason))


def no_answer_in_time(source: str) -> SourceUnavailable:
    """It took longer than the agent waits."""
    return SourceUnavailable(say("“{source}” did not answer in time.", source=source))


def _of_a_file(complaint: Complaint, source: str) -> SourceUnavailable | None:
    """What may be wrong with a file, where the database is one."""
    code, reason = complaint.code, complaint.words
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")) or "Could not set lock on file" in reason:
        return SourceUnavailable(
            say("“{source}” is locked: another program is writing to it. Ask again.", source=source)
        )
    if code.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return SourceUnavailable(
            say("The file of “{source}” is damaged, or is not an SQLite database.", source=source)
        )
    if "not a valid DuckDB database file" in reason:
        return SourceUnavailable(
            say("The file of “{source}” is damaged, or is not a DuckDB database.", source=source)
        )
    if code.startswith("SQLITE_CANTOPEN"):
        return SourceUnavailable(
            say(
                "The file of “{source}” cannot be opened. This user must be allowed to read it and, for a "
                "database in WAL mode, to write in its folder.",
                source=source,
            )
        )
    return None


def _is_about_the_question(error: DBAPIError, code: str) -> bool:
    if code == "SQLITE_ERROR" or isinstance(error, ProgrammingError | DataError | NotSupportedError):
        return True
    if code.isdecimal() and type(error.orig).__module__.startswith(("pymysql", "MySQLdb")):
        return 1050 <= int(code) < 1900 and code not in _OF_THE_SERVER  # the server's words on statements
    return code in _SQLSERVER_UNREADABLE or code.startswith(("ORA-009", "ORA-017", "ORA-018"))
