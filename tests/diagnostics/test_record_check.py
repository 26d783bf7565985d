from datetime import UTC, datetime, timedelta
from pathlib import Path

from screenpop.diagnostics.record_check import check_spool
from screenpop.ports.record import SpoolState

NOW = datetime(2026, 3, 31, 12, tzinfo=UTC)


def told(state: SpoolState, *, reasons=(), damaged=()) -> list[tuple[str, bool, str]]:
    checks = check_spool(state, NOW, reasons=reasons, damaged=damaged)
    return [(check.subject, check.passed, str(check.told)) for check in checks]


def test_an_empty_spool_passes():
    assert told(SpoolState(0, None)) == [("record: waiting", True, "nothing that is saved here waits")]


def test_what_is_on_its_way_passes_and_what_waits_for_long_fails():
    young, old = (SpoolState(12, NOW - timedelta(minutes=minutes)) for minutes in (1, 75))

    assert told(young) == [
        (
            "record: waiting",
            True,
            "12 entries that are saved here wait for the database, the oldest for 0:01:00",
        )
    ]
    assert told(old) == [
        (
            "record: waiting",
            False,
            "12 entries that are saved here wait for the database, the oldest for 1:15:00",
        )
    ]


def test_an_entry_of_a_clock_that_was_ahead_is_not_younger_than_now():
    ((_, passed, words),) = told(SpoolState(1, NOW + timedelta(days=1)))

    assert passed
    assert words == "1 entry that is saved here waits for the database, the oldest for 0:00:00"


def test_what_is_refused_fails_with_the_reasons():
    checks = told(SpoolState(0, None, set_aside=2), reasons=["too long", "whose?"])

    assert checks[1] == (
        "record: refused",
        False,
        "the database refuses 2 entries, which are kept here: too long; whose?",
    )


def test_a_damaged_spool_fails_until_somebody_has_seen_to_it():
    checks = told(SpoolState(0, None), damaged=[Path("/data/spool.db.damaged-1")])

    assert checks[1][:2] == ("record: damaged", False)
    assert "/data/spool.db.damaged-1 was damaged" in checks[1][2]
