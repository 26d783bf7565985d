"""Text as it is searched: small letters without accents, cut into words, in any script.

Thai, Lao, Khmer, Burmese and Chinese do not put spaces between words, so a word of them is also found by what
stands anywhere inside it.
"""

import re
import unicodedata
from functools import lru_cache

_LETTERS = {
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "ø": "o",
    "ħ": "h",
    "ŧ": "t",
    "ı": "i",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
}
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNSPACED}]+|[^\W_{_UNSPACED}]+")
_LONGEST = 32
_UNSPACED_SIGN = re.compile(rf"[{_UNSPACED}]")


class _Folding(dict[int, str]):
    """A table for `str.translate` that learns each sign when it first meets it."""

    def __missing__(self, code: int) -> str:
        apart = unicodedata.normalize("NFKD", chr(code).casefold())
        self[code] = plain = "".join(_LETTERS.get(sign, sign) for sign in apart if not _is_accent(sign))
        return plain


def _is_accent(sign: str) -> bool:
    return unicodedata.category(sign).startswith("M") and not _UNSPACED_SIGN.match(sign)


_FOLDING = _Folding()


def folded(text: str) -> str:
    """Small letters without accents; ł, ø and their like become the letter that people type for them."""
    return text.lower() if text.isascii() else text.translate(_FOLDING)


def words_in(text: str) -> list[str]:
    """The words of a text, as somebody who searches may type them."""
    return [word[:_LONGEST] for word in _WORD.findall(folded(text))]


@lru_cache(maxsize=1024)
def searchable(text: str) -> str:
    """All words by which a text is found, with spaces between them: also "phu" for "P.H.U."."""
    words: list[str] = []
    for chunk in folded(text).split():
        if chunk.isascii() and chunk.isalnum():
            words.append(chunk[:_LONGEST])
            continue
        parts = _WORD.findall(chunk)
        for part in parts:
            words += _insides(part)
        if len(parts) > 1:
            words.append("".join(parts)[:_LONGEST])
    return " ".join(words)


def _insides(word: str) -> list[str]:
    """The word, and where words are not spaced what begins at each of its letters."""
    if word.isascii() or not _UNSPACED_SIGN.match(word):
        return [word[:_LONGEST]]
    return [
        word[at : at + _LONGEST]
        for at, sign in enumerate(word)
        if not unicodedata.category(sign).startswith("M")
    ]
