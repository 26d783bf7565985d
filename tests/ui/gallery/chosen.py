"""The pictures that are stored and compared: few enough to be looked at, spread over scenes, themes, languages, scales.

`python -m tests.ui.gallery.chosen FOLDER SCALE` makes those of one scale. A page on which the system's own fonts are
seen (Hebrew and Arabic names) is not among them.
"""

import sys
import tempfile
from pathlib import Path

from screenpop.bootstrap.kinds import all_kinds
from screenpop.commands.gallery import prepare

SCALES = (1, 2)


def make(folder: Path, scale: int) -> None:
    """Make them; Qt must not have been loaded before."""
    with tempfile.TemporaryDirectory() as screens:
        prepare(Path(screens), scale)
        from ui.gallery.gallery import Wanted, save_pictures

        fine = scale == 2
        wanted = (
            Wanted(
                "en",
                ("light",),
                ("01-ringing",) if fine else ("02-waiting", "06-unknown", "09-talking", "20-calls"),
            ),
            Wanted(
                "pl", ("dark",), ("04-shared-number",) if fine else ("01-ringing", "13-masked", "21-my-day")
            ),
            Wanted(
                *("hu", ("high-contrast",)),
                ("07-credit-hold",) if fine else ("10-talking-hold", "11-not-saved", "23-settings-locked"),
            ),
            Wanted("th", ("light",), ("08-important",) if fine else ("03-withheld",)),
            Wanted("th", ("dark",), () if fine else ("05-main-number", "16-practice")),
            *(
                Wanted("en", (theme,), (), ("buttons", "fields", "figures", *more))
                for theme, more in (("light", ("icons", "tray")), ("dark", ()), ("high-contrast", ()))
                if not fine
            ),
        )
        for _file in save_pictures(wanted, folder, all_kinds(), "@2x" if fine else ""):
            pass


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))
