"""The rows that cross-sell learns from."""

from dataclasses import dataclass

from screenpop.ports.rows import Amount, Day, MaybeAmount, MaybeCurrency, MaybeText, Text


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line that was sold to anybody; a return has a negative quantity.

    Attributes:
        customer: Sales' own number for the customer; lines of nobody in particular teach nothing.
        basket: The order or the receipt: what was bought together.
    """

    basket: Text
    at: Day
    product: Text
    quantity: Amount
    customer: MaybeText
    name: MaybeText = None
    amount: MaybeAmount = None
    currency: MaybeCurrency = None
