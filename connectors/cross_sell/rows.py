"""The rows that cross-sell learns from."""

from dataclasses import dataclass

from screenpop.ports.rows import Amount, Day, MaybeAmount, MaybeCurrency, MaybeFlag, MaybeText, Text


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


@dataclass(frozen=True, slots=True)
class ProductRow:
    """What the company says of one product; what it does not say keeps nothing from being suggested.

    Attributes:
        sold: No longer sold is suggested to nobody.
        in_stock: What cannot be delivered is not suggested to who never had it.
        margin: The part of the price that is earned: 0.35.
        promoted: It is promoted now.
    """

    product: Text
    name: MaybeText = None
    category: MaybeText = None
    in_stock: MaybeFlag = None
    sold: MaybeFlag = None
    margin: MaybeAmount = None
    promoted: MaybeFlag = None
