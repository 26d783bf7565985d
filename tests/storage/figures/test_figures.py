"""The supervisors' figures against logs small enough to count by hand, in a file and on a server."""

import os
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from screenpop.errors import RecordUnavailable
from screenpop.events.calls import Direction, Ending
from screenpop.offers import OfferOutcome
from screenpop.record.agent_figures import Hidden
from screenpop.record.entries import CallPickedUp
from screenpop.record.figures import Counts, OfferCounts, Outgoing, Repeats
from screenpop.record.ids import new_id
from screenpop.record.people_policy import PeoplePolicy
from screenpop.record.span import Span
from screenpop.storage.database import Database
from screenpop.storage.figures.figures import RecordFigures
from tests.storage.made_entries import Keeping
from tests.storage.telephoned import offered, telephoned

TUESDAY = date(2026, 3, 31)
NOON = datetime(2026, 3, 31, 12, tzinfo=UTC)
WARSAW = ZoneInfo("Europe/Warsaw")
OPEN = PeoplePolicy(per_agent=True, live_names=True, acceptance=True, smallest_group=2)


def figures_of(
    database: Database, policy: PeoplePolicy = OPEN, *, now: datetime | None = None
) -> RecordFigures:
    late = NOON + timedelta(days=3000)
    return RecordFigures(database, policy=policy, me="anna", now=lambda: now or late)


@pytest.fixture
def figures(database: Database) -> RecordFigures:
    return figures_of(database)


def tuesday(zone: ZoneInfo | None = None) -> Span:
    return Span(TUESDAY, TUESDAY, zone or ZoneInfo("UTC"))


def test_a_ring_group_of_three_is_one_call(record: Keeping, figures: RecordFigures) -> None:
    telephoned(record, NOON, agents=("anna", "ewa", "jan"))
    telephoned(record, NOON + timedelta(minutes=20), agents=("ewa", "jan"), talks=None, ending=Ending.MISSED)

    found = figures.of(tuesday())

    assert found.counts == Counts(answered=1, missed=1)
    assert found.by_slot == {(TUESDAY, 12): Counts(answered=1, missed=1)}
    assert found.answer.seconds == ((5, 1),)


def test_a_call_that_somebody_else_than_the_first_answered_is_answered(
    record: Keeping, figures: RecordFigures
) -> None:
    telephoned(record, NOON, talks=None, ending=Ending.ANSWERED_ELSEWHERE, rings=8)
    telephoned(record, NOON + timedelta(seconds=1), agents=("ewa",), rings=7)

    found = figures.of(tuesday())

    assert found.counts == Counts(answered=1)
    assert found.answer.seconds == ((8, 1),)


@pytest.mark.parametrize(
    ("ending", "counted"),
    [
        (Ending.ANSWERED_ELSEWHERE, Counts(elsewhere=1)),
        (Ending.MISSED, Counts(missed=1)),
        (Ending.NO_ANSWER, Counts(lost=1)),
        (Ending.DECLINED, Counts(lost=1)),
        (Ending.BUSY, Counts(lost=1)),
        (Ending.UNKNOWN, Counts(lost=1)),
        (None, Counts(lost=1)),
    ],
)
def test_what_becomes_of_a_call_that_nobody_answers(
    record: Keeping, figures: RecordFigures, ending: Ending | None, counted: Counts
) -> None:
    telephoned(record, NOON, talks=None, ending=ending)

    assert figures.of(tuesday()).counts == counted


def test_a_call_that_rings_at_this_moment_counts_as_nothing_yet(record: Keeping, database: Database) -> None:
    telephoned(record, NOON, talks=None, ending=None)

    ringing = figures_of(database, now=NOON + timedelta(seconds=20)).of(tuesday())
    cut_off = figures_of(database, now=NOON + timedelta(minutes=11)).of(tuesday())

    assert ringing.counts.total == 0
    assert cut_off.counts == Counts(lost=1)


