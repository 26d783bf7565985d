import pytest

from screenpop.commands.call_table import fitting, plain, width


@pytest.mark.parametrize(
    ("text", "columns"),
    [("Wąs", 3), ("Wa\u0328s", 3), ("ลูกค้า", 4), ("日本", 4), ("", 0), ("a\u200bb", 2)],
)
def test_a_text_is_as_wide_as_a_terminal_shows_it(text, columns):
    assert width(text) == columns


@pytest.mark.parametrize("text", ["short", "exactly ten", "日本日本日本日本", "ลูกค้าลูกค้าลูกค้า", ""])
def test_every_cell_is_exactly_as_wide_as_its_column(text):
    assert width(fitting(text, 10)) == 10


def test_a_cut_text_says_so():
    assert fitting("Świątkowska", 6) == "Świąt…"


def test_what_would_move_the_cursor_or_turn_the_line_round_is_left_out():
    assert plain("a\nb\tc\x1b[2J\x07\u202ed\u2066\0") == "a b c[2Jd"
