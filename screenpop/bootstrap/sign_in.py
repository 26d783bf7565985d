"""The sign-in as a program of its own: it asks who sits here, and gives the settings of that seat."""

from pathlib import Path

from screenpop.bootstrap.kinds import all_kinds
from screenpop.bootstrap.seat_memory import SeatMemory
from screenpop.bootstrap.settings_window import draft_of
from screenpop.errors import ScreenPopError, SeatAsked, SeatUnknown
from screenpop.settings.model import Settings
from screenpop.settings.reading import read_settings
from screenpop.settings.sitting import Sitting
from ui.background import Background
from ui.desktop.program import Program
from ui.sign_in.window import Asked, SignInWindow


class SignIn:
    """The window, until somebody sits here.

    Attributes:
        window: What is seen.
        settings: Those of the seat; None until somebody sits there.
    """

    def __init__(self, file: Path, policy: Path | None, asked: SeatAsked, given: Sitting) -> None:
        """Build it.

        Args:
            file: The settings file.
            policy: The machine's.
            asked: What is to be answered.
            given: What a command's options have answered already.

        Raises:
            ConfigurationError: The settings cannot work, whoever sits here.
        """
        self.settings: Settings | None = None
        self._file, self._policy, self._given = file, policy, given
        window = draft_of(file, policy).settings().window
        offered = SeatMemory(asked.account).offered()
        self._program = Program(window)
        self._background = Background()
        self.window = SignInWindow(
            self._program.look, Asked(asked.agent, asked.extension, asked.agents, offered)
        )
        self.window.answered.connect(self._look_up)
        self.window.left.connect(self._program.qt.quit)

    def run(self) -> Settings | None:
        """Show the window until somebody has signed in; None if it was closed instead."""
        try:
            self._program.run(self.window.come_up)
        finally:
            self.close()
        return self.settings

    def close(self) -> None:
        """Let go of the window and its threads."""
        self._background.close()
        self.window.hide()
        self.window.deleteLater()
        self._program.close()

    def _look_up(self, answered: Sitting) -> None:
        """A list of extensions may lie on a server that is slow."""
        sitting = Sitting(
            agent=answered.agent or self._given.agent, extension=answered.extension or self._given.extension
        )
        self.window.wait()
        self._background.ask(
            lambda: read_settings(self._file, all_kinds(), policy=self._policy, sitting=sitting),
            self._sit_down,
            self._refuse,
        )

    def _sit_down(self, settings: Settings) -> None:
        self.settings = settings
        self._program.qt.quit()

    def _refuse(self, error: ScreenPopError) -> None:
        if isinstance(error, SeatUnknown):
            self.window.refuse_seat(error)
        else:
            self.window.refuse(error.sentence)
