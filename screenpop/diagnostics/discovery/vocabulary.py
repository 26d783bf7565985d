"""What ledgers, shops and CRMs call their tables and columns, in the languages that administrators meet.

Words are folded: small letters, no accents, without what stands between them.
"""

import re
from collections.abc import Mapping
from functools import cache

from screenpop.folding import folded

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_BETWEEN = re.compile(r"[^a-z0-9]+")

COLUMNS: Mapping[str, str] = {
    "due": "due duedate maturity maturitydate datematurity invoicedatedue payby faellig faelligkeit termin "
    "terminplatnosci platnedo esedekesseg scadenza echeance vencimiento",
    "balance": "balance residual open openamount outstanding amountresidual left rest remaining saldo offen "
    "restbetrag pozostalo dozaplaty hatralek egyenleg solde",
    "currency": "currency curr ccy currencycode waehrung waluta penznem devise moneda",
    "document": "document documentno invoice invoiceno invoicenumber number no name beleg belegnr rechnung "
    "faktura fakturanr dokument szamla szamlaszam",
    "disputed": "disputed dispute contested claim strittig reklamacja sporna vitatott",
    "as_of": "asof postedto postedat bookedto lastposted stand",
    "at": "at date day datetime time created createdat createdon orderdate invoicedate solddate soldat saledate "
    "paymentdate paidat paid placedat placed datum data kiedy kelt sent sentat received",
    "amount": "amount total sum value price net gross linetotal amounttotal untaxedamount betrag kwota wartosc "
    "osszeg montant importe",
    "product": "product sku item itemno article code productcode artikel artikelnr towar kodtowaru indeks cikkszam",
    "name": "name productname description title label bezeichnung nazwa nev megnevezes",
    "quantity": "quantity qty count pieces units menge ilosc mennyiseg quantite",
    "number": "number no orderno ordernumber order orderid quoteno quotenumber quote quoteid reference name nr "
    "numer szam",
    "status": "status state stan allapot zustand",
    "promised": "promised promiseddate delivery deliverydate shipby eta plannedshipping lieferdatum liefertermin "
    "terminrealizacji datadostawy szallitas",
    "tracking": "tracking trackingno trackingnumber parcel awb sendungsnummer przesylka numerprzesylki csomagszam",
    "valid_until": "validuntil validto validitydate expires expiry gueltigbis waznado ervenyes",
    "credit_limit": "creditlimit limit creditlimitamount kreditlimit limitkredytowy hitelkeret",
    "exposure": "exposure used owed open engagement obligo zaangazowanie",
    "hold": "hold onhold blocked block stop gesperrt blokada wstrzymany zarolt",
    "net_days": "netdays days paymentdays termdays zahlungsziel dni terminplatnoscidni napok",
    "discount": "discount discountpercent skonto rabat skontoprocent engedmeny",
    "discount_days": "discountdays skontotage dniskonta",
    "hold_reason": "holdreason blockreason sperrgrund powodblokady reason",
    "hold_since": "holdsince blockedsince gesperrtseit blokadaod since",
    "terms": "terms paymentterms term zahlungsbedingungen warunki feltetelek",
    "segment": "segment class tier group category kundengruppe grupa szegmens",
    "until": "until validuntil to bis do",
    "reason": "reason why grund powod",
    "refer_to": "referto ask approver",
    "customer": "customer customername company companyname account client party buyer kunde firma kontrahent "
    "nabywca vevo ugyfel debtor",
    "basket": "basket order orderno orderid orderno invoice invoiceno receipt sale saleid beleg zamowienie paragon "
    "rendeles",
    "since": "since customersince created createdat createdon kundeseit od klientod kezdete start",
    "turnover": "turnover revenue sales salesytd umsatz obrot forgalom ca",
    "previous_turnover": "previousturnover lastyear salesly vorjahr obrotrok",
    "manager": "manager accountmanager salesrep owner salesperson betreuer opiekun handlowiec kapcsolattarto",
    "important": "important vip key keyaccount wichtig wazny kiemelt",
    "text": "text body message note subject description content inhalt tresc temat notatka szoveg targy",
    "channel": "channel medium type via kanal kanat csatorna",
    "who": "who author from sender agent user autor nadawca od absender kuldo",
    "link": "link url permalink weburl adres",
    "category": "category categ productcategory group productgroup family warengruppe kategoria kategorie grupa "
    "grupatowarowa termekcsoport",
    "in_stock": "instock available isavailable deliverable lieferbar dostepny keszleten",
    "sold": "sold issold forsale saleok sellable verkaeuflich sprzedawany eladhato",
    "margin": "margin marginrate grossmargin marge marza arres",
    "promoted": "promoted ispromoted onpromotion inaktion promowany akcios",
    "phone": "phone phones telephone tel mobile mobilephone cell cellphone number phonenumber written telefon "
    "telefonnr handy komorka komorkowy mobil kontakt valuecompact",
    "customer_id": "customerid customerno customernumber custno accountno accountid clientid partyid party "
    "partnerid id no number code kundennr kundennummer nrklienta idkontrahenta vevoid ugyfelszam",
    "contact": "contact contactname person fullname personname firstname lastname ansprechpartner osoba "
    "kapcsolattarto",
    "active": "active isactive enabled aktiv aktywny aktiv inactive",
    "role": "role job position title stanowisko funktion beosztas",
}
"""The columns of every question, and what they are called elsewhere."""

