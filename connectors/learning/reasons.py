"""The reasons of suggestions, in words; every number in them can be counted again in the sales lines."""

from math import floor

from screenpop.sentences import Sentence, say, say_many

_WEEKS_FROM = 14
_MONTHS_FROM = 120
_MONTH = 30.44
SEVERAL_YEARS = 2


def rhythm(times: int, gap: float | None, since: int, usual: float, years: int = 0) -> Sentence:
    """Why a product will be needed again.

    Args:
        times: On how many days it was bought.
        gap: The median number of days between one purchase and the next.
        since: Days since the last.
        usual: The median quantity.
        years: So many years running it was bought at this time of the year, half of all times or more; else below 2.
    """
    quantity = int(usual) if usual == int(usual) else round(usual, 2)
    if years >= SEVERAL_YEARS:
        return say(
            "at this time of year, {years}, last {ago}, usually {quantity}",
            years=say_many("one year running", "{count} years running", years),
            ago=ago(since),
            quantity=quantity,
        )
    if times >= 3 and gap is not None:
        return say(
            "{every}, last {ago}, usually {quantity}", every=every(gap), ago=ago(since), quantity=quantity
        )
    if times == 2:
        return say("bought twice, last {ago}, usually {quantity}", ago=ago(since), quantity=quantity)
    return say("bought once, {ago}, {quantity}", ago=ago(since), quantity=quantity)


def partner(share: float, name: str) -> Sentence:
    """Why a product would fit: how many of those who bought another one bought it too."""
    return say(
        "{percent} % of those who bought {product} also bought this", percent=_percent(share), product=name
    )


def popularity(share: float) -> Sentence:
    """Why a product would fit whom nothing else is known of: how many of all customers bought it."""
    return say("{percent} % of all customers buy this", percent=_percent(share))


def every(days: float) -> Sentence:
    """A span between one time and the next."""
    if days < _WEEKS_FROM:
        return say_many("every day", "every {count} days", _whole(days))
    if days < _MONTHS_FROM:
        return say_many("every week", "every {count} weeks", _whole(days / 7))
    return say_many("every month", "every {count} months", _whole(days / _MONTH))


def ago(days: int) -> Sentence:
    """A span until today."""
    if days < _WEEKS_FROM:
        return say_many("{count} day ago", "{count} days ago", days)
    if days < _MONTHS_FROM:
        return say_many("{count} week ago", "{count} weeks ago", _whole(days / 7))
    return say_many("{count} month ago", "{count} months ago", _whole(days / _MONTH))


def _percent(share: float) -> int:
    return _whole(share * 100)


def _whole(number: float) -> int:
    """Halves go up."""
    return floor(number + 0.5)
