"""What is told of a customer: as the agent types it, as the record keeps it, as it is shown."""

from datetime import date
from decimal import Decimal, InvalidOperation

from screenpop.memory import Wanted
from screenpop.sentences import Sentence, say
from ui.components.outside import harmless
from ui.wording import Wording

LONGEST = 500
MOST_DIGITS = 30
YES, NO = "yes", "no"
_EXAMPLE = date(1980, 5, 24)


class Unreadable(ValueError):
    """What was typed is no such answer; `sentence` says what would be one."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


def read(typed: str, wanted: Wanted, wording: Wording) -> str:
    """What the record keeps of an answer: a date is ISO, a number has a decimal point, yes and no are English.

    Raises:
        Unreadable: It is no answer to this question.
    """
    text = typed.strip()
    if not text:
        raise Unreadable(say("Nothing is written yet"))
    if len(text) > LONGEST:
        raise Unreadable(say("At most {most} characters", most=LONGEST))
    match wanted.kind:
        case "date":
            return _date(text, wording)
        case "number":
            return _number(text, wording)
        case "choice" | "yes-no":
            if text not in choices(wanted):
                raise Unreadable(say("Choose one of the answers"))
    return text


def choices(wanted: Wanted) -> tuple[str, ...]:
    """The answers to choose from, as the record keeps them; none where it is written."""
    return (YES, NO) if wanted.kind == "yes-no" else wanted.choices


def shown(value: str, kind: str, wording: Wording) -> str:
    """An answer as it is read; one that does not fit its kind, as an older one may, stays as it was told."""
    try:
        match kind:
            case "date":
                return wording.written.day(date.fromisoformat(value))
            case "number":
                return wording.written.number(Decimal(value))
    except (ValueError, InvalidOperation):
        return harmless(value)
    if kind == "yes-no" and value in (YES, NO):
        return wording.text(say("yes") if value == YES else say("no"))
    return wording.word(harmless(value)) if kind == "choice" else harmless(value)


def typed(value: str, kind: str, wording: Wording) -> str:
    """An answer as it would be typed, to be corrected."""
    try:
        match kind:
            case "date":
                return wording.written.typed_day(date.fromisoformat(value))
            case "number":
                return wording.written.number(Decimal(value))
    except (ValueError, InvalidOperation):
        return value
    return value


def example(kind: str, wording: Wording) -> str:
    """How such an answer is typed."""
    return wording.written.typed_day(_EXAMPLE) if kind == "date" else ""


def _date(text: str, wording: Wording) -> str:
    try:
        return wording.written.read_day(text).isoformat()
    except ValueError:
        written = example("date", wording)
        raise Unreadable(say("Write the date like {example}", example=written)) from None


def _number(text: str, wording: Wording) -> str:
    try:
        number = wording.written.read_number(text)
    except ValueError:
        raise Unreadable(say("Write a number, with digits")) from None
    if len(number.as_tuple().digits) > MOST_DIGITS:
        raise Unreadable(say("At most {most} digits", most=MOST_DIGITS))
    return format(number, "f")
