"""Whatever thread announces, windows hear it on theirs, in order, and never in the middle of something."""

import threading

from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from ui.news_feed import NewsFeed


def test_news_of_any_thread_is_heard_on_the_gui_thread_in_order(qtbot: QtBot) -> None:
    feed, heard = NewsFeed(), []
    gui = QThread.currentThread()
    feed.announced.connect(lambda told: heard.append((told, QThread.currentThread() is gui)))
    thread = threading.Thread(target=lambda: [feed.announce(number) for number in range(100)])
    thread.start()
    thread.join()

    qtbot.waitUntil(lambda: len(heard) == 100)
    assert heard == [(number, True) for number in range(100)]


def test_news_announced_by_a_window_waits_until_the_window_is_done(qtbot: QtBot) -> None:
    feed, heard = NewsFeed(), []
    feed.announced.connect(heard.append)
    feed.announce("late")
    assert heard == []
    qtbot.waitUntil(lambda: heard == ["late"])
