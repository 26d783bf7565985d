"""Which columns have room: none beyond the edge, the first ones and the warnings before others."""

import pytest

from ui.panels.table_columns import GAP, Wanted, places

TEXT, FIGURE, WARNING = Wanted(200, cut=True), Wanted(80, cut=False), Wanted(120, cut=True, first=True)


@pytest.mark.parametrize("room", [40, 120, 200, 274, 370, 600, 1200])
@pytest.mark.parametrize("wanted", [[TEXT] * 20, [TEXT, FIGURE, FIGURE, WARNING], [FIGURE] * 6, [TEXT], []])
def test_no_column_reaches_beyond_the_edge_nor_into_the_next(wanted: list[Wanted], room: int) -> None:
    found = places(wanted, room)

    assert all(place.left + place.width <= room for place in found)
    ends = [place.left + place.width for place in found]
    assert all(end + GAP <= place.left for end, place in zip(ends, found[1:], strict=False))


def test_all_columns_stand_where_there_is_room() -> None:
    found = places([TEXT, FIGURE, WARNING], 600)

    assert [place.column for place in found] == [0, 1, 2]
    assert [place.width for place in found[1:]] == [80, 120]


def test_without_room_the_last_ones_give_way_and_warnings_last_of_all() -> None:
    assert [place.column for place in places([TEXT, FIGURE, FIGURE, WARNING], 260)] == [0, 1, 3]
    assert [place.column for place in places([TEXT, FIGURE, FIGURE, WARNING], 90)] == [3]


def test_a_column_that_says_nothing_takes_no_room() -> None:
    assert [place.column for place in places([Wanted(0, cut=False), FIGURE], 300)] == [1]


def test_a_warning_is_told_whole_before_texts_are() -> None:
    found = places([TEXT, WARNING], 220)

    assert found[1].width == 120
