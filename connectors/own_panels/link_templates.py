"""Addresses made of a row: "https://crm.example/contracts/{contract_id}"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from screenpop.ports.links import may_be_opened

_COLUMN = re.compile(r"\{([^{}]+)\}")
_STEPS = {".", ".."}  # a browser would take them for steps to another page


@dataclass(frozen=True, slots=True)
class LinkTemplate:
    """An address with columns in braces; their values are encoded, so that they stay where they stand."""

    text: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that it takes, in small letters."""
        return tuple(name.lower() for name in _COLUMN.findall(self.text))

    def address(self, values: Mapping[str, str | None]) -> str | None:
        """The address for a row; None if a value is missing or cannot be part of an address.

        Args:
            values: By column, in small letters.
        """
        taken = [values.get(column) for column in self.columns]
        if any(not value or value in _STEPS for value in taken):
            return None
        address = _COLUMN.sub(lambda found: quote(values[found[1].lower()] or "", safe=""), self.text)
        return address if may_be_opened(address) else None


def link_template(text: str) -> LinkTemplate:
    """Read a template.

    Raises:
        ValueError: It is no address of a page, or would let a row decide whose.
    """
    whole = _COLUMN.sub("x", text)
    if "{" in whole or "}" in whole:
        raise ValueError(f"{text!r} has a brace without its fellow, or nothing in braces")
    if not may_be_opened(whole):
        raise ValueError(f"{text!r} is no address; it begins with http:// or https:// and has no spaces")
    if _COLUMN.search(urlsplit(text).netloc):
        raise ValueError(f"in {text!r} a column stands where the host's name must be")
    return LinkTemplate(text)
