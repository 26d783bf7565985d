"""Every method of learning has words; one of another edition is told by its name."""

from connectors.learning.methods import METHODS
from ui.supervisor.offers.method_words import has_word, method_word


def test_every_method_has_words() -> None:
    assert [method.name for method in METHODS if not has_word(method.name)] == []


def test_a_method_of_another_edition_is_told_by_its_name() -> None:
    assert str(method_word("own_method")) == "own method"
    assert str(method_word("")) == "Offered without a suggestion"
