from datetime import date

import pytest

from connectors.learnt import Learnt, write_learnt
from screenpop.answers.cross_sell import Offer, OfferList
from screenpop.errors import SourceUnavailable
from screenpop.sentences import say, say_many

REASON = say(
    "{every}, usually {quantity}", every=say_many("every week", "every {count} weeks", 5), quantity=2.5
)
AGAIN = Offer(OfferList.AGAIN, "x", "Joint tape {90 m}", 0.75, REASON)
FITS = Offer(OfferList.FITS, "y", "ตะปู", 0.5, say("because"))
AS_OF = date(2026, 3, 2)


@pytest.fixture
def learnt(tmp_path):
    return Learnt(tmp_path / "learnt.db")


def test_offers_come_back_as_they_were_learnt_in_their_order(learnt):
    behind = Offer(OfferList.AGAIN, "a", "Another", 0.1, say("because"))
    write_learnt(learnt.path, AS_OF, "{}", [("700001", (AGAIN, behind, FITS)), ("700002", (FITS,))])

    assert learnt.offers("700001") == (AGAIN, behind, FITS)
    assert dict(learnt.everybody()) == {"700001": (AGAIN, behind, FITS), "700002": (FITS,)}
    assert learnt.as_of() == AS_OF


def test_a_reason_can_still_be_translated(learnt):
    write_learnt(learnt.path, AS_OF, "{}", [("700001", (AGAIN,))])
    (offer,) = learnt.offers("700001")

    assert offer.reason.template == "{every}, usually {quantity}"
    assert offer.reason.values["every"].plural == "every {count} weeks"
    assert str(offer.reason) == "every 5 weeks, usually 2.5"


def test_before_anything_was_learnt_there_is_nothing_to_offer(learnt):
    assert learnt.offers("700001") == ()
    assert dict(learnt.everybody()) == {}
    assert learnt.as_of() is None


def test_who_is_not_known_is_offered_nothing(learnt):
    write_learnt(learnt.path, AS_OF, "{}", [("700001", (AGAIN,))])

    assert learnt.offers("' or 1 = 1 --") == ()


def test_a_new_file_is_seen_at_the_next_question(learnt):
    write_learnt(learnt.path, AS_OF, "{}", [("700001", (AGAIN,))])
    assert learnt.offers("700001") == (AGAIN,)

    write_learnt(learnt.path, AS_OF, "{}", [("700001", (FITS,))])
    assert learnt.offers("700001") == (FITS,)


def test_learning_that_fails_leaves_the_old_file_and_nothing_else(learnt):
    def failing():
        yield "700001", (FITS,)
        raise SourceUnavailable(say("gone"))

    write_learnt(learnt.path, AS_OF, "{}", [("700001", (AGAIN,))])
    with pytest.raises(SourceUnavailable):
        write_learnt(learnt.path, AS_OF, "{}", failing())

    assert learnt.offers("700001") == (AGAIN,)
    assert [file.name for file in learnt.path.parent.iterdir()] == ["learnt.db"]


def test_a_damaged_file_is_a_source_that_cannot_answer(learnt):
    learnt.path.write_bytes(b"SQLite format 3\0" + b"\xff" * 4096)

    with pytest.raises(SourceUnavailable, match="screenpop learn"):
        learnt.offers("700001")


def test_only_this_user_may_read_it(learnt):
    write_learnt(learnt.path, AS_OF, "{}", [])

    assert learnt.path.stat().st_mode & 0o077 == 0
