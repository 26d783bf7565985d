import pytest

from screenpop.folding import folded


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("zolw", "ŻÓŁW"),
        ("strasse", "Straße"),
        ("arvizturo", "árvíztűrő"),
        ("smorrebrod", "Smørrebrød"),
        ("ilica", "İlıca"),
        ("123", "１２３"),
        ("น้ำ", "น\u0e49\u0e33"),
        ("é", "e\u0301"),
        ("tel", "℡"),
        ("שלום", "שָׁלוֹם"),
    ],
)
def test_what_is_typed_without_accents_finds_what_has_them(typed, stored):
    assert folded(typed) == folded(stored)


def test_thai_vowels_and_tones_are_no_accents():
    assert len({folded(word) for word in ("ไก", "ไก่", "ไก้")}) == 3


def test_folding_twice_changes_nothing():
    once = folded("ẞ Őze Ǆ ﬁ ℡ น้ำ")

    assert folded(once) == once
