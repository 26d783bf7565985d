"""Whom the assistant asks: all that the settings window asks, and who looks before anything is settled."""

from dataclasses import dataclass

from screenpop.settings.beginning import Scouts
from ui.settings.form import Asked


@dataclass(frozen=True, slots=True)
class Inquiries:
    """Each may take its time."""

    asked: Asked
    scouts: Scouts
