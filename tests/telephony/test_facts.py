from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from screenpop.events.calls import NO_FACTS, Facts
from screenpop.ports.kinds import FactsTable
from telephony.facts import LONGEST_FACT, FactRules, waited_of


def rules(**table: object) -> FactRules:
    return FactRules(FactsTable.model_validate(table))


def test_a_prefix_of_the_name_tells_queue_and_customer_number_and_is_taken_off():
    assert rules(name="{queue}|{keyed}|").split_name("SAL|4711|Anna") == (
        "Anna",
        Facts(queue="SAL", keyed="4711"),
    )


@pytest.mark.parametrize(
    ("template", "name", "left", "facts"),
    [
        ("{queue}|{keyed}|", "Anna", "Anna", NO_FACTS),
        ("{queue}|{keyed}|", "SAL|Anna", "SAL|Anna", NO_FACTS),
        ("{queue}|{keyed}|", "SAL||Anna", "Anna", Facts(queue="SAL")),
        ("{queue}|{keyed}|", "SAL|4711|", None, Facts(queue="SAL", keyed="4711")),
        ("{queue}|{keyed}|", "||", None, NO_FACTS),
        ("{queue}|", "SAL|Anna|Maria", "Anna|Maria", Facts(queue="SAL")),
        (
            "[{brand} {waited}] ",
            "[Młyn 4:12] Ólafur",
            "Ólafur",
            Facts("", "Młyn", timedelta(minutes=4, seconds=12)),
        ),
        ("[{brand} {waited}] ", "(Młyn 4:12] Ólafur", "(Młyn 4:12] Ólafur", NO_FACTS),
        ("{queue}: ", f"{'x' * (LONGEST_FACT + 1)}: Anna", f"{'x' * (LONGEST_FACT + 1)}: Anna", NO_FACTS),
        ("", "SAL|Anna", "SAL|Anna", NO_FACTS),
        ("{queue}|", "", None, NO_FACTS),
        ("{queue}|", None, None, NO_FACTS),
    ],
)
def test_a_name_is_split_where_the_template_fits_and_stays_whole_elsewhere(template, name, left, facts):
    expected = Facts(facts.queue or None, facts.brand, facts.waited, facts.keyed)

    assert rules(name=template).split_name(name) == (left, expected)


def test_headers_tell_facts_the_first_rule_that_finds_one_wins():
    headers = {"x-queue": '"Sales"', "x-brand": "Brand\tA", "x-backup-queue": "Other", "x-empty": " "}
    table = {
        "X-Empty": "queue",
        "X-Queue": "queue",
        "X-Backup-Queue": "queue",
        "X-Brand": "brand",
        "X-No": "keyed",
    }

    assert rules(headers=table).of_headers(lambda name: headers.get(name.lower())) == Facts(
        "Sales", "Brand A"
    )


def test_a_header_tells_which_legs_are_one_call():
    told = rules(headers={"X-Linkedid": "linked"})

    assert told.of_headers({"X-Linkedid": "1700000000.12"}.get) == Facts(linked="1700000000.12")


def test_variables_tell_facts_whatever_the_case_of_their_names():
    told = rules(variables={"CUSTOMER_NO": "keyed", "Held": "waited"})

    assert told.of_variables({"customer_no": "4711", "HELD": "75", "OTHER": "x"}) == Facts(
        keyed="4711", waited=timedelta(seconds=75)
    )
    assert told.of_variables({}) == NO_FACTS
    assert told.variables == {"customer_no", "held"}


@pytest.mark.parametrize(
    ("written", "seconds"),
    [("0", 0), ("75", 75), ("4:12", 252), ("1:02:03", 3723), ('"9"', 9), ("86400", 86_400)],
)
def test_a_wait_is_read_as_seconds_or_as_a_clock_shows_it(written, seconds):
    assert waited_of(written) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    "written", ["", None, "4:60", "4:1", "-3", "1.5", "٣", "1:2:3:4", "86401", "9" * 400, ":"]
)
def test_what_is_no_wait_says_nothing(written):
    assert waited_of(written) is None


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ({"name": "plain"}, "facts in braces"),
        ({"name": "{queue}"}, "must be followed"),
        ({"name": "{queue}{keyed}|"}, "must be followed"),
        ({"name": "{customer}|"}, "knows only"),
        ({"name": "{queue|"}, "knows only"),
        ({"name": "{queue}}|"}, "knows only"),
        ({"name": "}{queue}|"}, "facts in braces"),
        ({"name": "{queue}|{queue}|"}, "stands twice"),
        ({"name": "{queue}\r\n"}, "can be seen"),
        ({"headers": {"X Queue": "queue"}}, "is no name"),
        ({"headers": {"": "queue"}}, "is no name"),
        ({"headers": {"X-Q": "queue", "x-q": "brand"}}, "stands twice"),
        ({"variables": {"A\r\nB": "queue"}}, "is no name"),
        ({"variables": {"A": "colour"}}, "queue"),
    ],
)
def test_a_rule_that_cannot_work_is_refused_when_the_settings_are_read(table, reason):
    with pytest.raises(ValidationError, match=reason):
        rules(**table)


@given(st.text(max_size=3000))
def test_no_name_brings_a_rule_down_and_every_fact_is_one_short_visible_line(name):
    left, facts = rules(name="<{queue}|{waited}> {keyed}/").split_name("<" + name)

    assert left is None or left in "<" + name
    for fact in (facts.queue, facts.keyed):
        assert fact is None or (0 < len(fact) <= LONGEST_FACT and fact.isprintable())
