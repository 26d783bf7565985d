"""The log as supervisors read it: filters, words, keys, and what stands there when there is nothing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from screenpop.errors import NotKept, NotWritten, RecordUnavailable
from screenpop.events.acts import Look as Looked
from screenpop.events.calls import Direction, Ending
from screenpop.ports.exports import Format
from screenpop.record.entries import CustomerViewed
from screenpop.record.filters import LogFilter
from screenpop.sentences import say
from tests.ui.seen import seen
from tests.ui.supervisor.records import FakeRecord, call
from ui.background import Background
from ui.components.look import Look
from ui.supervisor.exporting import Exporting
from ui.supervisor.log_columns import COLUMNS
from ui.supervisor.log_view import LogView
from ui.supervisor.own_looks import OwnLooks
from ui.supervisor.story import Story


class FakeExports:
    """Writes nothing; tells of three calls, and goes on until it is given up."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.asked: list[tuple[LogFilter, Path, Format]] = []
        self.endless = False
        self.trouble: NotWritten | None = None

    def write(
        self, wanted: LogFilter, file: Path, wanted_format: Format, *, wrote
    ) -> int | None:  # the port's
        self.asked.append((wanted, file, wanted_format))
        if self.trouble:
            raise self.trouble
        while self.endless:
            if not wrote(1):
                return None
        wrote(3)
        return 3


@pytest.fixture
def exports(tmp_path: Path) -> FakeExports:
    return FakeExports(tmp_path)


@pytest.fixture
def view(
    qtbot: QtBot, look: Look, background: Background, record: FakeRecord, exports: FakeExports
) -> Iterator[LogView]:
    looks = OwnLooks(record, "anna")
    made = LogView(
        look,
        background,
        record,
        record,
        read_number=lambda text: f"+48{text}",
        exporting=Exporting(
            look, background, exports, looks, ask=lambda _parent, _title, _name: str(exports.folder / "calls")
        ),
        story=Story(look, background, record, looks),
    )
    qtbot.addWidget(made)
    made.resize(1130, 800)
    made.show()
    made.shown()
    qtbot.waitUntil(lambda: background.idle)
    yield made
    background.close()


def row_of(view: LogView, row: int) -> dict[str, str]:
    told = view.rows.at(row)
    assert told is not None
    return dict(zip((str(column.name) for column in view.rows.columns), told.texts, strict=True))


def settle(qtbot: QtBot, view: LogView, background: Background) -> None:
    qtbot.waitUntil(lambda: background.idle and not view.rows.starting)


def test_a_row_says_all_of_a_call(look: Look) -> None:
    at = call(0).offered_at
    told = {
        str(column.name): column.text(
            replace(
                call(0),
                answered_at=at + timedelta(seconds=20),
                ended_at=at + timedelta(seconds=80),
                wrapped_at=at + timedelta(seconds=110),
                waited_ms=40_000,
                disposition="Solved",
                note="a <b>note</b>",
            ),
            look.wording,
        )
        for column in COLUMNS
    }
    assert told.pop("When").endswith(look.wording.written.time(at))
    assert told == {
        "Direction": "Incoming",
        "Customer": "Hurt-Bud sp. z o.o.",
        "Contact": "Anna Wąs-Świątkowska",
        "Number": "+48 22 555 01 23",
        "Agent": "anna",
        "Queue": "Sales PL",
        "Ending": "Answered",
        "Outcome": "Solved",
        "Waited": "1:00",
        "Talked": "1:00",
        "Wrap-up": "0:30",
        "Called": "+48 22 555 00 00",
        "Note": "a <b>note</b>",
    }


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"direction": Direction.OUT}, "Answered"),
        ({"direction": Direction.OUT, "answered_at": None, "ending": Ending.MISSED}, "Not reached"),
        ({"direction": Direction.OUT, "answered_at": None, "ending": Ending.BUSY}, "Busy"),
        ({"direction": Direction.OUT, "ending": None}, "In progress"),
        ({"answered_at": None, "ending": Ending.ANSWERED_ELSEWHERE}, "Answered elsewhere"),
        ({"ending": None}, "In progress"),
    ],
)
def test_how_a_call_ended_is_told_in_few_words(look: Look, changed: dict[str, object], told: str) -> None:
    [ending] = [column for column in COLUMNS if str(column.name) == "Ending"]
    assert ending.text(replace(call(0), **changed), look.wording) == told


def test_a_wrap_up_written_days_later_took_nobody_days(look: Look) -> None:
    [wrapped] = [column for column in COLUMNS if str(column.name) == "Wrap-up"]
    late = replace(call(0), wrapped_at=call(0).offered_at + timedelta(days=2))
    assert wrapped.text(late, look.wording) == ""


