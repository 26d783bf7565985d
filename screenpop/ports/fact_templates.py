"""The template by which a site's caller names begin, as in "{queue}|{keyed}|": read and refused here."""

from dataclasses import dataclass
from typing import Literal, get_args

FactName = Literal["queue", "brand", "waited", "keyed", "linked"]

FACT_NAMES: tuple[FactName, ...] = get_args(FactName)


@dataclass(frozen=True, slots=True)
class Piece:
    """A fact, and the text that ends it.

    Attributes:
        before: The text that stands before the fact; only the first piece has one.
        after: The text that ends it, never empty.
    """

    before: str
    fact: FactName
    after: str


def pieces_of(template: str) -> tuple[Piece, ...]:
    """The pieces of a template; none if it is empty.

    Raises:
        ValueError: It cannot tell where a fact ends.
    """
    if not template:
        return ()
    before, *parts = template.split("{")
    if "}" in before or not parts:
        raise ValueError(f'a name\'s template holds facts in braces: {_listed()}, as in "{{queue}}|"')
    pieces: list[Piece] = []
    for part in parts:
        fact, closed, after = part.partition("}")
        if not closed or "}" in after or fact not in FACT_NAMES:
            raise ValueError(f"a name's template knows only {_listed()}")
        if any(piece.fact == fact for piece in pieces):
            raise ValueError(f"{{{fact}}} stands twice in the name's template")
        if not after:
            raise ValueError(f'in a name\'s template, {{{fact}}} must be followed by what ends it, as in "|"')
        pieces.append(Piece("" if pieces else before, fact, after))
    return tuple(pieces)


def _listed() -> str:
    return ", ".join(f"{{{name}}}" for name in FACT_NAMES)
