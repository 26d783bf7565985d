"""What a first start asks of the site besides tries: who answers at an address, and what a source could be asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from screenpop.ports.checks import Check
from screenpop.sentences import Sentence
from screenpop.settings.model import Settings

DIRECTORY = "directory"


@dataclass(frozen=True, slots=True)
class Proposal:
    """Settings that were found by looking at a source.

    Attributes:
        table: The directory's or the department's; empty where nothing fits.
        found: Of each question, which table answers it.
        doubts: What a person should look at.
    """

    table: Mapping[str, Any] = field(default_factory=dict)
    found: tuple[Sentence, ...] = ()
    doubts: tuple[Sentence, ...] = ()


class Scouts(Protocol):
    """Looks before anything is settled. Each blocks, for some seconds at most."""

    def greet(self, line: Mapping[str, Any], /) -> Check | None:
        """Knock at the address of a line that is being typed; None where there is nothing to knock at yet."""

    def propose(self, settings: Settings, source: str, wanted: str, /) -> Proposal:
        """Look at a source's tables for what the directory, or this kind of department, asks.

        Raises:
            ScreenPopError: It cannot be looked at, and why.
        """
