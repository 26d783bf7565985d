"""What happens at other desks, as far as it concerns this one: reported to the desk, as lines report calls."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ColleagueTold:
    """Something of this customer was noted or learnt, or a colleague is writing it."""

    customer_id: str


@dataclass(frozen=True, slots=True)
class ColleaguesHeard:
    """Colleagues can be heard from now on; what they told before may have been missed."""


@dataclass(frozen=True, slots=True)
class DayTold:
    """Something was promised, taken or settled, here or at another desk, and counts."""


@dataclass(frozen=True, slots=True)
class RecordAnswers:
    """The record's server takes entries again; this desk saves there, and what waits can be kept."""


FromColleagues = ColleagueTold | ColleaguesHeard | DayTold | RecordAnswers
