"""Prospects as CSV, for a CRM that reads files in."""

import csv
from collections.abc import Iterable
from datetime import UTC
from io import TextIOWrapper
from typing import BinaryIO

from screenpop.cells import defused
from screenpop.customers import Prospect

COLUMNS = ("id", "at", "number", "name", "company", "note", "agent", "customer_id")
"""`customer_id` is there where it is the number of a customer whom the CRM knows already."""


def write_prospects(prospects: Iterable[Prospect], file: BinaryIO) -> None:
    """Write them into a file that is open for writing, with a line of column names."""
    text = TextIOWrapper(file, encoding="utf-8", newline="")
    try:
        csv.writer(text).writerow(COLUMNS)
        rows = csv.writer(text, quoting=csv.QUOTE_ALL)
        rows.writerows([defused(cell) for cell in _cells(prospect)] for prospect in prospects)
    finally:
        text.detach()  # or it would close the file, which is not ours


def _cells(prospect: Prospect) -> tuple[str, ...]:
    return (
        str(prospect.id),
        prospect.at.astimezone(UTC).isoformat(timespec="microseconds"),
        prospect.number or "",
        prospect.name,
        prospect.company,
        prospect.note,
        prospect.agent,
        prospect.customer_id or "",
    )
