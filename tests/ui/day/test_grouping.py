"""In which group something stands, by the reader's days."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.ui.day.days import promised
from ui.day.grouping import Group, group_of, how_many_due, in_order, next_turn

NOON = datetime(2026, 3, 31, 12).astimezone().astimezone(UTC)


def due_in(hours: float, **changed: object):
    return promised(0, due=NOON + timedelta(hours=hours), **changed)


@pytest.mark.parametrize(
    ("hours", "group"),
    [
        (-30, Group.OVERDUE),
        (-0.1, Group.OVERDUE),
        (0, Group.OVERDUE),
        (0.1, Group.TODAY),
        (11.9, Group.TODAY),
        (12, Group.TOMORROW),
        (35.9, Group.TOMORROW),
        (36, Group.LATER),
        (24 * 400, Group.LATER),
    ],
)
def test_what_is_late_stands_first_then_each_day(hours, group):
    assert group_of(due_in(hours), NOON) is group


def test_what_is_due_counts_where_one_sees_to_it_or_nobody_does():
    day = [due_in(-1), due_in(-1, taken_by="anna"), due_in(-1, taken_by="ola"), due_in(1, taken_by="anna")]

    assert how_many_due(day, "anna", NOON) == 2


def test_the_most_urgent_stands_first():
    later, sooner = due_in(5), due_in(-5)

    assert in_order([later, sooner]) == [sooner, later]


def test_the_list_turns_when_the_next_thing_falls_due_and_at_midnight():
    assert next_turn([due_in(-1), due_in(5), due_in(2)], NOON) == NOON + timedelta(hours=2)
    assert next_turn([due_in(-1)], NOON) == NOON + timedelta(hours=12)
    assert next_turn([due_in(40)], NOON) == NOON + timedelta(hours=12)
