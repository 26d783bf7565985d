"""The playbook as a site writes it: what it adds, changes and switches off, and what is wrong with it."""

import re
import tomllib
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from screenpop.bootstrap.kinds import all_kinds
from screenpop.errors import ConfigurationError
from screenpop.gestures import Gesture
from screenpop.money import Money
from screenpop.rules.playbook import Playbook
from screenpop.settings.playbook import PLAYBOOK, playbook_of, read_playbook
from screenpop.settings.playbook_texts import SHIPPED_TEXTS
from screenpop.settings.reading import read_settings

Read = Callable[[str], Playbook]
SAYS = 'say = "Say something"\nwhy = "It is so"\n'
SHIPPED = [rule.name for rule in read_playbook().rules]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read(text: str) -> Playbook:
        file = tmp_path / "own.toml"
        file.write_text(text, encoding="utf-8")
        return read_playbook(file, {"birthday": "date", "trade": "choice"}, "anna")

    return read


def names(playbook: Playbook) -> list[str]:
    return [rule.name for rule in playbook.rules]


def test_what_ships_needs_no_settings_and_is_judged_in_the_order_of_its_file() -> None:
    tables = tomllib.loads(PLAYBOOK.read_text(encoding="utf-8"))

    assert [table["name"] for table in tables["rules"]] == SHIPPED
    assert read_playbook().off == ()


def test_every_text_that_ships_can_be_translated() -> None:
    tables = tomllib.loads(PLAYBOOK.read_text(encoding="utf-8"))
    texts = [table.get(key, ()) for table in tables["rules"] for key in ("say", "why", "serve_first")]
    texts += [table["label"] for table in tables["gestures"]]
    each = [
        text
        for several in texts
        if not isinstance(several, bool)
        for text in ([several] if isinstance(several, str) else several)
    ]
    as_sentences = [re.sub(r"\{[^}]*\}", lambda place: place[0].replace(".", "_"), text) for text in each]
    with_words = [text for text in as_sentences if re.search(r"[^\W\d_]", re.sub(r"\{[^}]*\}", "", text))]

    assert {sentence.template for sentence in SHIPPED_TEXTS} == set(with_words)


def test_a_rule_of_the_site_stands_first(read: Read) -> None:
    playbook = read(f'[[rules]]\nname = "own"\nwhen = "credit.hold"\n{SAYS}')

    assert names(playbook) == ["own", *SHIPPED]
    assert not playbook.rules[0].ships
    assert playbook.rules[0].origin.endswith("own.toml")
    assert [rule.origin for rule in playbook.rules[1:]] == [""] * len(SHIPPED)


def test_a_rule_may_stand_beside_another(read: Read) -> None:
    playbook = read(
        f'[[rules]]\nname = "a"\nbefore = "terms"\n{SAYS}[[rules]]\nname = "b"\nafter = "a"\n{SAYS}'
        '[[rules]]\nname = "loyal"\nafter = "late-order"\n'
    )

    place = names(playbook).index("a")
    assert names(playbook)[place : place + 3] == ["a", "b", "terms"]
    assert names(playbook)[names(playbook).index("late-order") + 1] == "loyal"
    assert sorted(names(playbook)) == sorted([*SHIPPED, "a", "b"])


def test_a_rule_that_ships_is_changed_key_by_key_and_keeps_its_place(read: Read) -> None:
    playbook = read('[[rules]]\nname = "overdue-long"\nwhen = "accounting.overdue_days > 30"\n')
    changed = playbook.rules[SHIPPED.index("overdue-long")]
    before = read_playbook().rules[SHIPPED.index("overdue-long")]

    assert names(playbook) == SHIPPED
    assert [condition.text for condition in changed.when] == ["accounting.overdue_days > 30"]
    assert [text.template for text in changed.say] == [text.template for text in before.say]
    assert changed.ships
    assert changed.origin.endswith("own.toml")


def test_a_rule_is_switched_off(read: Read) -> None:
    playbook = read('[[rules]]\nname = "suggestion"\non = false\n')

    assert names(playbook) == [name for name in SHIPPED if name != "suggestion"]
    assert playbook.off == ("suggestion",)


def test_without_its_gesture_a_rule_is_off(read: Read) -> None:
    assert read('[[gestures]]\nname = "thanks"\non = false\n').off == ("anniversary", "loyal")


def test_a_gesture_of_the_site_takes_the_place_of_one_that_ships(read: Read) -> None:
    playbook = read(
        '[[gestures]]\nname = "birthday"\nlabel = "a gift"\nworth = "50 PLN"\nbudget = "2000 PLN"\nwho = ["ewa"]\n'
    )
    giving = playbook.givings["birthday"]

    assert giving.gesture == Gesture("birthday", "a gift", Money(Decimal("50.00"), "PLN"))
    assert (giving.budget, giving.rests, giving.mine) == (Decimal("2000.00"), timedelta(days=300), False)
    assert giving.label == "a gift"
    assert str(playbook.givings["thanks"].label) == "a word of thanks"


