"""What the methods of learning are called, for people."""

from collections.abc import Mapping

from screenpop.sentences import Sentence, say
from ui.components.outside import harmless

_WORDS: Mapping[str, Sentence] = {
    "frequency_recency_demand": say("How often, how lately, and what is in demand"),
    "in_season": say("How often, how lately, and what this time of year asks for"),
    "due_soon": say("What is due by its rhythm"),
    "frequency_recency_rhythm": say("How often, how lately, by its rhythm"),
    "own_frequency": say("What they buy most often"),
    "most_popular": say("What everybody buys"),
    "basket_cosine_demand": say("What goes together, and is in demand"),
    "basket_cosine": say("What goes together"),
    "item_confidence": say("What buyers of the same bought, too"),
    "learned_ranker": say("Learned ranking"),
    "learned_and_lately": say("Learned ranking, and what is new to many"),
    "learned_and_neighbours": say("Learned ranking, and what customers alike buy"),
    "neighbours_lately": say("What customers alike have begun to buy"),
    "neighbours": say("What customers alike buy"),
    "hidden_tastes": say("What goes with their taste"),
    "": say("Offered without a suggestion"),
}


def has_word(name: str) -> bool:
    """Whether a method has words of its own."""
    return name in _WORDS


def method_word(name: str) -> Sentence:
    """A method in words; one that is not known here by its name."""
    return _WORDS.get(name) or Sentence("{name}", {"name": harmless(name).replace("_", " ")})
