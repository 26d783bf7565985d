"""A desktop under guard whose installed program is the file that the arguments name; each start is told on stdout."""

import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from screenpop.guard import Guarded, guarded


def run(_arguments: Sequence[str], _told: Guarded) -> int:
    """Work until the agent quits, or a new version is to start."""
    from screenpop.bootstrap import desktop
    from screenpop.bootstrap.kinds import all_kinds
    from screenpop.events import news
    from screenpop.settings.reading import read_settings

    desktop.UpgradeWatch = partial(desktop.UpgradeWatch, settled_ms=200, looks_ms=100, left_alone_ms=0)
    settings = read_settings(Path(sys.argv[1]), all_kinds())
    desk = desktop.Desktop(
        settings,
        program=Path(sys.argv[2]),
        meanwhile=lambda _: tell("works"),
        listen=lambda told: tell("call") if isinstance(told, news.PopOpened) else None,
    )
    desk._upgrades.replaced.connect(lambda: tell("replaced"))
    return desk.run()


def tell(line: str) -> None:
    """Say it in one piece."""
    os.write(1, f"{line}\n".encode())


if __name__ == "__main__":
    sys.exit(guarded([], run))
