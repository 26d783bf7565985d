"""Says sentences in the reader's language: looks the template up, writes the values, puts them together."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from screenpop.money import Money
from screenpop.sentences import Sentence
from ui.formatting import Formatting
from ui.language import Language


class Wording:
    """The one way from a sentence to a text on the screen."""

    def __init__(self, language: Language) -> None:
        self.speak(language)

    def speak(self, language: Language) -> None:
        """Say all that is said from now on in this language; what has been said is said anew by whoever shows it."""
        self.language = language
        self.written = Formatting(language.locale)
        self._catalogue = language.catalogue

    def text(self, sentence: Sentence) -> str:
        """The sentence in the reader's language, with its values as their country writes them."""
        if not sentence.template:
            return ""  # the catalogue keeps its own header under the empty key
        if sentence.plural is not None and sentence.count is not None:
            template = self._catalogue.ngettext(sentence.template, sentence.plural, sentence.count)
        else:
            template = self._catalogue.gettext(sentence.template)
        values = {name: self._value(value) for name, value in sentence.values.items()}
        if sentence.count is not None:
            values["count"] = self.written.number(sentence.count)
        return template.format_map(values)

    def word(self, text: str) -> str:
        """A word of the settings: translated if it is one of ours, else as the site wrote it."""
        return self._catalogue.gettext(text) if text else ""

    def _value(self, value: object) -> str:  # one line a type
        match value:
            case Sentence():
                return self.text(value)
            case Money():
                return self.written.money(value)
            case datetime():
                return self.written.moment(value)
            case date():
                return self.written.day(value)
            case timedelta():
                return self.written.duration(value)
            case bool():
                return str(value)
            case int() | Decimal():
                return self.written.number(value)
            case _:
                return str(value)
