"""The demo: the demo company's desk with its windows, and the scenes played at it."""

import logging
import queue
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from screenpop.bootstrap.demo_site import DemoSite
from screenpop.bootstrap.desktop import Desktop
from screenpop.bootstrap.scenes import Audience, Scenes
from screenpop.errors import LineUnreachable
from screenpop.settings.model import Settings

log = logging.getLogger(__name__)


class Demo:
    """One showing: scenes until it is over, or a picture of each.

    Attributes:
        complete: Whether every scene came as it should.
    """

    def __init__(self, site: DemoSite, settings: Settings, tell: Callable[[str], None]) -> None:
        self._site = site
        self._tell = tell
        self._departments = len(settings.departments)
        self._audience = Audience()
        self._desktop = Desktop(settings, listen=self._audience.hear, meanwhile=self._begin)
        self._play: Callable[[Scenes], None] = lambda _: None
        self.complete = True

    def show(self, seconds: float | None) -> None:
        """Play calls until the agent quits, or for so many seconds."""
        self._play = self._play_until_quit
        ending = threading.Timer(seconds or 0, self._desktop.application.quit)
        ending.daemon = True
        if seconds is not None:
            ending.start()
        self._desktop.run()
        ending.cancel()

    def photograph(self, folder: Path) -> None:
        """Play each scene once, leave its picture in the folder, and end."""
        self._play = lambda scenes: self._photograph(scenes, folder)
        self._desktop.run()

    def _play_until_quit(self, scenes: Scenes) -> None:
        with suppress(LineUnreachable):  # the agent quits in the middle of a scene
            scenes.play(self._desktop.ended)

    def _photograph(self, scenes: Scenes, folder: Path) -> None:
        try:
            for picture in scenes.pictures(folder):
                self._tell(str(picture))
        finally:
            self._desktop.application.quit()

    def _begin(self, desktop: Desktop) -> None:
        """Runs on a thread of its own once the desk works."""
        try:
            self._audience.wait_for_line()
            site = desktop.site
            if site:
                scenes = Scenes(
                    *(self._site, desktop, self._audience, site.little_pbx()), departments=self._departments
                )
                self._play(scenes)
        except (queue.Empty, TimeoutError):
            self.complete = False
            log.exception("A scene did not come as it should")
            desktop.application.quit()
