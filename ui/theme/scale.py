"""Sizes that repeat: space between things, corners, letters. Pixels at 100 %; Qt scales them with the screen."""

from enum import Enum

FAMILIES = ("Noto Sans", "Noto Sans Thai", "Screenpop Shapes", "Screenpop Signs")

GAP_TINY = 4
GAP_SMALL = 8
GAP = 12
GAP_LARGE = 16

CORNER_SMALL = 5
CORNER = 9
CORNER_LARGE = 12


class Type(Enum):
    """The sizes of letters: pixels, weight (CSS), and the height of one line."""

    CAPTION = (11, 600, 16)
    SMALL = (12, 400, 18)
    BODY = (13, 400, 20)
    STRONG = (13, 600, 20)
    TITLE = (15, 600, 22)
    LARGE = (19, 700, 36)
    FIGURE = (22, 600, 30)
    NAME = (26, 700, 36)

    @property
    def pixels(self) -> int:
        """The size of the letters."""
        return self.value[0]

    @property
    def weight(self) -> int:
        """How bold, as CSS counts."""
        return self.value[1]

    @property
    def line(self) -> int:
        """The height that one line takes."""
        return self.value[2]
