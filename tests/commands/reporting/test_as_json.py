import json
from dataclasses import replace

from screenpop.commands.reporting.as_json import report_as_json
from tests.commands.reporting.made_report import made_report, two_people


def test_the_figures_stand_under_names_that_say_what_they_count():
    told = json.loads(report_as_json(made_report()))

    assert (told["from"], told["to"]) == ("2026-03-30", "2026-03-30")
    assert told["calls"] == {"total": 25, "answered": 18, "answered_elsewhere": 2, "missed": 4, "lost": 1}
    assert told["time_to_answer"] == {"calls": 18, "median": 4.0, "nine_of_ten": 9.0}
    assert told["dispositions"] == {"Solved": 12, "Order taken": 6}
    assert told["offers"] == [{"list": "again", "made": 6, "accepted": 2, "declined": 3}]
    assert told["by_weekday_and_hour"][0] == {"weekday": 0, "hour": 9, "calls": 15}
    assert told["before"]["calls"]["total"] == 0
    assert told["before"]["talk"] == {"calls": 0, "median": None, "nine_of_ten": None}


def test_whom_to_call_back_is_named_with_the_moment_in_utc():
    told = json.loads(report_as_json(made_report()))

    assert told["not_called_back"] == [
        {
            "call_id": "lost-1",
            "offered_at": "2026-03-30T09:15:00.000000+00:00",
            "number": "+48225550123",
            "customer": "Hurt-Bud",
            "contact": "Anna Wąs",
            "queue": "Sales",
        }
    ]


def test_people_are_told_only_as_far_as_the_site_shows_them():
    hidden = json.loads(report_as_json(made_report()))
    shown = json.loads(report_as_json(replace(made_report(), people=two_people())))

    assert hidden["people"] == []
    assert [person["agent"] for person in shown["people"]] == ["anna", "marek"]
