"""The words by which somebody is found, in any script, as one text of which every three signs are indexed.

Before each word stand two edges: three signs of which the first two are edges are the word's first letter, three
of which the first is one are its first two. So one index finds words by one letter, by two, and by what stands
anywhere inside them. Chinese, Japanese, Thai, Lao, Khmer and Burmese do not put spaces between words: there every
two signs are a word too.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from screenpop.folding import folded

EDGE = "\x01"
_BETWEEN = EDGE * 2

_MARKS_THAT_SPELL = "\u0900-\u109f\u1780-\u17ff\u3040-\u30ff"
_WORD = re.compile(rf"(?:[^\W_]|[{_MARKS_THAT_SPELL}])+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_LONGEST = 64
_MOST = 512


def words_in(text: str) -> list[str]:
    """The words of a text, as somebody who searches may type them."""
    return [word[:_LONGEST] for word in _WORD.findall(folded(text))]


def text_of_words(names: str, digits: Iterable[str]) -> str:
    """The text to index: the words of names and customer numbers, and telephone numbers."""
    words = [_words_of(chunk) for chunk in names[:_MOST].split()]
    words += digits
    return f"{_BETWEEN}{_BETWEEN.join(words)}{_BETWEEN}"


def beginning(word: str) -> str:
    """What stands in the text where a word begins like this."""
    return f"{_BETWEEN if len(word) == 1 else EDGE}{word}"


def whole(word: str) -> str:
    """What stands in the text where this is a word."""
    return f"{beginning(word)}{EDGE}"


def trigrams(part: str) -> Iterator[str]:
    """Every three signs of a part of the text."""
    return (part[at : at + 3] for at in range(len(part) - 2))


@lru_cache(maxsize=16_384)
def _words_of(chunk: str) -> str:
    """The words of what stands between two spaces; names come again and again.

    Of "P.H.U." they are "phu", "hu" and "u": each part with what follows it, which is how people type it.
    """
    if chunk.isascii() and chunk.isalnum():
        return chunk.lower()[:_LONGEST]
    parts = _WORD.findall(folded(chunk))
    words = ["".join(parts[at:])[:_LONGEST] for at in range(min(len(parts), 8))]
    pairs = dict.fromkeys(pair for part in parts for pair in _pairs(part))
    return _BETWEEN.join([*words, *pairs])


def _pairs(word: str) -> Iterator[str]:
    """Where words are not spaced, what begins at each of its letters."""
    if word.isascii() or not _UNSPACED.search(word):
        return
    for at, sign in enumerate(word[:_LONGEST]):
        if at and not unicodedata.category(sign).startswith("M"):
            yield word[at : at + 2]