def test_the_settings_name_the_file_and_the_facts(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(
        f'[[rules]]\nname = "bakers"\nwhen = "fact.trade is baker"\n{SAYS}', encoding="utf-8"
    )
    (tmp_path / "settings.toml").write_text(
        'region = "PL"\nagent = "anna"\n[line]\nkind = "simulator"\n[playbook]\nfile = "own.toml"\n'
        '[[facts]]\nname = "trade"\nask = "What do you do?"\n',
        encoding="utf-8",
    )

    playbook = playbook_of(read_settings(tmp_path / "settings.toml", all_kinds()))

    assert names(playbook) == ["bakers", *SHIPPED]


WRONG = [
    ("rules = 3", "“rules”", "[[rules]]"),
    ("[[rule]]", "“rule”", "allowed are rules, gestures, campaigns, words"),
    ("[[rules]]\non = true", "rule “1”", "needs a “name”"),
    (f'[[rules]]\nname = "a"\n{SAYS}[[rules]]\nname = "a"\n{SAYS}', "rule “a”", "stands twice"),
    (f'[[rules]]\nname = "a"\nsells_on = true\n{SAYS}', "rule “a”, ", "“sells_on”: there is no such key"),
    ('[[rules]]\nname = "a"\n', "rule “a”", "needs “say”"),
    ('[[rules]]\nname = "a"\nsay = "x"\n', "rule “a”", "needs a “why”"),
    ('[[rules]]\nname = "a"\nserve_first = true\n', "rule “a”", "“serve_first” needs a text"),
    (f'[[rules]]\nname = "a"\nafter = "late-oder"\n{SAYS}', "rule “a”", "did you mean “late-order”"),
    (f'[[rules]]\nname = "a"\ngesture = "thank"\n{SAYS}', "rule “a”", "did you mean “thanks”"),
    (f'[[rules]]\nname = "a"\ncampaign = "winter"\n{SAYS}', "rule “a”", "there is no “winter”"),
    (f'[[rules]]\nname = "a"\noffers = "all"\n{SAYS}', "“offers”", "'again', 'fits' or 'any'"),
    (f'[[rules]]\nname = "a"\nwhen = "credit.hld"\n{SAYS}', "“credit.hld”", "did you mean “credit.hold”"),
    (
        f'[[rules]]\nname = "a"\nwhen = "fact.birtday in 3 days"\n{SAYS}',
        "“a”",
        "did you mean “fact.birthday”",
    ),
    ('[[rules]]\nname = "a"\nsay = "{credit.hldd}"\nwhy = "x"\n', "“say”", "did you mean “credit.hold”"),
    ('[[rules]]\nname = "a"\nsay = "{offer.nme}"\nwhy = "x"\n', "“say”", "did you mean “offer.name”"),
    ('[[rules]]\nname = "a"\nsay = "{credit.limit!r}"\nwhy = "x"\n', "“say”", "nothing else"),
    ('[[rules]]\nname = "a"\nsay = "50 {"\nwhy = "x"\n', "“say”", "written twice"),
    ('[[rules]]\nname = "a"\nsay = "{}"\nwhy = "x"\n', "“say”", "there is no “”"),
    ('[[gestures]]\nname = "g"\nlabel = "x"\nworth = "50"\n', "gesture “g”", "“50 PLN”"),
    ('[[gestures]]\nname = "g"\nlabel = "x"\nbudget = "50 PLN"\n', "gesture “g”", "needs “worth”"),
    (
        '[[gestures]]\nname = "g"\nlabel = "x"\nworth = "5 EUR"\nbudget = "50 PLN"\n',
        "gesture “g”",
        "the same currency",
    ),
    ('[[gestures]]\nname = "g"\nlabel = "x"\nrests = "long"\n', "gesture “g”, ", "a time span"),
    (
        '[[campaigns]]\nname = "c"\nfrom = 2026-03-02\nuntil = 2026-03-01\n',
        "campaign “c”",
        "ends before it begins",
    ),
    ('[[campaigns]]\nname = "c"\nsay = "{what}"\n', "campaign “c”", "there is no “what”"),
    ("rules = [", "own.toml", "not valid TOML"),
    ('words = "x"', "“words”", "must be a table"),
]


@pytest.mark.parametrize(("text", "where", "told"), WRONG, ids=range(len(WRONG)))
def test_what_cannot_work_is_told_with_its_place(read: Read, text: str, where: str, told: str) -> None:
    with pytest.raises(ConfigurationError) as wrong:
        read(text)

    assert "own.toml" in str(wrong.value)
    assert where.rstrip(", ") in str(wrong.value)
    assert told in str(wrong.value)


def test_a_playbook_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"There is no playbook .*none\.toml"):
        read_playbook(tmp_path / "none.toml")


def test_what_ships_may_ask_for_a_fact_that_the_site_has_as_another_kind() -> None:
    assert "birthday" in names(read_playbook(facts={"birthday": "text"}))
