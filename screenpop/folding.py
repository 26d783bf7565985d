"""Text made ready for searching: no case, no accents, and the same characters however they were typed."""

import re
import unicodedata

_LETTERS = str.maketrans(
    {"ł": "l", "đ": "d", "ð": "d", "ø": "o", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
_MARKS_THAT_SPELL = re.compile("[\u0900-\u109f\u1780-\u17ff\u3040-\u30ff]")


def folded(text: str) -> str:
    """Small letters without accents; ł, ø and their like become the letter that people type for them.

    The vowels and tones of Thai and of the scripts of India are marks too, but a word without them is another.
    """
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold()).casefold().translate(_LETTERS)
    return "".join(
        char
        for char in apart
        if not unicodedata.category(char).startswith("M") or _MARKS_THAT_SPELL.match(char)
    )