KEYS = (
    "customerid customerno customernumber customer custno account accountno accountid accountref acct client clientid "
    "party partyid partner partnerid buyer buyerid debtor debtorno commercialpartnerid kunde kundenr kundennr "
    "kundennummer kontrahent kontrahentid nabywca nrklienta vevo vevoid ugyfel ref company companyid"
)
"""What the column is called that holds whose row it is."""

TABLES: Mapping[str, str] = {
    "open_items": "invoices invoice openitems openinvoices receivables ar ledger moveline rechnungen faktury szamlak",
    "payments": "payments payment receipts cash zahlungen wplaty platnosci fizetesek",
    "books": "books periods period closing",
    "purchases": "sales salelines salesline lines orderlines orderline invoicelines items purchases positionen "
    "sprzedaz pozycje eladasok tetelek",
    "orders": "orders order salesorders openorders saleorder auftraege bestellungen zamowienia rendelesek",
    "quotes": "quotes quote quotations quotation offers offer angebote oferty ajanlatok",
    "standing": "limits limit credit creditlimits terms risk kredit limity hitel",
    "offerable": "offerable offers",
    "lines": "sales salelines lines orderlines items pozycje positionen tetelek",
    "products": "products product articles article items item producttemplate artikel towary produkty cikkek termekek",
    "relationship": "customers customer accounts value segments crm kunden klienci vevok",
    "said": "tickets ticket mails mail emails messages conversations notes activities cases zgloszenia wiadomosci "
    "levelek",
    "contacts": "contacts contact people persons phones customers customer party contactmechanism respartner "
    "kontakte kontakty klienci kapcsolatok",
}
"""Question → what the table is called that answers it."""


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name: "saleLines" and "sale_lines" are sale, lines; quotes and a schema do not count."""
    last = name.rsplit(".", 1)[-1]
    return tuple(word for word in _BETWEEN.split(folded(_CAMEL.sub(" ", last))) if word)


_ALONE = (
    "no number nr id code ref name type date dt time at to from until key label title text by in on is for"
)
_SAY_NOTHING_ALONE = frozenset(_ALONE.split())
"""Words that are in many names: "INV_NO" is no customer's number because a customer's number may be called "no"."""


def likeness(name: str, wanted: str, table: str = "") -> float:
    """How much a name is like one of the words: 1 the same, also with its table's, 0.6 a part of it, 0 not at all."""
    words, known = words_of(name), _set(wanted)
    joined = "".join(words)
    whose = "".join(words_of(table))
    if {joined, whose + joined, whose.removesuffix("s") + joined} & known:
        return 1.0
    parts = {*words, *("".join(words[begin:]) for begin in range(len(words)))} - _SAY_NOTHING_ALONE
    if parts & known:
        return 0.6
    return 0.0


@cache
def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())
