"""CSV files: which encoding, which delimiter, which rows."""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from connectors.sources.spreadsheet.problems import Unreadable
from connectors.sources.spreadsheet.sheet import Sheet
from screenpop.sentences import say

_LARGEST = 1_000_000_000
_LARGEST_CELL = 1_000_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OFFICES = ["cp1250", "cp1252", "iso8859_2", "cp1251", "cp1253", "cp1254", "cp1257", "cp874", "cp852"]
_LATIN = "[A-Za-zÀ-ɏ]"
_STRANGE = "[^\x00-\x7fÀ-ɏ„”“’‘«»–—…\xa0]|[×÷]"
_ODD = re.compile(f"(?<={_LATIN})(?:{_STRANGE})|(?:{_STRANGE})(?={_LATIN})")
_DELIMITERS = ";,\t|"
_SAMPLE_BYTES = 200_000
_SAMPLE_ROWS = 100


def read_text_file(file: Path, encoding: str | None, delimiter: str | None) -> Sheet:
    """Read a CSV file.

    Raises:
        Unreadable: It is no text, or too large, or the settings' encoding is not its own.
    """
    raw = file.read_bytes()
    if len(raw) > _LARGEST:
        raise Unreadable(say("{file} is larger than 1 GB.", file=file.name))
    text = _decoded(raw, file, encoding)
    del raw
    delimiter = delimiter or _delimiter(text)
    csv.field_size_limit(_LARGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        rows = list(reader)
    except csv.Error as error:
        raise Unreadable(
            say(
                "{file}, line {line}: not readable as CSV ({reason}).",
                file=file.name,
                line=reader.line_num,
                reason=str(error),
            )
        ) from None
    return Sheet("", rows, decimal_mark=_usual_mark(delimiter))


def _decoded(raw: bytes, file: Path, encoding: str | None) -> str:
    if encoding is None:
        encoding = _encoding(raw)
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Unreadable(
            say(
                "{file}, line {line}: not in the encoding {encoding}; leave out “encoding”, or name the one it is in.",
                file=file.name,
                line=line,
                encoding=encoding,
            )
        ) from None
    if "\0" in text:
        raise Unreadable(say("{file} is no text, so it cannot be read as CSV.", file=file.name))
    return text


def _encoding(raw: bytes) -> str:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return encoding
    if b"\0" in raw[:_SAMPLE_BYTES]:
        return "utf-16-le" if raw[1:2] == b"\0" else "utf-16-be" if raw[:1] == b"\0" else "utf-8"
    try:
        raw.decode()
    except UnicodeDecodeError as error:
        return _of_an_office(raw, error.start)
    return "utf-8"


def _of_an_office(raw: bytes, first_odd: int) -> str:
    """The likeliest of the encodings that office programs write where they do not write UTF-8."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 # 60 ms, only for files that need it

    start = max(0, first_odd - _SAMPLE_BYTES // 2)
    sample = raw[start : start + _SAMPLE_BYTES]
    oddities = {encoding: _oddities(sample, encoding) for encoding in _OFFICES}
    least = [encoding for encoding in _OFFICES if oddities[encoding] == min(oddities.values())]
    best = from_bytes(sample, cp_isolation=least).best()
    return best.encoding if best and best.encoding in least else least[0]


def _oddities(sample: bytes, encoding: str) -> int:
    """How often a sign that is no letter, or a letter of another script, stands in the middle of a word."""
    return len(_ODD.findall(sample.decode(encoding, "replace")))


def _delimiter(text: str) -> str:
    """The delimiter that cuts the most rows into the same number of cells, and into more than one."""
    lines = text[:_SAMPLE_BYTES].splitlines(keepends=True)
    if len(text) > _SAMPLE_BYTES and len(lines) > 1:
        lines.pop()
    first = lines[0].strip().lower() if lines else ""
    if first.startswith("sep=") and len(first) == 5:
        return first[4]

    def fitness(delimiter: str) -> tuple[float, int]:
        widths = [len(row) for row in _first_rows(lines, delimiter) if any(row)]
        usual = max(set(widths), key=lambda width: (widths.count(width), width), default=1)
        return (widths.count(usual) / len(widths) if usual > 1 else 0.0, usual)

    return max(_DELIMITERS, key=fitness)


def _first_rows(lines: Sequence[str], delimiter: str) -> Iterator[Sequence[str]]:
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        for _ in range(_SAMPLE_ROWS):
            yield next(reader)
    except (StopIteration, csv.Error):
        return


def _usual_mark(delimiter: str) -> str | None:
    """Where the comma is the decimal mark, programs put semicolons between cells."""
    return {";": ",", ",": "."}.get(delimiter)
