"""Text as it is searched: small letters without accents, cut into words, in any script.

Thai, Lao, Khmer, Burmese and Chinese do not put spaces between words, so a word of them is also found by what
stands anywhere inside it.
"""

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {"ł": "l", "đ": "d", "ð": "d", "ø": "o", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
_ASCII_WORD = re.compile(r"[a-z0-9]+")
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNSPACED}]+|[^\W_{_UNSPACED}]+")
_LONGEST = 32
_MARKS_THAT_SPELL = re.compile(rf"[{_UNSPACED}]")


def folded(text: str) -> str:
    """Small letters without accents; ł, ø and their like become the letter that people type for them."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
    return "".join(
        sign
        for sign in apart
        if not unicodedata.category(sign).startswith("M") or _MARKS_THAT_SPELL.match(sign)
    )


def words_in(text: str) -> list[str]:
    """The words of a text, as somebody who searches may type them."""
    word = _ASCII_WORD if text.isascii() else _WORD
    return [found[:_LONGEST] for found in word.findall(folded(text))]


@lru_cache(maxsize=1024)
def searchable(text: str) -> str:
    """All words by which a text is found, with spaces between them: also "phu" for "P.H.U."."""
    words: dict[str, None] = {}
    for chunk in text.split():
        parts = words_in(chunk)
        for part in parts:
            words.update(dict.fromkeys(_insides(part)))
        if len(parts) > 1:
            words["".join(parts)[:_LONGEST]] = None
    return " ".join(words)


def _insides(word: str) -> list[str]:
    """The word, and where words are not spaced what begins at each of its letters."""
    if word.isascii() or not _MARKS_THAT_SPELL.match(word):
        return [word]
    return [word[at:] for at, sign in enumerate(word) if not unicodedata.category(sign).startswith("M")]
