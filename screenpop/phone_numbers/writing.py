"""How people and machines write numbers down: scripts, separators, labels, extensions, several in one cell."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_AT_MOST = 256
"""What stands behind this many characters is not looked at."""

SHORT = 5
"""No colleague's number has more digits."""

_APART = str.maketrans("", "", " .()/-[]_~")
_SIGNS = {"−": "-", "⁄": "/", "∕": "/", "\t": " ", "\r": "\n", "·": " ", "•": " ", "‧": " ", "∙": " "}

_RUN = re.compile(r"\+*[ (\[]*\d(?:[ .()/\-\[\]_~]*\d)*")
_ADDRESS = re.compile(r"\s*<?(?:tel|callto|sips?):(?://)?([^@;?>]*)", re.IGNORECASE)
_CONTEXT = re.compile(r";\s*phone-context=(\+[\d().-]+)", re.IGNORECASE)
_LABEL = (
    r"(?:extension|exten|ext|wewnętrzny|wewn|wew|mellék|mell|durchwahl|dw|app|nst|int|ต่อ|[xm#])\s*[.:=]?\s*"
)
_EXTENSION = re.compile(rf"[\s,;(]*(?:[,;]\s*|{_LABEL})\d{{1,7}}[\s#)]*", re.IGNORECASE)
_SHORT = re.compile(rf"\s*(?:{_LABEL})?(\d[\d .-]*)\s*", re.IGNORECASE)
_DIALLED_FIRST = re.compile(r"\d{1,2}\s*(?:[,pw]+\s*(?=[+(\d])|(?=\+))", re.IGNORECASE)
_MAIN = re.compile(r"\s*-\s*(0{1,3})$")
_ENDING = re.compile(r"^(.*\d)\D*([/-])\D*(\d{1,4})$")
_LETTERED = re.compile(r"[\s+(]*\d[\d\s().-]{2,}[A-Z][A-Z\d\s-]*")
_FLOAT = re.compile(r"\s*(\d{6,15})\.0\s*")
_AROUND = " \n\"'<>()[]:."


@lru_cache(maxsize=4096)
def _plain_sign(sign: str) -> str:
    digit = unicodedata.decimal(sign, None)
    if digit is not None:
        return str(digit)
    if sign in _SIGNS:
        return _SIGNS[sign]
    kind = unicodedata.category(sign)
    if kind == "Pd":
        return "-"
    if kind == "Zs":
        return " "
    if kind == "Cf" or (kind == "Cc" and sign != "\n"):
        return ""
    return unicodedata.normalize("NFKC", sign)


def plain(text: str) -> str:
    """The same in the signs of ASCII where they mean the same, without what cannot be seen."""
    cut = text[:_AT_MOST]
    if cut.isascii() and cut.isprintable():
        return cut
    return "".join(map(_plain_sign, cut))


def digits_of(run: str) -> str:
    """The digits of a number, with its "+" if it has one; no country code begins with 0, whatever the sign says."""
    digits = run.translate(_APART)
    if digits.startswith("+"):
        bare = digits.lstrip("+")
        return bare if bare.startswith("0") and len(bare) > SHORT else f"+{bare}"
    return digits


def plain_digits(text: str) -> str | None:
    """The digits of a text that is one plainly written number, as most are, and no main number."""
    digits = digits_of(text) if text.isascii() and not text.endswith("-0") else ""
    return digits if (digits[1:] if digits.startswith("+") else digits).isdecimal() else None


def without_address(text: str) -> str:
    """The user part of tel:, sip: and name@host; other text as it stands."""
    address = _ADDRESS.match(text)
    if address is None:
        return text.partition("@")[0].partition(";")[0] if "@" in text else text
    context = _CONTEXT.search(text)
    return f"{context[1]}{address[1]}" if context and "+" not in address[1] else address[1]


def presented_digits(text: str) -> Iterator[str]:
    """The ways in which one presented number can be taken apart, as it stands first."""
    bare = without_address(text).strip(_AROUND)
    for part in (bare, _DIALLED_FIRST.sub("", bare, count=1) if _DIALLED_FIRST.match(bare) else ""):
        run = _RUN.match(part)
        if run and (not part[run.end() :].strip(_AROUND) or _EXTENSION.fullmatch(part, run.end())):
            yield digits_of(run[0])


def runs_of(text: str) -> list[str]:
    """Everything in a ledger's cell that may be a number."""
    return _RUN.findall(text)


def short_in(text: str) -> str | None:
    """The digits of a cell that holds one short number and nothing else but its label."""
    short = _SHORT.fullmatch(text)
    digits = short[1].translate(_APART) if short else ""
    return digits if 1 <= len(digits) <= SHORT else None


def is_lettered(text: str) -> bool:
    """Whether letters stand for digits, as on the keys of a telephone: "1-800-FLOWERS"."""
    return _LETTERED.fullmatch(text) is not None


def without_fraction(text: str) -> str:
    """A number that a spreadsheet took for a quantity: "225550123.0"."""
    whole = _FLOAT.fullmatch(text)
    return whole[1] if whole else text


def main_number(run: str) -> tuple[str, str] | None:
    """The stem and the zeros of a main number: "22 555 01-0" gives ("22 555 01", "0")."""
    main = _MAIN.search(run)
    return (run[: main.start()], main[1]) if main else None


@dataclass(frozen=True, slots=True)
class Ending:
    """A number with more behind a dash or slash: "02 123 4567-9", "22 555 01 23/24"."""

    first: str
    sign: str
    last: str


def ending_of(run: str) -> Ending | None:
    """What stands behind the last dash or slash, if it is no more than an ending."""
    found = _ENDING.match(run)
    return Ending(found[1], found[2], found[3]) if found else None


def splits_of(run: str) -> Iterator[tuple[str, str]]:
    """Every way to cut a run in two where something separates digits."""
    for gap in re.finditer(r"[ /\-]+", run):
        yield run[: gap.start()], run[gap.end() :]