def test_it_is_read_when_it_is_first_seen_and_says_how_much_is_here(view: LogView) -> None:
    assert row_of(view, 0)["Customer"] == "Hurt-Bud sp. z o.o."
    assert view.foot.full == "The newest 300 calls; older ones come as you scroll"
    assert {choice.word for choice in view.filters.agent.choices} == {"anna", "marek", "ola", "p.kowalczyk"}


def test_every_filter_is_asked_for(
    qtbot: QtBot, view: LogView, record: FakeRecord, background: Background
) -> None:
    filters = view.filters
    for picker, word in (
        (filters.agent, "ola"),
        (filters.customer, "K1"),
        (filters.queue, "Service"),
        (filters.did, "+48225550000"),
        (filters.direction, "in"),
        (filters.ending, "missed"),
        (filters.disposition, "Solved"),
    ):
        picker.choose(word)
    filters.period.chips.chips["days"].click()
    filters.period.first.edit.setDate(QDate(2026, 3, 28))
    filters.period.last.edit.setDate(QDate(2026, 3, 29))
    qtbot.keyClicks(filters.text.edit, " hurt ")
    qtbot.keyClicks(filters.number.edit, "225550123")

    def midnight(day: date) -> datetime:
        return datetime.combine(day, time()).astimezone()

    expected = LogFilter(
        since=midnight(date(2026, 3, 28)),
        before=midnight(date(2026, 3, 30)),
        agent="ola",
        number="+48225550123",
        direction=Direction.IN,
        endings=frozenset({Ending.MISSED}),
        customer_id="K1",
        queue="Service",
        did="+48225550000",
        dispositions=frozenset({"Solved"}),
        text="hurt",
    )
    assert filters.wanted() == expected
    qtbot.waitUntil(lambda: record.asked[-1] == expected)
    settle(qtbot, view, background)


def test_answered_by_nobody_is_an_ending_too(view: LogView) -> None:
    view.filters.ending.choose("lost")
    assert view.filters.wanted() == LogFilter(lost=True)


@pytest.mark.parametrize(("chip", "days"), [("today", 0), ("week", 6)])
def test_days_begin_at_the_local_midnight(view: LogView, chip: str, days: int) -> None:
    view.filters.period.chips.chips[chip].click()
    first = datetime.now().astimezone().date() - timedelta(days=days)
    assert view.filters.wanted() == LogFilter(since=datetime.combine(first, time()).astimezone())


def test_where_nothing_fits_one_click_shows_everything_again(
    qtbot: QtBot, view: LogView, background: Background
) -> None:
    qtbot.keyClicks(view.filters.text.edit, "nobody")
    qtbot.waitUntil(lambda: "No call fits these filters" in seen(view.list))
    assert view.filters.clear.isVisible()
    view.list.notice.button.click()
    settle(qtbot, view, background)
    assert view.filters.wanted() == LogFilter()
    assert view.rows.rowCount() >= 100
    assert not view.filters.clear.isVisible()


def test_an_empty_log_says_so(
    qtbot: QtBot, view: LogView, record: FakeRecord, background: Background
) -> None:
    record.count = 0
    view.refresh()
    settle(qtbot, view, background)
    assert "No calls yet" in seen(view.list)


def test_a_record_that_cannot_be_read_says_why_and_is_tried_again(
    qtbot: QtBot, view: LogView, record: FakeRecord
) -> None:
    record.trouble = RecordUnavailable(say("The server {server} is away.", server="<b>db</b>"))
    view.refresh()
    qtbot.waitUntil(lambda: "The server <b>db</b> is away." in seen(view.list))
    record.trouble = None
    view.list.notice.button.click()
    qtbot.waitUntil(view.list.table.isVisible)


def test_a_login_that_may_not_read_is_told_in_words(qtbot: QtBot, view: LogView, record: FakeRecord) -> None:
    record.trouble = RecordUnavailable(say("This login may not read the record."))
    view.filters.agent.choose("ola")
    qtbot.waitUntil(lambda: "This login may not read the record." in seen(view.list))


def test_customers_are_found_as_one_types(qtbot: QtBot, view: LogView, background: Background) -> None:
    chosen: list[list[str]] = []
    view.filters.customer._find("hurt", lambda found: chosen.append([each.shown for each in found]))
    qtbot.waitUntil(lambda: chosen == [["Hurt-Bud sp. z o.o.", "Zielona Hurtownia"]])


