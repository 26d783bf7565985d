"""Cells of files that people open in a spreadsheet, which runs what begins like a formula (OWASP ASVS 1.2.10)."""

import re

FORMULA_BEGINS = frozenset("=+-@\t\r\n\0＝＋－＠")
_TELEPHONE_NUMBER = re.compile(r"[+-]\d{3,}", re.ASCII)


def defused(cell: str) -> str:
    """The cell's text, so that no spreadsheet takes it for a formula; a telephone number stays as it is."""
    if cell and cell[0] in FORMULA_BEGINS and not _TELEPHONE_NUMBER.fullmatch(cell):
        return "'" + cell
    return cell
