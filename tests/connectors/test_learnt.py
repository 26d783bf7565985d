import sqlite3
from contextlib import closing
from datetime import date

import pytest

from connectors.learnt import LearntFile
from screenpop.answers.cross_sell import Offer, OfferList
from screenpop.answers.value import Trend
from screenpop.errors import RecordUnavailable, SourceUnavailable
from screenpop.ports.learnt import Findings, Pair, Rhythm, Score, Worth
from screenpop.sentences import say, say_many

REASON = say(
    "{every}, usually {quantity}", every=say_many("every week", "every {count} weeks", 5), quantity=2.5
)
AGAIN = Offer(OfferList.AGAIN, "x", "Joint tape {90 m}", 0.75, REASON)
FITS = Offer(OfferList.FITS, "y", "ตะปู", 0.5, say("because"), "basket_cosine", "nails")
AS_OF = date(2026, 3, 2)


def findings(offers=(), worth=(), pairs=(), rhythms=(), report="{}"):
    return Findings(AS_OF, report, offers, worth, pairs, rhythms)


@pytest.fixture
def learnt(tmp_path):
    return LearntFile(tmp_path / "learnt.db")


def test_offers_come_back_as_they_were_learnt_in_their_order(learnt):
    behind = Offer(OfferList.AGAIN, "a", "Another", 0.1, say("because"))
    learnt.replace(findings([("700001", (AGAIN, behind, FITS)), ("700002", (FITS,))]))

    assert learnt.offers("700001") == (AGAIN, behind, FITS)
    assert dict(learnt.everybody()) == {"700001": (AGAIN, behind, FITS), "700002": (FITS,)}
    assert learnt.as_of() == AS_OF


def test_a_value_comes_back_as_it_was_learnt(learnt):
    falling = Worth("at_risk", date(2019, 4, 1), Trend.FALLING, leaving=True, important=True, why=REASON)
    unclear = Worth("new", date(2026, 2, 1), None, leaving=False, important=False, why=say("bought once"))
    known = Score("700001", "at_risk", 2, 5, 4, alive=0.25, purchases=3.5, value=1200.5, currency="PLN")
    unknown = Score("700002", "new", 5, 1, 0, alive=None, purchases=None, value=None, currency=None)
    learnt.replace(findings(worth=[(unclear, unknown), (falling, known)]))

    assert learnt.worth("700001") == falling
    assert learnt.worth("700002") == unclear
    assert learnt.worth("700003") is None
    assert list(learnt.scores()) == [known, unknown]


def test_pairs_and_rhythms_are_kept(learnt):
    pair = Pair("x", "y", 0.41, 17, 0.6)
    rhythm = Rhythm("700001", "x", 3, 35.0, date(2026, 2, 1), 2.5)
    learnt.replace(findings(pairs=[pair], rhythms=[rhythm], report='{"lines": 3}'))

    with closing(sqlite3.connect(learnt.path)) as file:
        assert file.execute("select * from pairs").fetchall() == [("x", "y", 0.41, 17, 0.6)]
        assert file.execute("select * from rhythms").fetchall() == [
            ("700001", "x", 3, 35.0, "2026-02-01", 2.5)
        ]
    assert learnt.report() == '{"lines": 3}'


def test_a_file_of_another_version_is_as_good_as_none(learnt):
    learnt.replace(findings([("700001", (AGAIN,))]))
    with closing(sqlite3.connect(learnt.path)) as file:
        file.execute("pragma user_version = 1")

    assert learnt.offers("700001") == ()
    assert learnt.as_of() is None
    assert list(learnt.scores()) == []


def test_a_file_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(RecordUnavailable, match="cannot be kept"):
        LearntFile(tmp_path / "gone" / "learnt.db").replace(findings())


def test_a_reason_can_still_be_translated(learnt):
    learnt.replace(findings([("700001", (AGAIN,))]))
    (offer,) = learnt.offers("700001")

    assert offer.reason.template == "{every}, usually {quantity}"
    assert offer.reason.values["every"].plural == "every {count} weeks"
    assert str(offer.reason) == "every 5 weeks, usually 2.5"


def test_before_anything_was_learnt_there_is_nothing_to_offer(learnt):
    assert learnt.offers("700001") == ()
    assert dict(learnt.everybody()) == {}
    assert learnt.as_of() is None
    assert learnt.report() is None
    assert learnt.worth("700001") is None
    assert list(learnt.scores()) == []


def test_who_is_not_known_is_offered_nothing(learnt):
    learnt.replace(findings([("700001", (AGAIN,))]))

    assert learnt.offers("' or 1 = 1 --") == ()


def test_a_new_file_is_seen_at_the_next_question(learnt):
    learnt.replace(findings([("700001", (AGAIN,))]))
    assert learnt.offers("700001") == (AGAIN,)

    learnt.replace(findings([("700001", (FITS,))]))
    assert learnt.offers("700001") == (FITS,)


def test_learning_that_fails_leaves_the_old_file_and_nothing_else(learnt):
    def failing():
        yield "700001", (FITS,)
        raise SourceUnavailable(say("gone"))

    learnt.replace(findings([("700001", (AGAIN,))]))
    with pytest.raises(SourceUnavailable):
        learnt.replace(findings(failing()))

    assert learnt.offers("700001") == (AGAIN,)
    assert [file.name for file in learnt.path.parent.iterdir()] == ["learnt.db"]


def test_a_damaged_file_is_a_source_that_cannot_answer(learnt):
    learnt.path.write_bytes(b"SQLite format 3\0" + b"\xff" * 4096)

    with pytest.raises(SourceUnavailable, match="screenpop learn"):
        learnt.offers("700001")


def test_only_this_user_may_read_it(learnt):
    learnt.replace(findings([]))

    assert learnt.path.stat().st_mode & 0o077 == 0