def test_the_keyboard_goes_through_the_rows_and_opens_one(qtbot: QtBot, view: LogView) -> None:
    table = view.list.table
    table.setFocus()
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Down):
        qtbot.keyClick(table, key)
    assert table.current == call(2)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().split("\t")[5] == "ola"
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert view.story.call == call(2)
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert table.currentIndex().row() == view.rows.rowCount() - 1


def test_column_widths_stay_as_the_reader_pulled_them(
    qtbot: QtBot, view: LogView, background: Background
) -> None:
    view.list.table.setColumnWidth(2, 333)
    view.filters.agent.choose("ola")
    settle(qtbot, view, background)
    assert view.list.table.columnWidth(2) == 333


def test_who_reads_far_down_is_not_moved_when_the_view_is_seen_again(
    qtbot: QtBot, view: LogView, record: FakeRecord, background: Background
) -> None:
    bar = view.list.table.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    where, asked = bar.value(), view.rows.readings
    view.shown()
    settle(qtbot, view, background)
    assert (bar.value(), view.rows.readings) == (where, asked)


def test_everything_has_a_name_for_a_screen_reader(view: LogView) -> None:
    assert view.list.table.accessibleName() == "Calls"
    assert view.filters.text.edit.accessibleName() == "Search"
    assert view.filters.number.edit.accessibleName() == "Number"
    assert view.filters.period.first.edit.accessibleName() == "From"
    assert [picker.text() for picker in view.filters.pickers] == [
        *("Agent", "Customer", "Queue", "Called", "Direction", "Ending", "Outcome")
    ]


def test_a_name_is_data_and_no_markup(qtbot: QtBot, view: LogView, look: Look) -> None:
    [customer] = [column for column in COLUMNS if str(column.name) == "Customer"]
    hostile = replace(call(0), customer="\u202e<img src=x>\x00" + "x" * 5_000)
    text = customer.text(hostile, look.wording)
    assert text.startswith("<img src=x>")
    assert len(text) <= 256
    assert "\u202e" not in text


def test_an_export_is_on_record_before_a_row_is_written(
    qtbot: QtBot, view: LogView, record: FakeRecord, exports: FakeExports, tmp_path: Path
) -> None:
    view.filters.agent.choose("ola")
    view.export.wanted.emit("csv")
    qtbot.waitUntil(lambda: "3 calls are in" in view.exporting.text.full)

    [(wanted, file, form)] = exports.asked
    assert (wanted, file, form) == (LogFilter(agent="ola"), tmp_path / "calls.csv", "csv")
    [kept] = record.kept
    assert isinstance(kept, CustomerViewed)
    assert (kept.agent, kept.look, kept.customer_id, kept.what) == (
        "anna",
        Looked.EXPORT,
        "",
        "csv: agent=ola",
    )


def test_an_export_that_cannot_be_put_on_record_writes_nothing(
    qtbot: QtBot, view: LogView, record: FakeRecord, exports: FakeExports
) -> None:
    record.refusal = NotKept(say("The disk is full."))
    view.export.wanted.emit("xlsx")
    qtbot.waitUntil(lambda: view.exporting.text.full == "The disk is full.")
    assert exports.asked == []


def test_an_export_tells_how_far_it_is_and_is_given_up(
    qtbot: QtBot, view: LogView, exports: FakeExports
) -> None:
    exports.endless = True
    view.export.wanted.emit("json")
    qtbot.waitUntil(lambda: view.exporting.text.full == "1 call is written …")
    view.exporting.cancel.click()
    qtbot.waitUntil(lambda: view.exporting.text.full == "Given up; no file was written.")
    assert not view.exporting.under_way


def test_a_file_that_cannot_be_written_is_told(qtbot: QtBot, view: LogView, exports: FakeExports) -> None:
    exports.trouble = NotWritten(
        say("{file} cannot be written: {why}.", file="x.csv", why="Permission denied")
    )
    view.export.wanted.emit("csv")
    qtbot.waitUntil(lambda: view.exporting.text.full == "x.csv cannot be written: Permission denied.")


def test_a_record_that_comes_back_is_read_again_without_being_asked_for(
    qtbot: QtBot, view: LogView, background: Background, record: FakeRecord
) -> None:
    record.trouble = RecordUnavailable(say("The server is away."))
    view._again.timeout.emit()
    qtbot.waitUntil(lambda: background.idle)
    assert not view.list.shows_rows
    view._again.timeout.emit()
    assert view.list.notice.title.text() == "The record cannot be read"
    qtbot.waitUntil(lambda: background.idle)

    record.trouble = None
    view._again.timeout.emit()
    settle(qtbot, view, background)

    assert view.list.shows_rows
