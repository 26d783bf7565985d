"""What was learnt, on a real server: written by its own role, read by desks, all of one run or all of another."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

from screenpop.answers.cross_sell import Offer, OfferList
from screenpop.answers.value import Trend
from screenpop.errors import RecordUnavailable, SourceUnavailable
from screenpop.ports.learnt import Findings, Pair, Rhythm, Score, Worth
from screenpop.sentences import Sentence, say, say_many
from screenpop.storage.learnt_server import LearningOnServer, LearntOnServer
from tests.storage.roles.company import Company

DAY = date(2026, 3, 1)
WHY: Sentence = say("{share} % of those who bought {product} also bought this", share=41, product="Żwir “5”")
BRICKS = Offer(OfferList.FITS, "P-1", "Bricks", 0.75, WHY, "pairs", "Building")
TILES = Offer(OfferList.FITS, "P-2", "Tiles", 0.5, say("closest"), "ranker")
SAND = Offer(OfferList.AGAIN, "P-3", "Sand", 2.0, say_many("{count} time", "{count} times", 3), "rhythm")
WORTH = Worth("champions", date(2020, 1, 2), Trend.RISING, leaving=False, important=True, why=WHY)
SCORE = Score("K-1", "champions", 5, 4, 3, 0.9, 12.5, 1_000.25, "PLN")


def findings(*offers: tuple[str, tuple[Offer, ...]], as_of: date = DAY) -> Findings:
    return Findings(
        as_of,
        json.dumps({"as_of": as_of.isoformat()}),
        offers or (("K-1", (BRICKS, TILES, SAND)), ("K-2", (SAND,))),
        [
            (WORTH, SCORE),
            (
                replace(WORTH, trend=None),
                replace(SCORE, customer="K-2", value=None, alive=None, currency=None),
            ),
        ],
        [Pair("P-1", "P-2", 0.41, 7, 0.6)],
        [Rhythm("K-1", "P-3", 3, 35.0, date(2026, 2, 1), 12.0), Rhythm("K-2", "P-3", 1, None, DAY, 1.0)],
    )


def learn(company: Company, found: Findings, who: str = "lena") -> None:
    with closing(company.database(who)) as database:
        LearningOnServer(database).replace(found)


@pytest.fixture
def as_anna(company: Company) -> Iterator[LearntOnServer]:
    with closing(company.database("anna")) as database:
        yield LearntOnServer(database)


@pytest.fixture
def as_sven(company: Company) -> Iterator[LearntOnServer]:
    with closing(company.database("sven")) as database:
        yield LearntOnServer(database)


def how_many(company: Company) -> list[int]:
    tables = ("runs", "products", "offers", "worth", "scores", "pairs", "rhythms")
    return [company.alter(f"select count(*) from screenpop.learnt_{table}")[0][0] for table in tables]


def test_there_is_nothing_before_anything_was_learnt(
    as_anna: LearntOnServer, as_sven: LearntOnServer
) -> None:
    assert (as_anna.offers("K-1"), as_anna.worth("K-1"), as_anna.as_of()) == ((), None, None)
    assert (list(as_anna.everybody()), list(as_sven.scores()), as_sven.report()) == ([], [], None)


def test_desks_read_what_was_learnt_as_it_was_found(company: Company, as_anna: LearntOnServer) -> None:
    learn(company, findings())

    assert as_anna.offers("K-1") == (SAND, BRICKS, TILES)
    assert list(as_anna.everybody()) == [("K-1", (SAND, BRICKS, TILES)), ("K-2", (SAND,))]
    assert (as_anna.worth("K-1"), as_anna.as_of()) == (WORTH, DAY)
    assert as_anna.worth("K-2") == replace(WORTH, trend=None)
    assert as_anna.offers("K-9") == ()
    assert as_anna.names(["P-1", "P-3", "P-9"]) == {"P-1": "Bricks", "P-3": "Sand"}


def test_scores_and_the_report_are_for_supervisors(
    company: Company, as_anna: LearntOnServer, as_sven: LearntOnServer
) -> None:
    learn(company, findings())

    assert next(as_sven.scores()) == SCORE
    assert [score.customer for score in as_sven.scores()] == ["K-1", "K-2"]
    assert as_sven.report() == '{"as_of": "2026-03-01"}'
    assert as_sven.offers("K-2") == (SAND,)
    for ask in (lambda: list(as_anna.scores()), as_anna.report):
        with pytest.raises(SourceUnavailable, match="may not do that"):
            ask()


def test_who_is_no_learner_writes_nothing(company: Company, as_anna: LearntOnServer) -> None:
    learn(company, findings())

    for who in ("anna", "sven", "paul", "rita"):
        with pytest.raises(RecordUnavailable, match="may not do that"):
            learn(company, findings(as_of=date(2030, 1, 1)), who)
    assert as_anna.as_of() == DAY


def test_readers_see_all_of_the_old_until_all_of_the_new_is_there(
    company: Company, as_anna: LearntOnServer
) -> None:
    learn(company, findings())
    seen: list[object] = []

    def slowly() -> Iterator[Rhythm]:
        seen.append((as_anna.as_of(), as_anna.offers("K-1"), as_anna.worth("K-1")))
        yield Rhythm("K-9", "P-3", 1, None, DAY, 1.0)

    newer = findings(("K-1", (TILES,)), as_of=date(2026, 3, 2))
    learn(company, replace(newer, rhythms=slowly()))

    assert seen == [(DAY, (SAND, BRICKS, TILES), WORTH)]
    assert (as_anna.as_of(), as_anna.offers("K-1"), as_anna.offers("K-2")) == (date(2026, 3, 2), (TILES,), ())
    assert how_many(company) == [1, 1, 1, 2, 2, 1, 1]  # nothing is left of the old


def test_a_run_that_broke_off_leaves_the_old_and_the_next_clears_what_it_left(
    company: Company, as_anna: LearntOnServer
) -> None:
    def breaks_down() -> Iterator[Pair]:
        yield Pair("P-1", "P-3", 0.1, 1, 0.1)
        raise OSError(5, "the disk is gone")

    learn(company, findings())
    with pytest.raises(OSError, match="the disk is gone"):
        learn(company, replace(findings(("K-1", (TILES,))), pairs=breaks_down()))

    assert as_anna.offers("K-1") == (SAND, BRICKS, TILES)
    assert how_many(company)[0] == 2

    learn(company, findings())
    assert how_many(company) == [1, 3, 4, 2, 2, 1, 2]


def test_two_do_not_learn_at_once(company: Company) -> None:
    def meanwhile() -> Iterator[Pair]:
        with pytest.raises(RecordUnavailable, match="Another program is learning"):
            learn(company, findings())
        yield Pair("P-1", "P-3", 0.1, 1, 0.1)

    learn(company, replace(findings(), pairs=meanwhile()))

    assert how_many(company)[:2] == [1, 3]


def test_more_than_a_batch_is_written_whole(company: Company, as_anna: LearntOnServer) -> None:
    many = 20_001
    learn(company, replace(findings(), offers=((f"K-{n}", (SAND,)) for n in range(many))))
    learn(company, replace(findings(), offers=((f"K-{n}", (TILES,)) for n in range(many))))

    assert (how_many(company)[2], as_anna.offers("K-20000")) == (many, (TILES,))


def test_what_no_database_keeps_is_kept_as_near_as_may_be(company: Company, as_anna: LearntOnServer) -> None:
    odd = replace(BRICKS, product="P\0", name="a\0b\ud800 {x} %s", reason=say("why {value}", value="\0{'"))
    learn(company, findings(("K\0'1", (odd,))))

    (offer,) = as_anna.offers("K\0'1")

    mark = "\N{REPLACEMENT CHARACTER}"
    assert (offer.product, offer.name) == (f"P{mark}", f"a{mark}b{mark} {{x}} %s")


def test_what_was_learnt_of_a_customer_is_exported_and_erased_with_them(
    company: Company, as_anna: LearntOnServer
) -> None:
    learn(company, findings())

    [(exported,)] = company.ask_and_commit("rita", "select screenpop.export_person('K-1', null)")
    company.ask_and_commit("rita", "select screenpop.erase_person('K-1', null, 'article 17')")

    assert [len(exported[f"learnt_{table}"]) for table in ("offers", "worth", "scores", "rhythms")] == [
        3,
        1,
        1,
        1,
    ]
    assert exported["learnt_scores"][0]["alive"] == 0.9
    assert (as_anna.offers("K-1"), as_anna.worth("K-1"), as_anna.offers("K-2")) == ((), None, (SAND,))
    assert how_many(company)[2:] == [1, 1, 1, 1, 1]


def test_one_customers_offers_are_found_by_an_index(company: Company) -> None:
    learn(company, replace(findings(), offers=((f"K-{n}", (SAND, TILES)) for n in range(5_000))))
    company.alter("analyze screenpop.learnt_offers")

    plan = company.ask(
        "anna",
        "explain select * from screenpop.learnt_offers where customer = 'K-77' and run ="
        " (select run from screenpop.learnt_runs where finished_at is not null order by run desc limit 1)",
    )

    assert any("pk" in line and "learnt_offers" in line for (line,) in plan), plan


def test_a_server_that_goes_away_while_it_is_written_is_told_in_our_words(
    company: Company, as_anna: LearntOnServer
) -> None:
    def cut_off() -> Iterator[tuple[str, tuple[Offer, ...]]]:
        for number in range(25_000):
            if number == 20_000:
                company.alter(
                    "select pg_terminate_backend(pid) from pg_stat_activity"
                    f" where usename = '{company.login('lena')}'"
                )
            yield f"K-{number}", (SAND,)

    learn(company, findings())

    with pytest.raises(RecordUnavailable):
        learn(company, replace(findings(), offers=cut_off()))
    assert as_anna.offers("K-1") == (SAND, BRICKS, TILES)
