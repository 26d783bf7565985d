"""Figures become columns, cells and shares, with the same numbers in their tables and in words."""

from datetime import date

from screenpop.record.figures import Counts, Figures, OfferCounts, Spread
from screenpop.record.span import Span
from tests.ui.supervisor.charts.figures_told import MONDAY, NOTHING, SOME
from ui.components.look import Look
from ui.language import language_for
from ui.supervisor.charts.counted import calls_by_day, calls_by_hour_of_week
from ui.supervisor.charts.shared_out import MOST, dispositions, offers
from ui.supervisor.charts.timed import answer_times, talk_and_wrap_up
from ui.wording import Wording


def polish(look: Look) -> Look:
    return Look(look.theme, Wording(language_for("pl")))


def test_a_week_has_a_column_a_day_with_what_became_of_its_calls(look: Look) -> None:
    bars = calls_by_day(SOME, look)

    assert bars.counts[0] == (1_206, 0, 2, 0)
    assert bars.counts[2] == (3, 1, 0, 4)
    assert len(bars.counts) == len(bars.labels) == len(bars.ticks) == 7
    assert bars.highest == 1_208
    assert bars.readings[2] == "Wed, 1 Apr:  8 calls  ·  Answered 3  ·  Answered elsewhere 1  ·  Not taken 4"
    assert bars.values.rows[0] == ("Mon, 30 Mar", "1,206", "0", "2", "0", "1,208")
    assert not bars.empty


def test_one_day_has_a_column_an_hour(look: Look) -> None:
    day = Figures(Span(MONDAY, MONDAY), {(MONDAY, 8): Counts(answered=1), (MONDAY, 11): Counts(missed=2)})

    bars = calls_by_day(day, look)

    assert bars.labels == ("08:00–09:00", "09:00–10:00", "10:00–11:00", "11:00–12:00")
    assert bars.counts == ((1, 0, 0, 0), (0, 0, 0, 0), (0, 0, 0, 0), (0, 0, 2, 0))


def test_a_year_has_a_column_a_week_and_loses_no_call(look: Look) -> None:
    span = Span(date(2025, 4, 1), date(2026, 3, 31))
    year = Figures(span, {(day, 9): Counts(answered=2, missed=1) for day in span.days})

    bars = calls_by_day(year, look)

    assert len(bars.counts) == 53
    assert sum(map(sum, bars.counts)) == 365 * 3
    assert [name for _, name in bars.ticks][:3] == ["Apr", "May", "Jun"]


def test_columns_are_told_apart_without_colours(look: Look) -> None:
    series = calls_by_day(SOME, look).series

    assert len({each.colour for each in series}) == 4
    assert [each.hatched for each in series] == [False, True, False, True]


def test_hours_in_which_nothing_ever_happens_are_left_out_of_the_heat_map(look: Look) -> None:
    heat = calls_by_hour_of_week(SOME, look)

    assert heat.rows == ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    assert (heat.columns[0], heat.columns[-1]) == ("08:00", "14:00")
    assert heat.counts[0][:2] == (8, 1_200)
    assert heat.counts[2][-1] == 8
    assert heat.highest == 1_200
    assert heat.readings[0][1] == "Mon, 09:00–10:00:  1,200 calls"


def test_axes_speak_the_reader_s_language(look: Look) -> None:
    heat = calls_by_hour_of_week(SOME, polish(look))

    assert heat.rows[0] == "pon."
    assert heat.values.rows[0][2] == "1\N{NO-BREAK SPACE}200"
    assert calls_by_day(SOME, polish(look)).ticks[0][1] == "pon., 30 mar"


def test_times_to_answer_have_their_median_and_nine_of_ten_among_the_columns(look: Look) -> None:
    bars = answer_times(SOME, look)

    assert [count for (count,) in bars.counts] == [4, 0, 3, 0, 0, 3, 0, 0, 0]
    assert bars.marks[0] == (2 - 0.5 + 2 / 5, "median  0:12")
    assert bars.marks[1][1] == "9 of 10  0:40"
    assert bars.readings[5] == "0:30–0:45:  3 calls"


def test_what_takes_longer_than_the_last_edge_has_a_column_too(look: Look) -> None:
    bars = answer_times(Figures(SOME.span, answer=Spread(((500, 2),))), look)

    assert bars.counts[-1] == (2,)
    assert bars.labels[-1] == "2:00 and more"
    assert bars.marks[0][0] == len(bars.counts) - 1


def test_conversations_and_wrap_ups_stand_beside_one_another(look: Look) -> None:
    bars = talk_and_wrap_up(SOME, look)

    assert not bars.stacked
    assert [each.name for each in bars.series] == ["Conversation", "Wrap-up"]
    assert bars.counts[0] == (0, 3)
    assert bars.counts[-1] == (1, 0)
    assert bars.highest == 3


def test_rare_outcomes_become_one_line_and_all_of_them_are_the_whole(look: Look) -> None:
    many = tuple((f"Outcome {number}", 20 - number) for number in range(MOST + 3))

    shares = dispositions(Figures(SOME.span, dispositions=many), look).shares

    assert len(shares) == MOST + 1
    assert shares[-1].label == "Others"
    assert shares[-1].count == sum(count for _, count in many[MOST:])
    assert abs(sum(share.share for share in shares) - 1) < 1e-9


def test_an_outcome_of_the_site_s_own_stays_as_it_is_and_is_no_markup(look: Look) -> None:
    told = dispositions(Figures(SOME.span, dispositions=(("<b>Wróci\u202e</b>", 1),)), look)

    assert told.shares[0].label == "<b>Wróci</b>"


def test_offers_say_how_many_of_how_many_were_accepted(look: Look) -> None:
    shares = offers(SOME, look)

    assert [share.told for share in shares.shares] == ["2 of 4 accepted  ·  50%", "0 of 4 accepted  ·  0%"]
    assert shares.values.rows[0] == ("Buys again", "4", "2", "1", "1")


def test_nothing_is_empty(look: Look) -> None:
    made = (calls_by_day, calls_by_hour_of_week, answer_times, talk_and_wrap_up, dispositions, offers)

    assert all(make(NOTHING, look).empty for make in made)
    assert answer_times(NOTHING, look).marks == ()


def test_offers_of_no_list_are_called_others(look: Look) -> None:
    assert offers(Figures(SOME.span, offers=(OfferCounts("", accepted=1),)), look).shares[0].label == "Others"
