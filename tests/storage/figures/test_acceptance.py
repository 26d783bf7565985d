"""How suggestions fare, counted from a record in a file and on a server."""

from collections.abc import Callable, Collection, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from screenpop.errors import SourceUnavailable
from screenpop.money import Money
from screenpop.offers import OfferOutcome
from screenpop.record.acceptance import Acceptance, Arm, Fared, GesturesOfMonth
from screenpop.record.agent_figures import Hidden
from screenpop.record.entries import GestureGiven, OfferMade, OffersShown
from screenpop.record.ids import new_id
from screenpop.record.people_policy import PeoplePolicy
from screenpop.record.span import Span
from screenpop.rules.intervals import difference_of, share_of
from screenpop.sentences import say
from screenpop.storage.database import Database
from screenpop.storage.figures.acceptance import RecordAcceptance
from tests.storage.made_entries import Keeping, started

MARCH = Span(date(2026, 3, 1), date(2026, 3, 31), ZoneInfo("Europe/Warsaw"))
OPEN = PeoplePolicy(per_agent=True, acceptance=True, smallest_group=2)
ACCEPTED, DECLINED, OFFERED = OfferOutcome.ACCEPTED, OfferOutcome.DECLINED, OfferOutcome.OFFERED


def at(day: int, hour: int = 12) -> datetime:
    return datetime(2026, 3, 1, hour, tzinfo=UTC) + timedelta(days=day - 1)


def offer(
    record: Keeping,
    product: str,
    outcome: OfferOutcome,
    day: int = 10,
    *,
    call: object = None,
    agent: str = "anna",
    customer_id: str = "K-1",
    list_: str = "fits",
    method: str = "pairs",
) -> None:
    record.keep(OfferMade(new_id(), call, at(day), agent, customer_id, list_, product, outcome, method))


def card(
    record: Keeping,
    customer_id: str,
    *accepted: str,
    held_out: bool = False,
    day: int = 10,
    agent: str = "anna",
) -> None:
    """An answered call with this customer, who accepts these products."""
    call = started(new_id().hex, at=at(day), agent=agent)
    record.keep(call)
    shown = (("fits", "P-1", "pairs"),)
    record.keep(OffersShown(new_id(), call.id, at(day), agent, customer_id, shown, held_out))
    for product in accepted:
        offer(record, product, ACCEPTED, day, call=call.id, agent=agent, customer_id=customer_id)


@pytest.fixture
def figures(database: Database) -> Callable[..., Acceptance]:
    def read(
        policy: PeoplePolicy = OPEN, me: str = "sven", span: Span = MARCH, **asked: object
    ) -> Acceptance:
        return RecordAcceptance(database, policy=policy, me=me, names=names).of(span, **asked)

    return read


def names(products: Collection[str]) -> Mapping[str, str]:
    return {product: "Bricks" for product in products if product == "P-1"}


def fared(name: str, offered: int, accepted: int, declined: int, title: str | None = None) -> Fared:
    share = share_of(accepted, offered + accepted + declined)
    return Fared(name, title, offered, accepted, declined, share)


def test_offers_are_counted_by_product_method_list_and_agent(
    record: Keeping, figures: Callable[..., Acceptance]
) -> None:
    offer(record, "P-1", ACCEPTED)
    offer(record, "P-1", DECLINED, agent="ola")
    offer(record, "P-1", OFFERED, method="ranker")
    offer(record, "P-2", ACCEPTED, list_="again", method="")

    told = figures()

    assert told.products == (fared("P-1", 1, 1, 1, "Bricks"), fared("P-2", 0, 1, 0))
    assert told.methods == (fared("pairs", 0, 1, 1), fared("", 0, 1, 0), fared("ranker", 1, 0, 0))
    assert told.lists == (fared("again", 0, 1, 0), fared("fits", 1, 1, 1))
    assert told.agents == (fared("anna", 1, 2, 0), fared("ola", 0, 0, 1))
    assert figures(at_most=1).products == told.products[:1]


def test_an_offer_of_a_call_counts_once_as_it_was_told_last(
    record: Keeping, figures: Callable[..., Acceptance]
) -> None:
    call = started()
    record.keep(call)
    for outcome in (OFFERED, DECLINED, ACCEPTED):
        offer(record, "P-1", outcome, call=call.id)

    assert figures().products == (fared("P-1", 0, 1, 0, "Bricks"),)


def test_days_are_the_viewers_and_others_do_not_count(
    record: Keeping, figures: Callable[..., Acceptance]
) -> None:
    for day, hour in ((0, 22), (0, 23), (31, 21), (31, 22)):  # in Warsaw 23:00, 00:00, 23:00, 00:00
        moment = at(day, hour)
        record.keep(OfferMade(new_id(), None, moment, "anna", "K-1", "fits", "P-1", ACCEPTED))
        record.keep(GestureGiven(new_id(), None, moment, "anna", "K-1", "chocolates", None))

    told = figures()

    assert told.products[0].made == 2
    assert told.gestures == (GesturesOfMonth("chocolates", date(2026, 3, 1), 2),)