def test_times_are_whole_seconds_with_their_median_and_nine_of_ten(
    record: Keeping, figures: RecordFigures
) -> None:
    for place, rings in enumerate((5, 5, 7.9, 12, 3, 3, 3, 3, 3, 40)):
        telephoned(
            record,
            NOON + timedelta(minutes=place),
            rings=rings,
            talks=100 + place,
            number=f"+4822555{place:04}",
        )

    found = figures.of(tuesday())

    assert found.answer.seconds == ((3, 5), (5, 2), (7, 1), (12, 1), (40, 1))
    assert found.answer.median == timedelta(seconds=3)
    assert found.answer.nine_of_ten == timedelta(seconds=12)
    assert found.answer.within(Fraction(1)) == timedelta(seconds=40)
    assert [seconds for seconds, _ in found.talk.seconds] == list(range(100, 110))


def test_wrap_up_is_the_time_after_the_call_and_a_correction_next_day_is_none(
    record: Keeping, figures: RecordFigures
) -> None:
    telephoned(record, NOON, after=45, disposition="Solved")
    telephoned(record, NOON + timedelta(hours=1), after=30, disposition="Call back", number="+48225550199")
    telephoned(
        record, NOON + timedelta(hours=2), after=26 * 3600, disposition="Solved", number="+48225550198"
    )

    found = figures.of(tuesday())

    assert found.wrap_up.seconds == ((30, 1), (45, 1))
    assert found.dispositions == (("Solved", 2), ("Call back", 1))


def test_calls_out_are_counted_apart(record: Keeping, figures: RecordFigures) -> None:
    telephoned(record, NOON, direction=Direction.OUT)
    telephoned(
        record, NOON + timedelta(hours=1), direction=Direction.OUT, talks=None, ending=Ending.NO_ANSWER
    )

    found = figures.of(tuesday())

    assert found.outgoing == Outgoing(calls=2, reached=1)
    assert found.counts.total == 0
    assert not found.talk.count


def test_who_calls_twice_in_seven_days_is_a_repeat_caller(record: Keeping, figures: RecordFigures) -> None:
    often, seldom, once = "+48225550001", "+48225550002", "+48225550003"
    telephoned(record, NOON - timedelta(days=6, hours=23), number=often)
    telephoned(record, NOON, number=often)
    telephoned(record, NOON + timedelta(hours=2), number=often, agents=("anna", "ewa"))
    telephoned(record, NOON - timedelta(days=7), number=seldom)
    telephoned(record, NOON, number=seldom)
    telephoned(record, NOON, number=once)
    telephoned(record, NOON, number=None)
    telephoned(record, NOON + timedelta(hours=3), number=None)

    assert figures.of(tuesday()).repeats == Repeats(callers=1, calls=2)


def test_of_an_offer_counts_what_was_told_last(record: Keeping, figures: RecordFigures) -> None:
    call = telephoned(record, NOON)
    offered(record, call, NOON, OfferOutcome.OFFERED)
    offered(record, call, NOON, OfferOutcome.ACCEPTED)
    offered(record, call, NOON, OfferOutcome.DECLINED, product="P2")
    offered(record, None, NOON, OfferOutcome.OFFERED, list="fits")
    offered(record, None, NOON, OfferOutcome.OFFERED, list="fits")
    offered(record, call, NOON + timedelta(days=1), OfferOutcome.ACCEPTED, product="P3")

    assert figures.of(tuesday()).offers == (
        OfferCounts("again", accepted=1, declined=1),
        OfferCounts("fits", offered=2),
    )


def test_the_day_on_which_clocks_go_back_has_twenty_five_hours(
    record: Keeping, figures: RecordFigures
) -> None:
    day = date(2026, 10, 25)
    span = Span(day, day, WARSAW)
    assert span.before - span.since == timedelta(hours=25)
    for hour, minute, second in ((22, 0, 0), (0, 30, 0), (1, 30, 0), (22, 59, 59)):
        at = datetime(2026, 10, 24 if (hour, minute) == (22, 0) else 25, hour, minute, second, tzinfo=UTC)
        telephoned(record, at, number=f"+48225{hour:02}{minute:02}99")
    telephoned(record, datetime(2026, 10, 24, 21, 59, 59, tzinfo=UTC), number="+48225000001")
    telephoned(record, datetime(2026, 10, 25, 23, 0, 0, tzinfo=UTC), number="+48225000002")

    found = figures.of(span)

    assert {slot: counts.total for slot, counts in found.by_slot.items()} == {
        (day, 0): 1,
        (day, 2): 2,
        (day, 23): 1,
    }
    assert found.by_day == {day: Counts(answered=4)}
    assert found.by_hour == {(6, 0): 1, (6, 2): 2, (6, 23): 1}


