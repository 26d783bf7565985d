"""How right suggestions are: on two public shops, learnt before a day, held against each customer's next basket.

`again` is compared by NDCG@10 among own products, `fits` by how many bought at least one of the first five among
products that they never had; the peers see the same purchases. Beside each difference stands its paired standard
error.
"""

import json
import resource
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log2, sqrt
from pathlib import Path
from tempfile import TemporaryDirectory

from connectors.learning.learn import learning
from connectors.learnt import LearntFile
from screenpop.answers.cross_sell import OfferList
from screenpop.bench.figures import Figure, Reach, Sizes, median, quantile
from screenpop.bench.offers_data import Shop, complete_journey, online_retail
from screenpop.bench.peers.recommending import Lists, peers_lists

_TIMES = {"Online Retail": (1.05, 1.15), "Complete Journey": (1.0, None)}
"""How many times the best peer `again` and `fits` are to be; None: not below it by more than the standard error."""

_LOOKED_UP = 300
_KILO = 1024

Quality = tuple[Sequence[float], Sequence[float]]
"""NDCG@10 of `again` and hit@5 of `fits`, customer by customer."""


@dataclass(frozen=True, slots=True)
class _Ours:
    lists: Lists
    chosen: str
    compared: float
    seconds: float
    lookups: Sequence[float]


def measure(_: Sizes) -> Iterator[Figure]:
    """Both shops, one after the other, as they are."""
    for shop in (online_retail(), complete_journey()):
        yield from _measured(shop)
    resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KILO
    yield Figure("offers", "resident memory at most, the peers included", "MB", resident)


def _measured(shop: Shop) -> Iterator[Figure]:
    baskets = shop.next_baskets()
    customers = sorted(baskets)
    ours = _learnt(shop, customers)
    own = {(row[0], row[3]) for row in shop.rows if row[2] < shop.at}
    quality = _quality(ours.lists, baskets, own)
    earlier = [row[:4] for row in shop.rows if row[2] < shop.at]
    peers = {name: _quality(lists, baskets, own) for name, lists in peers_lists(earlier, customers)}
    for place, (what, unit) in enumerate((("will need again", "NDCG@10"), ("would fit", "hit@5"))):
        best = max(_mean(each[place]) for each in peers.values())
        for name, each in peers.items():
            error = _error(quality[place], each[place])
            times = _TIMES[shop.name][place]
            bar = Reach(best * times if times else best - error, at_least=True)
            yield Figure(
                "offers",
                f"{shop.name}, {what} ({ours.chosen}), {len(customers):,} customers",
                unit,
                _mean(quality[place]),
                error,
                bad_is="s.e.",
                reach=bar if _mean(each[place]) == best else None,
                peer=name,
                peer_typical=_mean(each[place]),
            )
    yield from _times(shop, ours)


def _times(shop: Shop, ours: _Ours) -> Iterator[Figure]:
    lines = f"{shop.name}, {len(shop.rows):,} lines"
    yield Figure("offers", f"{lines}: learning with the chosen methods", "s", ours.seconds)
    yield Figure("offers", f"{lines}: learning, all methods compared", "s", ours.compared, reach=Reach(300))
    looked_up = ours.lookups
    yield Figure(
        "offers",
        f"{shop.name}: one customer's suggestions",
        "ms",
        median(looked_up),
        quantile(looked_up, 0.95),
        reach=Reach(2.0),
    )


def _learnt(shop: Shop, customers: Sequence[str]) -> _Ours:
    with TemporaryDirectory(prefix="screenpop-bench-") as folder:
        file = LearntFile(Path(folder) / "learnt.db")
        begin = time.perf_counter()
        with learning(shop.lines(), shop.at, lambda _: None) as first:
            report = first.report()
            file.replace(first.findings(json.dumps(report)))
        compared = time.perf_counter() - begin
        begin = time.perf_counter()
        with learning(shop.lines(), shop.at, lambda _: None, json.loads(file.report() or "{}")) as again:
            file.replace(again.findings(json.dumps(report)))
        seconds = time.perf_counter() - begin
        found, lookups = {}, []
        for customer in customers:
            begin = time.perf_counter()
            offers = file.offers(customer)
            lookups.append((time.perf_counter() - begin) * 1000)
            found[customer] = (
                [each.product for each in offers if each.list is OfferList.AGAIN],
                [each.product for each in offers if each.list is OfferList.FITS],
            )
    chosen = ", ".join(report["lists"][each.value]["chosen"] for each in OfferList)
    return _Ours(found, chosen, compared, seconds, lookups[:_LOOKED_UP])


def _quality(lists: Lists, baskets: Mapping[str, set[str]], own: set[tuple[str, str]]) -> Quality:
    gains, hits = [], []
    for customer in sorted(baskets):
        bought = baskets[customer]
        again, fits = lists[customer]
        gain = sum(
            1 / log2(place + 2)
            for place, product in enumerate(again[:10])
            if product in bought and (customer, product) in own
        )
        gains.append(gain / sum(1 / log2(place + 2) for place in range(min(10, len(bought)))))
        hits.append(float(any(each in bought and (customer, each) not in own for each in fits[:5])))
    return gains, hits


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _error(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Of the mean difference, pair by pair."""
    differences = [one - other for one, other in zip(ours, theirs, strict=True)]
    mean = _mean(differences)
    variance = sum((each - mean) ** 2 for each in differences) / (len(differences) - 1)
    return sqrt(variance / len(differences))
