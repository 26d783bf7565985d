"""The live board, without the people whom the site does not show."""

from collections.abc import Callable

from screenpop.ports.board import Board
from screenpop.record.board_seen import BoardSeen
from screenpop.record.people_policy import PeoplePolicy
from screenpop.rules.people_at_work import shown_board


class BoardByPolicy:
    """Asks the board and leaves people out. Safe to ask from several threads at once."""

    def __init__(self, board: Board, *, policy: PeoplePolicy, me: str) -> None:
        self._board = board
        self._policy = policy
        self._me = me

    def now(self) -> BoardSeen:
        """What every desk does now, as far as the site shows it."""
        return shown_board(self._board.now(), self._policy, self._me)

    def when_changed(self, tell: Callable[[], None], /) -> Callable[[], None]:
        """Have `tell` called whenever a desk does something else; returns how to end that."""
        return self._board.when_changed(tell)
