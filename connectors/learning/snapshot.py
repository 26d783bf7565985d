"""What is known on a day, as tables that all methods score on.

`own`: each customer's products with their rhythm. `demand`: how many buy a product, and how many did lately.
`seen`: what a customer ever had to do with, returns included. `pairs`: which products are bought together (of
those who bought `x`, the `share` bought `y` too). `candidates`: what goes with a customer's own products
and was never seen by them.
"""

from contextlib import AbstractContextManager
from datetime import date
from tempfile import TemporaryDirectory

import duckdb

from connectors.learning.history import History
from connectors.learning.returns import without_returns

LATELY = 42
"""Days; a shorter time would be noise for a small shop, a longer one sees a season too late."""

PARTNERS = 50
"""How many products that go with it are kept for each product."""

_OWN = """
create table own as
select customer, product, count(*)::double as times, max(day) as last, getvariable('day') - max(day) as since,
       median(day - previous) as gap, quantile_disc(quantity, 0.5) as usual,
       sum(1 / (1 + (getvariable('day') - day) / 200.0)) as weight
from (select *, lag(day) over (partition by customer, product order by day) as previous
      from (select customer, product, day, sum(quantity) as quantity from bought group by all))
group by customer, product"""

_DEMAND = """
create table demand as
select product, count(*)::double as buyers,
       (count(*) filter (since <= getvariable('lately')))::double as lately
from own group by product"""

# Baskets with hundreds of products are stock orders: everything goes with everything.
_CLOSEST = """
create table closest as
with content as (
    select distinct basket, product from bought
    where basket in (select basket from bought group by basket having count(distinct product) between 2 and 600)),
sizes as (select product, count(distinct basket)::double as baskets from bought group by product),
in_baskets as (
    select a.product as x, b.product as y, count(*) as baskets
    from content a join content b on a.basket = b.basket and a.product < b.product
    group by all having count(*) >= 3)
select x, y, p.baskets / sqrt(a.baskets * b.baskets) as closeness
from (from in_baskets union all select y as x, x as y, baskets from in_baskets) p
join sizes a on a.product = x join sizes b on b.product = y
qualify row_number() over (partition by x order by closeness desc, y) <= getvariable('partners')"""

_TOGETHER = """
create table together as
select x, y, count(*)::double as customers
from (select a.product as x, b.product as y from own a join own b on a.customer = b.customer and a.product < b.product)
semi join (select distinct least(x, y) as x, greatest(x, y) as y from closest) using (x, y)
group by all"""

_PAIRS = """
create table pairs as
select c.x, c.y, closeness, customers, customers / a.buyers as share
from closest c
join together t on t.x = least(c.x, c.y) and t.y = greatest(c.x, c.y)
join demand a on a.product = c.x join demand b on b.product = c.y
where customers >= 3 and a.buyers >= 5 and share >= 0.01
  and customers * (select count(distinct customer) from own) > a.buyers * b.buyers"""

_CANDIDATES = """
create table candidates as
from (select customer, y as product, sum(closeness) as closeness, max(share) as share
      from own join pairs on pairs.x = own.product group by customer, y)
anti join seen using (customer, product)"""

_TABLES = (_OWN, _DEMAND, _CLOSEST, _TOGETHER, _PAIRS, _CANDIDATES)


class Snapshot(AbstractContextManager["Snapshot"]):
    """The tables as of the morning of a day, in an engine of their own."""

    def __init__(self, history: History, day: date) -> None:
        """Compute the tables from the lines of earlier days."""
        self.history = history
        self.day = day
        self._spill = TemporaryDirectory(prefix="screenpop-learn-")
        self.engine = duckdb.connect(
            config={
                "preserve_insertion_order": False,
                "temp_directory": self._spill.name,
                "autoinstall_known_extensions": False,
            }
        )
        # Tables are joined in the order that the texts name them: guesses of the engine went wrong now and then,
        # and took four times the memory.
        self.engine.execute("set disabled_optimizers = 'join_order,build_side_probe_side'")
        early = history.before(day)
        kept = without_returns(early)
        self.take("bought", kept)
        self.take("lines", early)
        for name, value in (("day", day.toordinal()), ("lately", LATELY), ("partners", PARTNERS)):
            self.engine.execute(f"set variable {name} = {value}")
        self.engine.execute("create table seen as select distinct customer, product from lines")
        for table in _TABLES:
            self.engine.execute(table)

    def __exit__(self, *_: object) -> None:
        self.engine.close()
        self._spill.cleanup()

    def take(self, name: str, history: History) -> None:
        """Make a table of lines."""
        columns = {
            "customer": history.customer,
            "basket": history.basket,
            "product": history.product,
            "day": history.day,
            "quantity": history.quantity,
        }
        self.engine.register("columns", columns)
        self.engine.execute(f"create table {name} as select * from columns")  # noqa: S608 # our own names
        self.engine.unregister("columns")
