"""The settings window, beside the desk's other windows or as a program of its own."""

from functools import partial
from pathlib import Path

from pydantic import ValidationError

from screenpop.bootstrap import autostart, bell, parts
from screenpop.bootstrap.kinds import all_kinds
from screenpop.bootstrap.settings_trials import SiteTrials
from screenpop.errors import ConfigurationError
from screenpop.ports.checks import Check
from screenpop.sentences import say
from screenpop.settings.draft import Draft
from screenpop.settings.model import Settings, WindowTable
from screenpop.settings.places import settings_file
from ui.application import Application
from ui.background import Background
from ui.components.look import Look
from ui.desktop.program import Program
from ui.settings.form import Asked
from ui.settings.window import AtOnce, SettingsWindow

THREADS = 4
"""A source that hangs takes one of them until its driver gives up."""


def draft_of(file: Path, policy: Path | None) -> Draft:
    """A draft of a settings file, which need not be there, nor be able to work.

    Raises:
        ConfigurationError: It, or the policy, cannot be read at all.
    """
    return Draft(file, all_kinds(), policy=policy, check=parts.reader_of)


class DeskSettings:
    """Opens the window beside the desk's other windows, and keeps it until it is closed.

    Args:
        application: The desk's windows.
        file: The settings file.
        policy: The machine's.
        in_use: The settings that the program runs with; None where it could not begin.
    """

    def __init__(
        self, application: Application, file: Path, policy: Path | None, in_use: Settings | None = None
    ) -> None:
        self._application = application
        self._file, self._policy, self._in_use = file, policy, in_use
        self._background: Background | None = None
        self._trials: SiteTrials | None = None
        self.window: SettingsWindow | None = None

    def open(self) -> None:
        """Bring the window up; call it where windows are."""
        if self.window is None:
            try:
                draft = draft_of(self._file, self._policy)
            except ConfigurationError as error:
                self._application.show_problem(error.sentence)
                return
            self._background = self._background or Background(threads=THREADS)
            self._trials = SiteTrials(self._in_use, self._application.line_check)
            asked = Asked(self._background, self._trials, parts.secrets_from)
            self.window = SettingsWindow(self._application.look, draft, asked, self._at_once())
            self.window.left.connect(self._leave)
        self.window.come_up()

    def close(self) -> None:
        """Let go of the window and its threads."""
        self._leave()
        if self._background is not None:
            self._background.close()

    def _leave(self) -> None:
        """The window is closed; what is still tried comes to its end by itself, and no card waits for it."""
        if self._trials is not None:
            self._trials.close()
        if self.window is not None:
            self.window.leave()
            self.window = None

    def _at_once(self) -> AtOnce:
        application = self._application

        def speak(settings: Settings) -> None:
            application.choose_language(settings.window.language)
            if self.window is not None:
                self.window.say_again()

        return {
            ("window", "language"): speak,
            ("window", "autostart"): _start_at_sign_in,
            ("window", "theme"): lambda settings: application.choose_theme(settings.window.theme),
        }


class SettingsProgram:
    """The window as a program of its own: no desk runs behind it.

    Attributes:
        window: What is seen.
    """

    def __init__(self, file: Path, policy: Path | None) -> None:
        """Build it.

        Raises:
            ConfigurationError: The file or the policy cannot be read at all.
        """
        draft = draft_of(file, policy)
        self._program = Program(_window_of(draft))
        self._background = Background(threads=THREADS)
        self._trials = trials_beside(draft)
        self.window = SettingsWindow(
            self._program.look,
            draft,
            Asked(self._background, self._trials, parts.secrets_from),
            self._at_once(),
        )
        self.window.left.connect(self._program.qt.quit)

    def run(self) -> int:
        """Show the window and work until it is closed; returns the exit code."""
        try:
            return self._program.run(self.window.come_up)
        finally:
            self.close()

    def close(self) -> None:
        """Let go of the window and its threads."""
        self._trials.close()
        self.window.leave()
        self._background.close()
        self._program.close()

    def _at_once(self) -> AtOnce:
        def speak(settings: Settings) -> None:
            self._program.choose_language(settings.window.language)
            self.window.say_again()

        return {
            ("window", "language"): speak,
            ("window", "autostart"): _start_at_sign_in,
            ("window", "theme"): lambda settings: _theme(self._program.look, settings),
        }


def _start_at_sign_in(settings: Settings) -> None:
    command = autostart.command_for(settings.file, settings_file())
    autostart.follow(wanted=settings.window.autostart, settings=settings.file, command=command)


def _theme(look: Look, settings: Settings) -> None:
    look.theme.choose(settings.window.theme)


def _window_of(draft: Draft) -> WindowTable:
    """The language and the theme, as far as they can be read."""
    try:
        return WindowTable.model_validate(draft.counting.get("window", {}))
    except ValidationError:
        return WindowTable()


def trials_beside(draft: Draft) -> SiteTrials:
    """Tries that leave the lines of a program alone which runs with the same settings."""
    try:
        settings = draft.settings()
    except ConfigurationError:
        return SiteTrials()
    return SiteTrials(settings, partial(_in_use_by_another, settings))


def _in_use_by_another(settings: Settings, name: str) -> Check | None:
    report = bell.ask(settings.data, "lines", None)
    if report is None or "error" in report or name not in report:
        return None
    told = say("It is in use by the Screenpop that runs here, and left alone.")
    return Check(f"line {name}", passed=True, told=told)
