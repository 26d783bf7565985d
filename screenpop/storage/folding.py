"""Text made ready for searching: no case, no accents, and the same characters however they were typed."""

import unicodedata

_STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe"})
_LATIN_ACCENTS = range(0x0300, 0x0370)


def folded(*texts: str | None) -> str:
    """Fold texts into one line each.

    Only the accents of Latin, Greek and Cyrillic go; Thai vowels and tones are combining marks too, and
    a Thai word without them is another word.
    """
    whole = "\n".join(text for text in texts if text)
    apart = unicodedata.normalize("NFKD", whole.casefold())
    return "".join(char for char in apart if ord(char) not in _LATIN_ACCENTS).casefold().translate(_STROKES)
