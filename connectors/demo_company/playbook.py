"""The demo company's own playbook: gestures with a budget, a campaign, a rule of its own."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from connectors.demo_company.words import Item

CAMPAIGN_LASTS = timedelta(days=24)
CAMPAIGN_FOR = ("electrics", "lighting")

TEXT = """# What Hurtownia Nad Wisłokiem says beside what ships with the program; screenpop rules list shows all of it.

[[gestures]]
name = "birthday"
label = "a voucher for a box of chocolates"
worth = "40 PLN"
budget = "800 PLN"
rests = "300d"

[[gestures]]
name = "thanks"
label = "free delivery of the next order"
worth = "60 PLN"
budget = "1500 PLN"

[[campaigns]]
name = "electricians"
label = "Electricians’ weeks"
from = {since}
until = {until}
categories = {categories}
products = {products}
say = "Offer {{offer.name}} at 8 % off"

[[rules]]                       # a campaign that ends comes before a quote that can wait
name = "campaign"
before = "quote-expiring"

[[rules]]
name = "roofers-first-frost"
when = ["fact.line_of_business is roofing", "not credit.hold"]
sells = true
say = "Tell them that sealing tape is delivered within a day"
why = "They do roofs, and the first frost comes"
after = "terms"
"""


def playbook_text(today: date, kits: Mapping[str, Sequence[Sequence[Item]]]) -> str:
    """The playbook as TOML; the campaign began two weeks ago.

    It names its articles beside their categories: only a source that tells categories has any.
    """
    return TEXT.format(
        since=today - timedelta(days=14),
        until=today + CAMPAIGN_LASTS,
        categories=_listed(CAMPAIGN_FOR),
        products=_listed(item.sku for kit in CAMPAIGN_FOR for sizes in kits[kit] for item in sizes),
    )


def _listed(words: Iterable[str]) -> str:
    return "[" + ", ".join(f'"{word}"' for word in words) + "]"
