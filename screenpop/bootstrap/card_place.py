"""Where the agent last put the cards: a small file in the data folder, beside the settings and not in them."""

import json
import logging
from pathlib import Path

from screenpop.ports.card_place import CardPlace

log = logging.getLogger(__name__)

FILE = "card-place.json"
CORNERS = ("top-left", "top-right", "bottom-left", "bottom-right")


class CardPlaceFile:
    """Holds the place, and beside it what the settings said then: who changes those wants another place."""

    def __init__(self, data: Path, settled: CardPlace) -> None:
        """Read and write in a folder.

        Args:
            data: The data folder.
            settled: What the settings say.
        """
        self._file = data / FILE
        self._settled = settled

    def read(self) -> CardPlace | None:
        """The place that was kept last; None if none was, or if the settings have named another since."""
        try:
            known = json.loads(self._file.read_bytes())
            place = CardPlace(str(known["corner"]), str(known["screen"]))
            settled = CardPlace(*known["settings"])
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError, KeyError) as error:
            log.warning("Where the cards stood cannot be read in %s: %s", self._file, type(error).__name__)
            return None
        return place if place.corner in CORNERS and settled == self._settled else None

    def keep(self, place: CardPlace) -> None:
        """Remember a place."""
        told = {
            "corner": place.corner,
            "screen": place.screen,
            "settings": [self._settled.corner, self._settled.screen],
        }
        beside = self._file.with_suffix(".new")
        try:
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            beside.write_text(json.dumps(told), encoding="utf-8")
            beside.replace(self._file)
        except OSError as error:
            log.warning("Where the cards stand cannot be kept in %s: %s", self._file, error.strerror)
