"""The first start: the assistant, and then at once what it was asked for – the desk, or the demo company."""

import logging
from collections.abc import Callable
from pathlib import Path

from screenpop.bootstrap import parts
from screenpop.bootstrap.demo_site import DemoSite, ready_demo_site
from screenpop.bootstrap.first_start_scouts import SiteScouts
from screenpop.bootstrap.held_signals import signals_held
from screenpop.bootstrap.kinds import all_kinds
from screenpop.bootstrap.settings_window import THREADS, draft_of, trials_beside
from screenpop.bootstrap.settled import settled_by_policy
from screenpop.sentences import say
from screenpop.settings.model import Settings, WindowTable
from screenpop.settings.reading import read_settings
from ui.assistant.asked import Inquiries
from ui.assistant.window import AssistantWindow
from ui.background import Background
from ui.desktop.program import Program
from ui.settings.form import Asked

log = logging.getLogger(__name__)


class FirstStart:
    """The assistant as a program of its own, until it is clear what shall start.

    Attributes:
        window: What is seen.
        settings: What was set up; None until then.
        demo: The demo company that was wanted.
    """

    def __init__(self, file: Path, policy: Path | None) -> None:
        """Build it.

        Raises:
            ConfigurationError: The file or the policy cannot be read at all.
        """
        self.settings: Settings | None = None
        self.demo: DemoSite | None = None
        draft = draft_of(file, policy)
        self._program = Program(WindowTable())
        self._background = Background(threads=THREADS)
        self._trials = trials_beside(draft)
        asked = Asked(self._background, self._trials, parts.secrets_from)
        self.window = AssistantWindow(
            self._program.look,
            draft,
            Inquiries(asked, SiteScouts(file.parent)),
            self._program.choose_language,
        )
        self.window.finished.connect(self._finish)
        self.window.demo_wanted.connect(self._show_demo)
        self.window.left.connect(self._program.qt.quit)

    def run(self) -> None:
        """Show the window and work until it is closed."""
        try:
            self._program.run(self.window.come_up)
        finally:
            self.close()

    def close(self) -> None:
        """Let go of the window and its threads."""
        self._trials.close()
        self.window.leave()
        self._background.close()
        self._program.close()

    def _finish(self, settings: Settings) -> None:
        self.settings = settings
        self._program.qt.quit()

    def _show_demo(self) -> None:
        """The company is made while the window stands there and says so."""

        def made(site: DemoSite) -> None:
            self.demo = site
            self._program.qt.quit()

        self.window.tell(say("The demo company is being made; it takes some seconds …"))
        self._background.ask(lambda: ready_demo_site(log.info), made, self.window.tell_demo_failed)


def begin(file: Path, policy: Path | None, work: Callable[[Settings], int]) -> int:
    """Set a desk up and start it; returns the exit code.

    Args:
        file: The settings file that is to be.
        policy: The machine's. What it locks is not asked for; if it locks all there is to ask, nothing is.
        work: Starts the desk.

    Raises:
        ConfigurationError: The policy cannot be read, or what it locks cannot work.
    """
    if settled_by_policy(file, policy):
        return work(read_settings(file, all_kinds(), policy=policy))
    with signals_held():
        start = FirstStart(file, policy)
    start.run()
    if start.demo is not None:
        return _show_demo(start.demo)
    return work(start.settings) if start.settings is not None else 0


def _show_demo(site: DemoSite) -> int:
    from screenpop.bootstrap.demo import Demo  # noqa: PLC0415 # for whom wants it

    demo = Demo(site, read_settings(site.settings, all_kinds()), log.info)
    demo.show(None)
    return 0 if demo.complete else 1