def test_the_day_on_which_clocks_go_forward_has_no_hour_two(record: Keeping, figures: RecordFigures) -> None:
    day = date(2026, 3, 29)
    span = Span(day, day, WARSAW)
    assert span.before - span.since == timedelta(hours=23)
    telephoned(record, datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC), number="+48225000001")
    telephoned(record, datetime(2026, 3, 29, 1, 0, 0, tzinfo=UTC), number="+48225000002")

    assert [hour for _, hour in figures.of(span).by_slot] == [1, 3]


@pytest.mark.parametrize(
    ("zone", "utc", "slot"),
    [
        ("Asia/Kolkata", (3, 29), (31, 8)),
        ("Asia/Kolkata", (3, 30), (31, 9)),
        ("Asia/Kolkata", (18, 29), (31, 23)),
        ("Asia/Kathmandu", (3, 14), (31, 8)),
        ("Asia/Kathmandu", (3, 15), (31, 9)),
        ("America/New_York", (4, 0), (31, 0)),
        ("Pacific/Kiritimati", (9, 59), (31, 23)),
    ],
)
def test_zones_of_half_and_quarter_hours_have_their_own_hours(
    record: Keeping, figures: RecordFigures, zone: str, utc: tuple[int, int], slot: tuple[int, int]
) -> None:
    telephoned(record, datetime(2026, 3, 31, *utc, tzinfo=UTC))

    assert list(figures.of(tuesday(ZoneInfo(zone))).by_slot) == [(date(2026, 3, slot[0]), slot[1])]


@pytest.fixture
def in_warsaw() -> Iterator[None]:
    before = os.environ.get("TZ")
    os.environ["TZ"] = "Europe/Warsaw"
    time.tzset()
    yield
    os.environ.pop("TZ") if before is None else os.environ.__setitem__("TZ", before)
    time.tzset()


@pytest.mark.usefixtures("in_warsaw")
def test_without_a_zone_the_computer_s_own_clock_counts(record: Keeping, figures: RecordFigures) -> None:
    day = date(2026, 10, 25)
    telephoned(record, datetime(2026, 10, 25, 1, 30, tzinfo=UTC))

    own, named = Span(day, day), Span(day, day, WARSAW)

    assert (own.since, own.before) == (named.since, named.before)
    assert figures.of(own).by_slot == figures.of(named).by_slot == {(day, 2): Counts(answered=1)}


def test_a_day_that_is_not_over_is_held_against_the_day_before_until_the_same_hour() -> None:
    span = Span(date(2026, 3, 29), date(2026, 3, 29), WARSAW)
    earlier = span.earlier(datetime(2026, 3, 29, 10, 0, tzinfo=UTC))

    assert (earlier.first, earlier.last) == (date(2026, 3, 28), date(2026, 3, 28))
    assert earlier.before == datetime(2026, 3, 28, 12, 0, tzinfo=WARSAW)
    assert span.earlier(datetime(2026, 3, 30, tzinfo=UTC)).before == span.since


def test_nothing_at_all_is_nothing(database: Database) -> None:
    found = figures_of(database).of(tuesday())

    assert found.counts == Counts()
    assert found.by_day == {TUESDAY: Counts()}
    assert found.answer.median is None
    assert figures_of(database).people(tuesday()).people == ()


def _busy_day(record: Keeping) -> None:
    telephoned(record, NOON, agents=("anna", "ewa"), after=20)
    telephoned(
        record, NOON + timedelta(hours=1), agents=("ewa",), talks=120, after=30, disposition="Order taken"
    )
    call = telephoned(record, NOON + timedelta(hours=2), agents=("jan",), talks=None, ending=Ending.MISSED)
    offered(record, call, NOON, OfferOutcome.ACCEPTED, agent="ewa")


def test_by_agent_each_desk_counts_what_it_saw(record: Keeping, figures: RecordFigures) -> None:
    _busy_day(record)

    anna, ewa, jan = figures.people(tuesday()).people

    assert (anna.rang, anna.answered, anna.talk.seconds, anna.wrap_up.seconds) == (
        1,
        1,
        ((60, 1),),
        ((20, 1),),
    )
    assert (ewa.rang, ewa.answered, ewa.dispositions) == (2, 1, (("Order taken", 1),))
    assert ewa.offers == OfferCounts("", accepted=1)
    assert (jan.rang, jan.answered, jan.talk.count) == (1, 0, 0)


