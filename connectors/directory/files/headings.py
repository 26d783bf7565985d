"""What columns of address books are called: by Outlook, by Google, and in customer files of four languages."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from screenpop.folding import folded

_NAMES: Mapping[str, str] = {
    "customer_id": """customer id|customer no|customer number|account number|account no|account|
        debitor|debitorennummer|kundennummer|kunden nr|kundennr|numer klienta|nr klienta|id klienta|kod klienta|
        numer kontrahenta|nr kontrahenta|kod kontrahenta|vevokod|ugyfelkod|ugyfelszam|รหัสลูกค้า""",
    "customer": """company|company name|organization|organization name|organization 1 name|organisation|firma|
        unternehmen|firmenname|nazwa firmy|nazwa|kontrahent|klient|kunde|customer|ceg|cegnev|vevo|customer name|
        บริษัท|ลูกค้า""",
    "contact": """contact|contact name|contact person|name|full name|display name|file as|ansprechpartner|
        kontakt|osoba|osoba kontaktowa|imie i nazwisko|kapcsolattarto|nev|ผู้ติดต่อ|ชื่อ""",
    "first": "first name|given name|vorname|imie|keresztnev",
    "middle": "middle name|additional name|weitere vornamen|drugie imie",
    "last": "last name|family name|surname|nachname|nazwisko|vezeteknev|นามสกุล",
    "role": "role|title|job title|organization title|organization 1 title|position|funktion|stanowisko|beosztas|ตำแหน่ง",
    "language": "language|locale|sprache|jezyk|nyelv|ภาษา",
    "finance": """finance|may hear finance|finanzen|finanzauskunft|finanse|informacje finansowe|penzugy|
        penzugyi adatok|การเงิน""",
    "marketing_ok": """marketing ok|marketing consent|werbeeinwilligung|zgoda marketingowa|marketing hozzajarulas|
        ยินยอมการตลาด""",
    "marketing_phone": "marketing phone",
    "marketing_email": "marketing email",
    "marketing_post": "marketing post",
    "marketing_message": "marketing message",
    "active": "active|aktiv|aktywny",
    "since": "since|customer since|kunde seit|klient od|vevo ota",
    "row_id": "row id|uid",
}
_NUMBER = re.compile(
    r"(phone(?! \d+ (label|type))|telephone|mobile|\btel\b|telefon|telefonnummer|rufnummer|handy|mobil|komorka|\bkom\b"
    r"|durchwahl|mobilszam|\bnumber\b|^numer$|^nr tel|เบอร์|โทรศัพท์|มือถือ)"
)
_NO_NUMBER = re.compile(r"fax|faks|pager|telex|type|label|extension|tty|number of")
_SIGNS = re.compile(r"[\W_]+")
_FIELDS = {
    _SIGNS.sub(" ", folded(name)).strip(): key for key, names in _NAMES.items() for name in names.split("|")
}
_OWN = {"number", "customer_id", "customer"}


@dataclass(frozen=True, slots=True)
class Columns:
    """Where things stand in a row.

    Attributes:
        fields: What a column is → its place.
        numbers: The places of telephone numbers.
        own: The columns are called as those of `contacts`, and are given as they are.
    """

    headings: Sequence[str]
    fields: Mapping[str, int]
    numbers: Sequence[int]
    own: bool


def columns_of(headings: Sequence[str]) -> Columns:
    """Make sense of a file's first row."""
    lower = [heading.strip().lower() for heading in headings]
    if set(lower) >= _OWN:
        return Columns(lower, {}, (), own=True)
    plain = [_SIGNS.sub(" ", folded(heading)).strip() for heading in headings]
    fields: dict[str, int] = {}
    for place, heading in enumerate(plain):
        key = lower[place] if lower[place].startswith("ref_") else _FIELDS.get(heading)
        if key:
            fields.setdefault(key, place)
    taken = set(fields.values())
    numbers = [place for place, heading in enumerate(plain) if place not in taken and _is_number(heading)]
    return Columns(lower, fields, numbers, own=False)


def _is_number(heading: str) -> bool:
    return bool(_NUMBER.search(heading)) and not _NO_NUMBER.search(heading)
