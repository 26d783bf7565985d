"""What every part of a window needs to look and speak as it should."""

from dataclasses import dataclass

from screenpop.sentences import Sentence
from ui.theme.theme import Theme
from ui.wording import Wording


@dataclass(frozen=True, slots=True)
class Look:
    """The theme and the wording in use, handed down to every part."""

    theme: Theme
    wording: Wording

    def text(self, sentence: Sentence) -> str:
        """The sentence in the reader's language."""
        return self.wording.text(sentence)
