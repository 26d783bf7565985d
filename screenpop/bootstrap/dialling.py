"""Calls a number for the agent, in the way that the settings name."""

import re
import threading
from collections.abc import Callable, Sequence

from screenpop.errors import LineError
from screenpop.phone_numbers import Dialler, NumberReader, PhoneNumber
from screenpop.phone_numbers.tel_uri import is_link, number_in
from screenpop.ports.line import Dials, Line
from screenpop.sentences import Sentence, say
from screenpop.settings.model import Settings

_WRITTEN = re.compile(r"[\s+().\-/]*(?:[0-9][\s().\-/]*){1,24}")
_SHOWN = 60
_PATIENCE = 30.0

Told = Callable[[Sentence | None], None]


def wanted_number(text: str, reader: NumberReader) -> PhoneNumber | None:
    """The number that a person or a `tel:` link wants called; None if it is none, or holds more than one."""
    if is_link(text):
        return reader.read(number_in(text))
    return reader.read(text) if _WRITTEN.fullmatch(text) else None


def no_number(text: str) -> Sentence:
    """What to say of a text that is none."""
    shown = "".join(sign if sign.isprintable() else " " for sign in text[:_SHOWN])
    return say("“{text}” is no telephone number that can be called.", text=shown)


class Dialling:
    """Has the desk phone call, through the first line that can and may."""

    def __init__(self, settings: Settings, lines: Sequence[Line], reader: NumberReader) -> None:
        self._by = settings.dial.by
        self._may = {table.name: table.may_dial for table in settings.lines}
        self._lines = lines
        self._reader = reader
        self._dialler = Dialler(settings.region, settings.outside_line, settings.dial.abroad)

    def dial(self, text: str, told: Told) -> None:
        """Call a number, or what a `tel:` link names. Returns at once; safe on any thread.

        Args:
            text: As a person or a link writes it.
            told: Called once, on some thread: None if the desk phone calls, else why it does not.
        """
        number = wanted_number(text, self._reader)
        if number is None:
            told(no_number(text))
            return
        if self._by == "line":
            for line in self._lines:
                if isinstance(line, Dials) and self._may.get(line.name, False):
                    line.dial(self._dialler.dialled(number), told)
                    return
        told(self._why_nobody_dials())

    def dial_and_wait(self, text: str) -> None:
        """Call a number; returns once the desk phone calls.

        Raises:
            LineError: It does not, and why.
        """
        answered = threading.Event()
        refusals: list[Sentence | None] = []

        def told(refusal: Sentence | None) -> None:
            refusals.append(refusal)
            answered.set()

        self.dial(text, told)
        if not answered.wait(_PATIENCE):
            raise LineError(say("The PBX does not say whether it calls."))
        if refusals[0] is not None:
            raise LineError(refusals[0])

    def _why_nobody_dials(self) -> Sentence:
        if self._by == "off":
            return say("The settings switch calling out off ([dial] by).")
        if self._by == "system":
            return say(
                "The settings leave calls to this computer's telephone program ([dial] by). For the desk phone "
                'set by = "line".'
            )
        held_back = next((line.name for line in self._lines if isinstance(line, Dials)), None)
        if held_back is not None:
            return say(
                "The line “{line}” may not have the desk phone call. If the PBX lets it, set dial = true in the "
                "line's settings.",
                line=held_back,
            )
        return say(
            'No line can have the desk phone call. Use a line of kind "ami", or a line of kind "sip" with '
            "dial = true."
        )
