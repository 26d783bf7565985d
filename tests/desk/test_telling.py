"""What matters most is news of its own: when it changes, and not when it does not."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from screenpop.answers.advice import Advice
from screenpop.answers.credit import Standing
from screenpop.answers.sales import Dealings, OpenOrder
from screenpop.events import acts, calls, news
from tests.desk.conftest import Bench, offered
from tests.fakes import NOON, FakeDepartment

LATE = Dealings((), {}, {}, (OpenOrder("8812", None, NOON.date() - timedelta(days=3), None),))
HOLD = Standing(None, None, None, hold=True, currency="PLN")


def told(bench: Bench) -> list[tuple[str, str]]:
    """Each piece of advice: its alert, and what is to be said."""
    return [
        (str(advised.advice.alert.told) if advised.advice.alert else "", _say(advised.advice))
        for advised in bench.heard(news.Advised)
    ]


def _say(advice: Advice) -> str:
    return str(advice.saying.say) if advice.saying else ""


def department(bench: Bench, name: str) -> FakeDepartment:
    return next(each for each in bench.departments if each.name == name)


def test_each_answer_that_changes_it_brings_new_advice(bench: Bench) -> None:
    department(bench, "sales").answer = LATE
    department(bench, "credit").answer = HOLD
    bench.happens(offered())
    bench.works("directory")
    assert told(bench) == []

    bench.works("sales")
    bench.works("accounting")
    bench.works("credit")

    say = "Apologise for order 8812 and say when it comes"
    assert told(bench) == [("", say), ("Credit hold", say)]


def test_an_answer_that_changes_nothing_brings_none(bench: Bench) -> None:
    department(bench, "credit").answer = HOLD
    bench.happens(offered())
    bench.works()
    bench.happens(acts.AskedAgain("c1", "cross_sell"))
    bench.works()

    assert told(bench) == [("Credit hold", "")]


def test_it_comes_after_what_it_is_drawn_from(bench: Bench) -> None:
    department(bench, "credit").answer = HOLD
    bench.happens(offered())
    bench.works("directory", "credit")

    kinds = [type(each) for each in bench.told]
    assert kinds.index(news.Advised) > kinds.index(news.PanelFilled)


def test_advice_on_one_party_is_void_for_the_next(bench: Bench) -> None:
    department(bench, "credit").answer = replace(HOLD, available=Decimal(5))
    bench.happens(offered())
    bench.works()
    bench.told.clear()
    bench.happens(calls.PartyChanged("line", "c1", NOON, calls.Presented("+48225550999")))
    bench.works()

    assert told(bench) == [("Nobody in the directory has this number", "")]


def test_a_call_without_a_card_is_not_advised_on(bench: Bench) -> None:
    quiet = Bench(bench.directory, bench.departments, bench.record, shows_internal=False)
    quiet.happens(offered("105"))
    quiet.works()

    assert not quiet.heard(news.Advised)