def test_people_are_left_out_as_the_site_wants_it_before_any_window_sees_them(
    record: Keeping, database: Database
) -> None:
    _busy_day(record)

    off = figures_of(database, PeoplePolicy()).people(tuesday())
    few = figures_of(database, PeoplePolicy(per_agent=True)).people(tuesday())

    assert ([person.agent for person in off.people], off.hidden) == (["anna"], Hidden.OFF)
    assert ([person.agent for person in few.people], few.hidden) == (["anna"], Hidden.FEW)
    assert figures_of(database, PeoplePolicy()).own(tuesday()).answered == 1


def test_who_had_no_call_has_figures_of_nothing(record: Keeping, database: Database) -> None:
    telephoned(record, NOON, agents=("ewa",))

    assert figures_of(database).own(tuesday()).rang == 0


def test_a_record_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    (tmp_path / "record.db").write_bytes(b"this is no database, whatever it is called" * 100)

    with pytest.raises(RecordUnavailable):
        figures_of(Database(tmp_path / "record.db")).of(tuesday())


class Clock:
    """A time that a test sets."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def test_a_leg_that_reaches_the_record_late_is_counted_on_its_day(
    record: Keeping, database: Database
) -> None:
    clock = Clock(NOON + timedelta(days=40))
    figures = RecordFigures(database, policy=OPEN, me="anna", now=clock)
    telephoned(record, NOON)
    assert figures.of(tuesday()).counts == Counts(answered=1)

    telephoned(record, NOON + timedelta(hours=2), number="+48225550777", talks=None, ending=Ending.MISSED)

    assert figures.of(tuesday()).counts == Counts(answered=1, missed=1)


def test_what_is_told_late_of_an_old_call_is_counted_when_the_hour_has_passed(
    record: Keeping, database: Database
) -> None:
    clock = Clock(NOON + timedelta(days=40))
    figures = RecordFigures(database, policy=OPEN, me="anna", now=clock)
    call = telephoned(record, NOON, talks=None, ending=None)
    assert figures.of(tuesday()).counts == Counts(lost=1)

    record.keep(CallPickedUp(new_id(), call, NOON + timedelta(seconds=9)))
    remembered = figures.of(tuesday()).counts
    clock.now += timedelta(hours=1, seconds=1)

    assert remembered == Counts(lost=1)
    assert figures.of(tuesday()).counts == Counts(answered=1)


def test_a_day_of_the_last_two_is_always_counted_anew(record: Keeping, database: Database) -> None:
    figures = figures_of(database, now=NOON + timedelta(hours=30))
    call = telephoned(record, NOON, talks=None, ending=None)
    assert figures.of(tuesday()).counts == Counts(lost=1)

    record.keep(CallPickedUp(new_id(), call, NOON + timedelta(seconds=9)))

    assert figures.of(tuesday()).counts == Counts(answered=1)


def test_a_year_is_the_sum_of_its_days(record: Keeping, figures: RecordFigures) -> None:
    year = Span(date(2025, 11, 1), date(2026, 10, 31), WARSAW)
    for place, day in enumerate(year.days[::9]):
        at = datetime(day.year, day.month, day.day, 8 + place % 9, 5, tzinfo=WARSAW)
        telephoned(record, at, number=f"+4822555{place:04}", rings=place % 7, after=place)

    whole, again = figures.of(year), figures.of(year)
    each = [figures.of(Span(day, day, WARSAW)) for day in year.days[::9]]

    assert whole == again
    assert whole.counts.answered == len(each) == 41
    assert whole.by_slot == {slot: counts for one in each for slot, counts in one.by_slot.items()}
    assert whole.wrap_up.count == sum(one.wrap_up.count for one in each) == 41
    assert sum(second * count for second, count in whole.answer.seconds) == sum(
        second * count for one in each for second, count in one.answer.seconds
    )


def test_who_sees_only_their_own_has_nobody_else_s_counted(record: Keeping, database: Database) -> None:
    _busy_day(record)
    own = figures_of(database).own(tuesday())

    assert (own.agent, own.rang, own.answered, own.dispositions) == ("anna", 1, 1, (("Solved", 1),))
    assert own.offers == OfferCounts("")
