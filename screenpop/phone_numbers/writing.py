"""How people and machines write numbers down: scripts, separators, labels, extensions, several in one cell."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from urllib.parse import unquote

_AT_MOST = 256
"""What stands behind this many characters is not looked at."""

SHORT = 5
"""No colleague's number has more digits."""

_APART = str.maketrans("", "", " .()/-[]_~")
_SIGNS = {"−": "-", "⁄": "/", "∕": "/", "\t": " ", "\r": "\n", "·": " ", "•": " ", "‧": " ", "∙": " "}

_RUN = re.compile(r"\+*[ (\[]*\d(?:[ .()/\-\[\]_~]*\d)*")
_NAMED = re.compile(r"\s*(?:\"(?:[^\"\\]|\\.)*\"|[^<\"]*)\s*<([^<>]+)>.*", re.DOTALL)
_ADDRESS = re.compile(r"\s*(?:tel|callto|sips?):(?://)?", re.IGNORECASE)
_CONTEXT = re.compile(r";\s*phone-context=(\+[\d().-]+)", re.IGNORECASE)
_INSIDE = re.compile(r";\s*ext=(\d+)", re.IGNORECASE)
_ESCAPED_PLUS = re.compile(r"^\s*%2B(?=\d)", re.IGNORECASE)
_PARAMETERS = re.compile(r";\s*[a-z-]+=")
_LABEL = (
    r"(?:extension|exten|ext|wewnętrzny|wewn|wew|mellék|mell|durchwahl|dw|apparat|app|nst|nebenstelle|interno|int"
    r"|poste|anexo|ramal|klapka|linka|доб|ต่อ|[xmw#])\s*[.:=]?\s*"
)
_EXTENSION = re.compile(
    rf"[\s,;(]*(?:[,;p]+\s*|{_LABEL})(?P<extension>\d{{1,7}})[\s#)]*(?![ .()/\-]*\d)", re.IGNORECASE
)
_SHORT = re.compile(rf"\s*(?:{_LABEL})?(\d[\d .-]*)\s*", re.IGNORECASE)
_DIALLED_FIRST = re.compile(r"\d{1,2}\s*(?:[,pw]+\s*(?=[+(\d])|(?=\+))", re.IGNORECASE)
_MAIN = re.compile(r"\s*-\s*(0{1,3})$")
_NOT_PLAIN = re.compile(r"(?:-\s*0{1,3}|\.00?)$")
_ENDING = re.compile(r"^(.*\d)\D*([/(-])\D*(\d{1,4})$")
_LETTERED = re.compile(r"[\s+(]*\d[\d\s().-]{2,}[A-Z][A-Z\d\s-]*")
_FLOAT = re.compile(
    r"\s*(\d{6,15}(?=\.0\s*$)|\d{9,15}(?=\.00\s*$)|\d{1,3}(?:,\d{3}){2,4}(?=\s*$))(?:\.00?)?\s*"
)
_OR = re.compile(
    r"(?<=\d)\s+(?:or|and|lub|albo|i|oder|und|vagy|és|ou|et|o|e|y|หรือ)\s+(?=\d{1,4}(?![ .()/\-]*\d))",
    re.IGNORECASE,
)
_TO = re.compile(r"(?<=\d)\s+(?:to|do|bis|ถึง)\s+(?=\d{1,4}(?![ .()/\-]*\d))", re.IGNORECASE)
_ORDINAL = re.compile(r"(?:^|(?<=\s))[1-9][.)]\s+(?=[+(\d])")
_EXPONENT = re.compile(r"\s*(\d)[.,](\d{6,14})E\+?(\d{1,2})\s*", re.IGNORECASE)
_ZEROS_DROPPED = 2
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
    meant = unicodedata.normalize("NFKC", sign)
    return " " if kind == "Po" and not meant.isascii() else meant


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


@dataclass(frozen=True, slots=True)
class Run:
    """Digits with what people put between them, and the extension that they name behind."""

    text: str
    extension: str | None = None

    @property
    def digits(self) -> str:
        """As `digits_of`."""
        return digits_of(self.text)


def plain_digits(text: str) -> str | None:
    """The digits of a text that is one plainly written number, as most are: no main number, no quantity."""
    if not text.isascii() or (text.endswith("0") and _NOT_PLAIN.search(text)):
        return None
    digits = digits_of(text)
    return digits if (digits[1:] if digits.startswith("+") else digits).isdecimal() else None


def without_address(text: str) -> str:
    """The user part of tel:, sip: and name@host, with the extension that it names; other text as it stands."""
    named = _NAMED.fullmatch(text)
    if named and ("@" in named[1] or _ADDRESS.match(named[1])):
        text = named[1]
    text = _ESCAPED_PLUS.sub("+", text, count=1)
    scheme = _ADDRESS.match(text)
    if scheme is None and "@" not in text and not _PARAMETERS.search(text):
        return text
    user = re.split("[@;?>]", text[scheme.end() if scheme else 0 :], maxsplit=1)[0]
    context, inside = _CONTEXT.search(text), _INSIDE.search(text)
    bare = unquote(user)
    whole = f"{context[1]}{bare}" if context and "+" not in bare else bare
    return f"{whole} ext {inside[1]}" if inside else whole


def presented(text: str) -> Iterator[Run]:
    """The ways in which one presented number can be taken apart, as it stands first."""
    bare = without_address(text).strip(_AROUND)
    for part in (bare, _DIALLED_FIRST.sub("", bare, count=1) if _DIALLED_FIRST.match(bare) else ""):
        run = _RUN.match(part)
        if run is None:
            continue
        if not part[run.end() :].strip(_AROUND):
            yield Run(run[0])
        elif inside := _EXTENSION.fullmatch(part, run.end()):
            yield Run(run[0], inside["extension"])


def runs_of(text: str) -> list[Run]:
    """Everything in a ledger's cell that may be a number."""
    runs, place = [], 0
    while run := _RUN.search(text, place):
        inside = _EXTENSION.match(text, run.end())
        runs.append(Run(run[0], inside["extension"] if inside else None))
        place = inside.end() if inside else run.end()
    return runs


def short_in(text: str) -> str | None:
    """The digits of a cell that holds one short number and nothing else but its label."""
    short = _SHORT.fullmatch(text)
    digits = short[1].translate(_APART) if short else ""
    return digits if 1 <= len(digits) <= SHORT else None


def is_lettered(text: str) -> bool:
    """Whether letters stand for digits, as on the keys of a telephone: "1-800-FLOWERS"."""
    return _LETTERED.fullmatch(text) is not None


def endings_signed(text: str) -> str:
    """The same with signs for the words before a last ending: "22 555 01 23 or 24", "02 123 4567 to 9"."""
    return _TO.sub("-", _OR.sub("/", text))


def without_ordinals(text: str) -> str | None:
    """A list without the ordinals of its entries: "1. 22 555 01 23 2. 601 234 567"; None if it has none."""
    bare = _ORDINAL.sub(";", text)
    return None if bare == text else bare


def without_fraction(text: str) -> str:
    """A number that a spreadsheet took for a quantity: "225550123.0", "225,550,123", "4.8225550123E+10".

    Of one that was rounded for showing nobody can tell which it was.
    """
    if whole := _FLOAT.fullmatch(text):
        return whole[1].replace(",", "")
    rounded = _EXPONENT.fullmatch(text)
    if rounded is None:
        return text
    left_out = int(rounded[3]) - len(rounded[2])
    if not 0 <= left_out <= _ZEROS_DROPPED:
        return ""
    return str(int(Decimal(f"{rounded[1]}.{rounded[2]}E{rounded[3]}")))


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
