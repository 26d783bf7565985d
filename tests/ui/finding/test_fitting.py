"""Letters with marks are found by those without."""

import pytest

from screenpop.customers import Customer, Person
from ui.finding.fitting import fits


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ("lodz", "Łódź"),
        ("ŁÓDŹ", "Łódź"),
        ("strasse", "Straße"),
        ("o", "Ø"),
        ("etelka", "Kőrösi Ágnes Etelka"),
        ("การค้า", "บริษัท การค้า จำกัด"),
        ("ABC", "\uff41\uff42\uff43"),
    ],
)
def test_marks_and_capitals_do_not_matter(typed: str, stands: str) -> None:
    assert fits(Person(Customer("1", stands), None), typed)


def test_every_word_must_fit_somewhere_in_any_order() -> None:
    person = Person(Customer("4711", "Zakład Łęgowski"), "Łucja Wąs", role="buyer")

    assert fits(person, "legowski lucja")
    assert fits(person, "4711")
    assert fits(person, "")
    assert not fits(person, "lucja nowak")
