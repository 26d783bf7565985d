"""One call with all that happened on it, on all phones where it rang."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from screenpop.events.acts import Look
from screenpop.events.calls import Ending
from screenpop.money import Money
from screenpop.offers import OfferOutcome
from screenpop.permission import Channel
from screenpop.record.entries import (
    CallDetailed,
    CallFinished,
    CallPickedUp,
    CheckMade,
    CustomerViewed,
    Entry,
    FactLearned,
    GestureGiven,
    OfferMade,
    OffersShown,
    PermissionNoted,
)
from screenpop.record.filters import LogFilter
from screenpop.record.ids import new_id
from screenpop.storage.call_log import DatabaseCallLog
from screenpop.storage.call_stories import RecordStories
from screenpop.storage.database import Database
from tests.storage.made_entries import (
    NOON,
    Keeping,
    claimed,
    found,
    promised,
    replaced,
    settled,
    started,
    wrapped_up,
)


def later(seconds: float):
    return NOON + timedelta(seconds=seconds)


def test_all_that_happened_comes_in_the_order_of_time_whoever_it_happened_to(
    record: Keeping, database: Database, call_log: DatabaseCallLog
) -> None:
    here = started("here", waited=timedelta(milliseconds=13_500), brand="Brand A", queue="Sales", linked="L1")
    there = started("there", agent="ola", at=later(1), linked="L1")
    entries: list[Entry] = [
        here,
        there,
        replace(found(here.id), at=later(2)),
        CallDetailed(new_id(), here.id, later(3), did="+48225550199"),
        CallPickedUp(new_id(), there.id, later(4)),
        CallFinished(new_id(), here.id, later(5), Ending.ANSWERED_ELSEWHERE),
        CustomerViewed(new_id(), there.id, later(6), "ola", "K-1", Look.CARD),
        OffersShown(
            *(new_id(), there.id, later(6.5), "ola", "K-1"),
            products=(("again", "Cement", "rhythm"), ("fits", 'Sand "0/2"', "")),
            held_out=False,
        ),
        OfferMade(
            new_id(), there.id, later(7), "ola", "K-1", "again", "Cement", OfferOutcome.ACCEPTED, "rhythm"
        ),
        GestureGiven(new_id(), there.id, later(7.2), "ola", "K-1", "sweets", Money(Decimal("12.5"), "PLN")),
        GestureGiven(new_id(), there.id, later(7.4), "ola", "K-1", "discount", None),
        PermissionNoted(new_id(), there.id, later(7.6), "ola", "K-1", None, Channel.PHONE, allowed=True),
        FactLearned(new_id(), there.id, later(8), "ola", "K-1", "birthday", "1980-05-03"),
        replaced(there.id),
        CheckMade(new_id(), there.id, later(9), "ola", "K-1", "Postcode", right=False),
        CallFinished(new_id(), there.id, later(10), Ending.ENDED),
        replace(wrapped_up(there.id), at=later(11), agent="ola"),
        promise := promised(call=there.id, at=later(12), agent="ola"),
        replace(claimed(promise, "anna"), at=later(13)),
        replace(settled(promise, "anna"), at=later(14)),
    ]
    for entry in entries:
        record.keep(entry)
    other = started("other", at=later(2), number="+48600700800")
    record.keep(other)
    stories = RecordStories(database)
    [call] = (each for each in call_log.page(LogFilter(), at_most=5) if each.legs == 2)

    story = stories.story(call)

    assert [happening.entry for happening in story] == entries
    whose = ["anna", "ola", "anna", "anna", "ola", "anna", *["ola"] * 12, "anna", "anna"]
    assert [happening.agent for happening in story] == whose


def test_a_call_that_is_gone_from_the_record_has_no_story(
    record: Keeping, database: Database, call_log: DatabaseCallLog
) -> None:
    record.keep(started())
    [call] = call_log.page(LogFilter(), at_most=5)
    assert RecordStories(database).story(replace(call, id=new_id())) == []
