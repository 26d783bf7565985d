"""What customers are called whom a department knows by a number of its own."""

from collections.abc import Collection, Mapping
from typing import Protocol


class CustomerNames(Protocol):
    """May read for a while, so never where somebody waits for a window."""

    def __call__(self, numbers: Collection[str], /) -> Mapping[str, str]:
        """Sales' number → the customer's name, of those that are known.

        Raises:
            ScreenPopError: Nobody can be asked.
        """
