"""An objection that is noted at one desk stops suggestions at the other, and a gesture is given by one of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from screenpop.answers.cross_sell import Offer, OfferList, Suggestions
from screenpop.bootstrap import parts
from screenpop.bootstrap.kinds import all_kinds
from screenpop.bootstrap.learnt import learnt_place
from screenpop.events import acts, news
from screenpop.offers import OfferOutcome
from screenpop.permission import Channel
from screenpop.ports.learnt import Findings
from screenpop.sentences import say
from screenpop.settings.reading import read_settings
from tests.context.conftest import Company
from tests.context.desks import Desk, at_work
from tests.main_job.site import QUESTIONS, Site

WITHIN = 1.0
GROUT = Offer(OfferList.AGAIN, "G-1", "Grout", 0.9, say("every 5 weeks"), "rhythm")
SALES_NUMBER = "11"
PLAYBOOK = """
[[gestures]]
name = "wine"
label = "a bottle of wine"
worth = "40 PLN"
budget = "400 PLN"
"""


def desk_of(company: Company, agent: str, text: str = "") -> Path:
    """A desk that suggests grout to the customer."""
    config = company.desk(agent)
    known = config.read_text(encoding="utf-8")
    config.write_text(f"{known}\n[departments.cross_sell]\n{QUESTIONS['cross_sell']}{text}", encoding="utf-8")
    return config


def learn(config: Path) -> None:
    """What the night's learning found out."""
    settings = read_settings(config, all_kinds())
    parts.make_data_folder(settings)
    offers = [(SALES_NUMBER, (GROUT,))]
    with learnt_place(settings, parts.secrets_of(settings)) as place:
        place.learning.replace(Findings(date(2026, 3, 1), "{}", offers, (), (), ()))


@pytest.fixture(params=["one login", "personal logins"])
def desks(request: pytest.FixtureRequest, company: Company):
    learn(company.desk("nightly"))
    if request.param == "personal logins":
        company.grant("anna", "ewa")
    with at_work(desk_of(company, "anna"), desk_of(company, "ewa")) as (anna, ewa):
        yield anna, ewa


def suggested(told: news.PanelFilled) -> Suggestions | None:
    return told.answer if isinstance(told.answer, Suggestions) else None


def suggests(told: news.PanelFilled) -> bool:
    answer = suggested(told)
    return answer is not None and [offer.product for offer in answer.offers] == ["G-1"]


def withholds(told: news.PanelFilled) -> bool:
    answer = suggested(told)
    return answer is not None and not answer.offers and answer.withheld is not None


def test_an_objection_noted_at_one_desk_stops_suggestions_at_the_other_within_a_second(
    desks: tuple[Desk, Desk],
) -> None:
    anna, ewa = desks
    call = anna.talks()
    second = ewa.talks()
    for desk in desks:
        desk.expect(news.PanelFilled, suggests)
        desk.expect(news.Recalled)
        desk.forget()

    anna.site.desk.post(acts.PermissionTold(call, Channel.ALL, allowed=False, customer_id="C1"))
    told, took = ewa.expect(news.PanelFilled, withholds)
    assert told.call_id == second
    assert took < WITHIN
    anna.expect(news.Kept)
    anna.expect(news.PanelFilled, withholds)

    for desk in desks:
        desk.forget()
    ewa.site.desk.post(acts.PermissionTold(second, Channel.ALL, allowed=True, customer_id="C1"))
    _, took = anna.expect(news.PanelFilled, suggests)
    assert took < WITHIN
    ewa.expect(news.PanelFilled, suggests)


def test_a_later_call_knows_the_objection_from_the_record(desks: tuple[Desk, Desk]) -> None:
    anna, ewa = desks
    call = anna.talks()
    anna.expect(news.PanelFilled, suggests)
    anna.site.desk.post(acts.PermissionTold(call, Channel.PHONE, allowed=False, customer_id="C1"))
    anna.expect(news.Kept)
    ewa.rings()

    ewa.expect(news.PanelFilled, withholds)
    told, _ = ewa.expect(news.Recalled, lambda told: bool(told.recollection.permissions))
    (noted,) = told.recollection.permissions
    assert (noted.contact, noted.channel, noted.allowed) == (
        "Anna Wąs-Świątkowska",
        Channel.PHONE,
        False,
    )


def test_what_was_declined_at_one_desk_rests_at_the_other(desks: tuple[Desk, Desk]) -> None:
    anna, ewa = desks
    call = anna.talks()
    anna.expect(news.PanelFilled, suggests)
    anna.site.desk.post(acts.OfferAnswered(call, "again", "G-1", OfferOutcome.DECLINED, "C1"))
    anna.expect(news.Advised, lambda told: told.advice.resting == {"G-1"})
    anna.expect(news.Kept)
    anna.site.little_pbx().hang_up(call)
    anna.expect(news.PopClosed)

    ewa.rings()

    ewa.expect(news.Advised, lambda told: told.advice.resting == {"G-1"})


def test_a_gesture_is_given_by_one_of_two_desks(company: Company) -> None:
    company.grant("anna", "ewa")
    configs = []
    for agent in ("anna", "ewa"):
        config = desk_of(company, agent, f'\n[playbook]\nfile = "{agent}.toml"\n')
        config.with_name(f"{agent}.toml").write_text(PLAYBOOK, encoding="utf-8")
        configs.append(config)
    with at_work(*configs) as (anna, ewa):
        call, second = anna.talks(), ewa.talks()
        anna.site.desk.post(acts.GestureMade(call, "wine", "C1"))
        anna.expect(news.Kept)
        told, took = ewa.expect(
            news.Recalled, lambda told: [each.gesture for each in told.recollection.given] == ["wine"]
        )
        assert took < WITHIN
        assert told.recollection.given[0].agent in {"anna", None}

        ewa.site.desk.post(acts.GestureMade(second, "wine", "C1"))
        refused, _ = ewa.expect(news.NotKept)
        assert "given" in str(refused.reason)


def test_a_desk_that_is_started_anew_knows_the_objection_from_its_own_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SCREENPOP_SECRET_RECORD", raising=False)
    site = Site(tmp_path / "shop")
    site.questions = {"cross_sell": QUESTIONS["cross_sell"]}
    config = site.config
    learn(config)
    with working(config) as anna:
        call = anna.talks()
        anna.expect(news.PanelFilled, suggests)
        anna.site.desk.post(acts.PermissionTold(call, Channel.ALL, allowed=False, customer_id="C1"))
        anna.expect(news.PanelFilled, withholds)
        anna.expect(news.Kept)

    with working(config) as anna:
        anna.rings()

        anna.expect(news.PanelFilled, withholds)
        assert not any(suggests(told) for told in anna.told if isinstance(told, news.PanelFilled))
        advised = [told.advice.saying for told in anna.told if isinstance(told, news.Advised)]
        assert not any(saying and saying.offer for saying in advised)


@contextmanager
def working(config: Path) -> Iterator[Desk]:
    """A desk alone, until the block ends."""
    desk = Desk(config)
    try:
        assert desk.site.start()
        desk.expect(news.LineUp)
        yield desk
    finally:
        desk.site.stop()
