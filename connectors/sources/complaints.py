"""What a driver's error says: each kind of driver packs its server's number and words in another way."""

from dataclasses import dataclass

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Complaint:
    """What a server, or its driver, says is wrong.

    Attributes:
        code: The database's own name for it: an SQLSTATE ("42501"), MySQL's or SQL Server's number ("1045"),
            "ORA-00942", "SQLITE_BUSY", DuckDB's "InterruptException"; empty if it has none.
        words: One line of it.
    """

    code: str
    words: str


def complaint_of(error: BaseException | None, secret: str | None) -> Complaint:
    """Read a driver's error; `secret` is blotted out of its words."""
    code, words = _unpacked(error)
    lines = words.strip().splitlines()
    line = lines[0].partition("DB-Lib error message")[0].strip() if lines else ""
    line = line or (
        lines[1] if len(lines) > 1 else type(error).__name__
    )  # SQL Server's driver begins with itself
    if secret:
        line = line.replace(secret, "…")
    return Complaint(code, line if len(line) <= _LONGEST else line[:_LONGEST] + "…")


def _unpacked(error: BaseException | None) -> tuple[str, str]:
    """The code and the words."""
    first = error.args[0] if error is not None and error.args else ""
    if isinstance(first, int) and error is not None and len(error.args) > 1:
        return str(first), _text(error.args[1])
    if state := (
        getattr(error, "sqlite_errorname", None)
        or getattr(error, "sqlstate", None)
        or getattr(error, "pgcode", None)
    ):
        return str(state), str(error)
    if code := getattr(first, "full_code", None):  # Oracle's
        return str(code), str(first)
    if isinstance(first, tuple) and len(first) == 2:  # SQL Server's driver, when it connects
        return str(first[0]), _text(first[1])
    if type(error).__module__.endswith("duckdb"):
        return type(error).__name__, str(error)
    return "", str(error)


def _text(words: object) -> str:
    return words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