def test_who_was_held_out_is_counted_beside_who_was_not(
    record: Keeping, figures: Callable[..., Acceptance]
) -> None:
    card(record, "K-1", "P-1", "P-2")
    card(record, "K-1")
    card(record, "K-2")
    card(record, "K-3", held_out=True)
    card(record, "K-4", "P-9", held_out=True, agent="ola")
    card(record, "K-5", "P-1", day=40)

    told = figures()

    assert (told.shown, told.held_out) == (Arm(3, 2, 1), Arm(2, 2, 1))
    assert told.uplift == difference_of(1, 2, 1, 2)
    assert figures(agent="anna").held_out == Arm(1, 1, 0)


def test_gestures_are_counted_by_month_to_the_last_digit(
    record: Keeping, figures: Callable[..., Acceptance]
) -> None:
    def give(day: int, gesture: str, worth: str | None, currency: str = "PLN") -> None:
        money = None if worth is None else Money(Decimal(worth), currency)
        record.keep(GestureGiven(new_id(), None, at(day), "anna", "K-1", gesture, money))

    for day, worth in ((10, "12.1"), (11, "12.1"), (12, "0.1"), (40, "5")):
        give(day, "chocolates", worth)
    give(13, "chocolates", "7", "EUR")
    give(10, "discount", None)

    spring = Span(date(2026, 3, 1), date(2026, 4, 30), MARCH.zone)

    assert figures(span=spring).gestures == (
        GesturesOfMonth(
            "chocolates", date(2026, 3, 1), 4, (Money(Decimal(7), "EUR"), Money(Decimal("24.3"), "PLN"))
        ),
        GesturesOfMonth("discount", date(2026, 3, 1), 1),
        GesturesOfMonth("chocolates", date(2026, 4, 1), 1, (Money(Decimal(5), "PLN"),)),
    )


@pytest.mark.parametrize(
    ("policy", "hidden"),
    [
        (PeoplePolicy(), Hidden.OFF),
        (PeoplePolicy(per_agent=True), Hidden.OFF),
        (PeoplePolicy(acceptance=True), Hidden.OFF),
        (PeoplePolicy(per_agent=True, acceptance=True, smallest_group=3), Hidden.FEW),
        (OPEN, None),
    ],
)
def test_how_others_offers_fare_is_shown_only_where_the_site_says_so(
    record: Keeping, figures: Callable[..., Acceptance], policy: PeoplePolicy, hidden: Hidden | None
) -> None:
    offer(record, "P-1", ACCEPTED)
    offer(record, "P-2", DECLINED, agent="ola")
    card(record, "K-7", "P-3", agent="ola")

    told = figures(policy, me="anna")

    assert told.hidden is hidden
    assert [each.name for each in told.agents] == (["anna"] if hidden else ["ola", "anna"])
    assert len(told.products) == 3
    of_ola = figures(policy, me="anna", agent="ola")
    assert bool(of_ola.products) is (of_ola.shown.calls > 0) is (hidden is None)
    assert [each.name for each in figures(policy, me="anna", agent="anna").products] == ["P-1"]


def test_a_record_without_any_offer_has_figures_of_nothing(figures: Callable[..., Acceptance]) -> None:
    told = figures()

    assert told == Acceptance(MARCH, smallest_group=2, hidden=Hidden.FEW)


def test_what_products_are_called_is_no_reason_to_tell_nothing(record: Keeping, database: Database) -> None:
    def fails(products: Collection[str]) -> Mapping[str, str]:
        raise SourceUnavailable(say("What was learnt cannot be read."))

    offer(record, "P-1", ACCEPTED)

    (told,) = RecordAcceptance(database, policy=OPEN, me="sven", names=fails).of(MARCH).products

    assert (told.name, told.title, told.accepted) == ("P-1", None, 1)


def test_days_that_are_over_are_counted_once_an_hour_and_the_last_ones_each_time(
    record: Keeping, database: Database
) -> None:
    clock = [at(31)]
    figures = RecordAcceptance(database, policy=OPEN, me="sven", now=lambda: clock[0])

    def made() -> int:
        return sum(each.made for each in figures.of(MARCH).products)

    offer(record, "P-1", ACCEPTED)
    assert made() == 1
    offer(record, "P-1", ACCEPTED, day=11)
    offer(record, "P-1", ACCEPTED, day=30)
    assert made() == 2

    clock[0] += timedelta(hours=1, seconds=1)
    assert made() == 3


def test_questions_find_their_days_by_an_index(database: Database) -> None:
    from screenpop.storage.figures import offer_questions as ask
    from screenpop.storage.figures.day_runs import runs

    run = runs(MARCH.days, MARCH)[0]
    with database.reading() as connection:
        if database.is_server:  # else it goes through an empty table, which is faster
            connection.exec_driver_sql("set local enable_seqscan = off")
        for question in (ask.fared(run), ask.carded(run, None), ask.gestures(MARCH, None)):
            written = question.compile(connection, compile_kwargs={"literal_binds": True})
            explained = "explain" if database.is_server else "explain query plan"
            plan = str(connection.exec_driver_sql(f"{explained} {written}").all())
            for table in ("offers_made", "offers_shown", "gestures_given"):
                assert f"SCAN {table}" not in plan, plan
                assert f"Seq Scan on {table}" not in plan, plan
