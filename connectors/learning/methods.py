"""The methods that compete for each list: each scores customers' products on the tables of a snapshot.

Which is best differs from company to company, so the company's own last weeks choose (see `evaluation`).
"""

from dataclasses import dataclass, replace

from connectors.learning.judging import JUDGED
from screenpop.answers.cross_sell import OfferList

AT_MOST = 10


@dataclass(frozen=True, slots=True)
class Method:
    """A way to fill a list.

    Attributes:
        scores: Selects customer, product, score; the highest score comes first.
        judged: It scores on what `judging` puts beside a snapshot's tables.
    """

    list: OfferList
    name: str
    scores: str
    judged: bool = False

    @property
    def learned(self) -> bool:
        """Whether it needs a ranker."""
        return self.judged and self.name.startswith("learned")

    def offered(self, condition: str) -> "Method":
        """The same for the shelf (see `assortment`): weighed, and only what it has for this customer."""
        scores = f"""
            select customer, product, score * coalesce(weight, 1) as score
            from ({self.scores}) scored left join shelf using (product) where {condition}"""  # noqa: S608 # our own texts
        return replace(self, scores=scores)

    @property
    def ranked(self) -> str:
        """Selects customer, product, score and place, ten of each customer; equals stand by product."""
        return f"""
            select customer, -unnest(best).product as product, unnest(best).score as score,
                   generate_subscripts(best, 1) as place
            from (select customer, max({{'score': round(score, 12), 'product': -product}}, {AT_MOST}) as best
                  from ({self.scores}) group by customer)"""  # noqa: S608 # our own texts


# What is bought every two months is not needed again after a week.
_RESTED = "case when times >= 3 then least(1, 0.3 + since / greatest(gap, 1)) else 1 end"
_IN_DEMAND = "pow(lately + 1, 0.25) * pow((lately + 1) / (buyers + 5), 0.25)"
# The next purchase is expected one gap after the last; within four weeks, give or take a third of the gap; who is
# overdue by more than a gap or two has probably stopped.
_DUE_SOON = """
    case when times >= 2 then times / (times + 1)
              / (1 + exp(-(since + 28 - gap) / (0.3 * gap + 7)))
              / (1 + pow(since / greatest(gap, 1) / 2.5, 4))
         else 0.15 / (1 + since / 100.0) end"""
# How many times as often the customer buys it at this time of the year; what a product does counts as three occasions.
_IN_SEASON = "coalesce((coalesce(recurred, 0) / part + 3 * lift) / (times + 3), 1)"


def _again(name: str, score: str) -> Method:
    scores = f"select customer, product, {score} as score from own join demand using (product)"  # noqa: S608 # as above
    return Method(OfferList.AGAIN, name, scores)


def _again_in_season(name: str, score: str) -> Method:
    scores = f"""
        select customer, product, {score} as score
        from own join demand using (product) left join season using (product)
                 left join recurring using (customer, product)"""  # noqa: S608 # as above
    return Method(OfferList.AGAIN, name, scores)


_POPULAR = """
    select customer, product, buyers / 1e9 as score
    from (from {customers}, (from demand where buyers >= 3 order by buyers desc, product limit 200))
    anti join seen using (customer, product)"""
_EVERYBODY = "(select distinct customer from own)"
_LITTLE_KNOWN = f"""
    (from {_EVERYBODY} anti join
     (select customer from candidates group by customer having count(*) >= {AT_MOST}) using (customer))"""  # noqa: S608 # our own texts


def _fits(name: str, score: str) -> Method:
    """Who has bought too little to go by gets what is popular, behind what goes with own purchases."""
    scores = f"""
        select customer, product, {score} as score from candidates join demand using (product)
        union all
        from ({_POPULAR.format(customers=_LITTLE_KNOWN)}) anti join candidates using (customer, product)"""  # noqa: S608 # as above
    return Method(OfferList.FITS, name, scores)


def _judged(offer_list: OfferList, name: str) -> Method:
    """What hardly anybody bought is not sensibly offered to those who never did."""
    scores = f"""
        select customer, product, {name} as score from judged_{offer_list.value} join demand using (product)
        where {name} > 0 and (buyers >= 3 or {offer_list is OfferList.AGAIN})"""  # noqa: S608 # as above
    return Method(offer_list, name, scores, judged=True)


METHODS = (
    _again("frequency_recency_demand", f"weight * {_RESTED} * {_IN_DEMAND}"),
    _again_in_season("in_season", f"weight * {_RESTED} * {_IN_DEMAND} * {_IN_SEASON}"),
    _again("due_soon", f"{_DUE_SOON} * {_RESTED} * {_IN_DEMAND}"),
    _again("frequency_recency_rhythm", f"weight * {_RESTED}"),
    _again("own_frequency", "times + weight / 1000"),
    _again("most_popular", "buyers"),
    _fits("basket_cosine_demand", "closeness * (lately + 1) / (buyers + 5)"),
    _fits("basket_cosine", "closeness"),
    _fits("item_confidence", "share"),
    Method(OfferList.FITS, "most_popular", _POPULAR.format(customers=_EVERYBODY)),
    *(_judged(offer_list, name) for offer_list, names in JUDGED.items() for name in names),
)


def methods_of(offer_list: OfferList) -> tuple[Method, ...]:
    """The methods that compete for a list; where nothing can be measured, the first is taken."""
    return tuple(method for method in METHODS if method.list is offer_list)
