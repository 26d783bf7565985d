"""What every part of a window needs to look and speak as it should."""

from dataclasses import dataclass

from screenpop.sentences import Sentence
from ui.components.outside import LONGEST, harmless
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

    def words(self, words: str | Sentence | None, *, longest: int = LONGEST) -> str:
        """Somebody else's words made harmless, or ours in the reader's language."""
        return self.text(words) if isinstance(words, Sentence) else harmless(words, longest=longest)
