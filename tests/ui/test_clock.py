"""The windows' clock goes with the system's, and stands still while pictures are made."""

import ast
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from ui.clock import local_today, now, stopped

ROOT = Path(__file__).resolve().parents[2] / "ui"
NOON = datetime(2026, 3, 12, 12, tzinfo=UTC)


def test_it_goes_with_the_systems() -> None:
    assert abs(now() - datetime.now(UTC)) < timedelta(seconds=5)
    assert local_today() == now().astimezone().date()


def test_it_stands_still_while_it_is_stopped_and_goes_on_afterwards() -> None:
    with stopped(NOON):
        assert (now(), local_today()) == (NOON, date(2026, 3, 12))
    assert now() > NOON


def test_what_a_card_shows_asks_this_clock_and_no_other() -> None:
    """Else the pictures change from day to day."""
    shown = [ROOT / "formatting.py", *(ROOT / "log").rglob("*.py"), *(ROOT / "history").rglob("*.py")]
    for package in ("card", "components", "finding", "panels", "remembering", "wrap_up"):
        shown += (ROOT / package).rglob("*.py")
    asked = [
        f"{file}:{node.lineno}"
        for file in shown
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Attribute)
        and node.attr in {"now", "today", "utcnow"}
        and isinstance(node.value, ast.Name)
        and node.value.id in {"datetime", "date"}
    ]
    assert asked == []
