"""The words by which somebody is found, in any script.

Thai, Lao, Khmer, Burmese, Chinese and Japanese do not put spaces between words, so a word of them is also found
by what begins anywhere inside it.
"""

import re
import unicodedata
from functools import lru_cache

from screenpop.folding import folded

_MARKS_THAT_SPELL = "\u0900-\u109f\u1780-\u17ff\u3040-\u30ff"
_WORD = re.compile(rf"(?:[^\W_]|[{_MARKS_THAT_SPELL}])+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_LONGEST = 32


def words_in(text: str) -> list[str]:
    """The words of a text, as somebody who searches may type them."""
    return [word[:_LONGEST] for word in _WORD.findall(folded(text))]


def searchable(text: str) -> str:
    """All words by which a text is found, with spaces between them: also "phu" for "P.H.U."."""
    return " ".join(map(_searchable, text.split()))


@lru_cache(maxsize=16_384)
def _searchable(chunk: str) -> str:
    """The words of what stands between two spaces; names come again and again."""
    if chunk.isascii() and chunk.isalnum():
        return chunk.lower()[:_LONGEST]
    parts = _WORD.findall(folded(chunk))
    words = [inside for part in parts for inside in _insides(part)]
    if len(parts) > 1:
        words.append("".join(parts)[:_LONGEST])
    return " ".join(words)


def _insides(word: str) -> list[str]:
    """The word, and where words are not spaced what begins at each of its letters."""
    if word.isascii() or not _UNSPACED.search(word):
        return [word[:_LONGEST]]
    return [
        word[at : at + _LONGEST]
        for at, sign in enumerate(word)
        if not unicodedata.category(sign).startswith("M")
    ]
