"""Text that came from outside (names, numbers, notes) is data: never markup, never more than a line."""

import html
import re
from unicodedata import category

LONGEST = 256
_READ_AT_MOST = 4096
_EMPTY_LINES = re.compile(r"\n{3,}")
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")


def harmless(text: str | None, *, longest: int = LONGEST) -> str:
    """One line of what can be seen, cut; control, direction and zero-width characters are gone."""
    if not text:
        return ""
    if text.isascii() and text.isprintable() and len(text) <= longest:
        return text.strip()
    seen = "".join(map(_seen, _ESCAPES.sub("", text[: max(_READ_AT_MOST, longest)])))
    line = " ".join(seen.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def harmless_text(text: str | None, *, longest: int = 20_000) -> str:
    """What can be seen of a longer text, with its lines; many empty ones in a row become one."""
    lines = (harmless(line, longest=longest) for line in (text or "")[:longest].splitlines())
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


def tooltip(*lines: str) -> str:
    """The lines as a tooltip, which Qt would otherwise guess to be markup."""
    told = "<br>".join(html.escape(line) for line in lines if line)
    return f"<qt>{told}</qt>" if told else ""


def _seen(character: str) -> str:
    match category(character):
        case "Cc" | "Zl" | "Zp":
            return " "
        case "Cf":
            return ""
        case "Cs" | "Co" | "Cn":
            return "\N{REPLACEMENT CHARACTER}"
        case _:
            return character
