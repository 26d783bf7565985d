"""What is typed is kept soon after, on the record's thread, and let go of once it is saved and nothing before."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from uuid import UUID

import pytest

from screenpop.errors import NotKept
from screenpop.events import acts, news
from screenpop.ports.drafts import KeptDraft
from screenpop.promises import Intended, PromiseKind
from screenpop.record.entries import CallStarted
from screenpop.sentences import say
from tests.desk.conftest import Bench, answered, ended, offered
from tests.fakes import NOON

LOGGED = UUID(int=7)


@dataclass
class FakeDrafts:
    """Keeps drafts in memory, and how often it was asked to."""

    kept: dict[UUID, KeptDraft] = field(default_factory=dict)
    writes: int = 0
    broken: bool = False

    def keep(self, draft: KeptDraft, /) -> None:
        self.writes += 1
        if self.broken:
            raise NotKept(say("The disk is full."))
        self.kept[draft.call] = draft
        if draft.is_empty:
            del self.kept[draft.call]

    def drop(self, call: UUID, /) -> None:
        self.kept.pop(call, None)

    def all(self) -> Sequence[KeptDraft]:
        return tuple(self.kept.values())


@pytest.fixture
def drafts(bench: Bench) -> FakeDrafts:
    bench.drafts = FakeDrafts()
    bench.__post_init__()
    bench.happens(offered(), answered())
    bench.works()
    return bench.drafts


def key(bench: Bench) -> UUID:
    return next(entry.id for entry in bench.record.entries if isinstance(entry, CallStarted))


def typed(note: str, disposition: str = "") -> acts.NoteTyped:
    return acts.NoteTyped("c1", note, "", disposition)


def wrap_up(note: str, disposition: str = "") -> acts.WrappedUp:
    return acts.WrappedUp("c1", "", disposition, note)


def notes(drafts: FakeDrafts) -> list[str]:
    return [draft.note for draft in drafts.all()]


def test_what_is_typed_is_kept_as_the_call_s(bench: Bench, drafts: FakeDrafts) -> None:
    bench.happens(typed("by Friday", "Solved"))
    bench.works()

    assert drafts.all() == (KeptDraft(key(bench), NOON, "", "Solved", "by Friday"),)


def test_of_what_came_while_the_disk_was_slow_the_newest_is_written_once(
    bench: Bench, drafts: FakeDrafts
) -> None:
    bench.happens(*map(typed, ("b", "by", "by Fri", "by Friday")))
    bench.works()

    assert (notes(drafts), drafts.writes) == (["by Friday"], 1)


def test_it_goes_when_the_wrap_up_is_saved_and_not_before(bench: Bench, drafts: FakeDrafts) -> None:
    bench.happens(typed("by Friday"))
    bench.works()
    bench.happens(wrap_up("by Friday"))
    assert notes(drafts) == ["by Friday"]
    bench.works()

    assert notes(drafts) == []
    assert len(bench.heard(news.Kept)) == 1


def test_what_is_typed_after_save_was_pressed_stays(bench: Bench, drafts: FakeDrafts) -> None:
    bench.happens(typed("by Friday"), wrap_up("by Friday"), typed("by Friday, or Monday"))
    bench.works()
    assert notes(drafts) == ["by Friday, or Monday"]

    bench.happens(wrap_up("by Friday, or Monday"))
    bench.works()
    assert notes(drafts) == []


def test_what_could_not_be_saved_is_kept_as_it_was_to_be(bench: Bench, drafts: FakeDrafts) -> None:
    bench.record.full = True
    bench.happens(typed("by"), wrap_up("by Friday", "Solved"))
    bench.works()

    assert [(draft.note, draft.disposition) for draft in drafts.all()] == [("by Friday", "Solved")]


def test_a_cleared_note_is_nothing_to_offer_again(bench: Bench, drafts: FakeDrafts) -> None:
    bench.happens(typed("by Friday"), typed(""))
    bench.works()
    assert notes(drafts) == []


def test_a_call_of_the_log_has_its_own_draft_and_colleagues_do_not_wait_for_it(
    bench: Bench, drafts: FakeDrafts
) -> None:
    bench.happens(acts.NoteTyped("c1", "of old", logged=LOGGED))
    bench.works()

    assert [(draft.call, draft.note) for draft in drafts.all()] == [(LOGGED, "of old")]
    assert bench.desk._staff.at_hand.get("c1").draft == ""  # type: ignore[union-attr] # it rings


def test_drafts_that_cannot_be_kept_hold_up_nothing(bench: Bench, drafts: FakeDrafts) -> None:
    drafts.broken = True
    bench.happens(typed("by Friday"), ended(), wrap_up("by Friday"))
    bench.works()

    assert len(bench.heard(news.Kept)) == 1
    assert drafts.writes == 1


def test_of_a_practice_call_nothing_is_kept(bench: Bench, drafts: FakeDrafts) -> None:
    bench.happens(offered("+48225550199", call_id="p", practice=True))
    bench.happens(acts.NoteTyped("p", "as if"))
    bench.works()

    assert notes(drafts) == []


def test_the_last_word_is_kept_before_the_desk_ends(bench: Bench, drafts: FakeDrafts) -> None:
    bench.happens(typed("by Friday"))
    bench.desk.stop()
    bench.desk.run()

    assert notes(drafts) == ["by Friday"]


FRIDAY = Intended(NOON + timedelta(days=2), "send the price list", mine=False)


def promised(intended: Intended = FRIDAY) -> acts.PromiseMade:
    return acts.PromiseMade("c1", PromiseKind.CALL_BACK, intended.due, intended.what, intended.mine)


def follow_ups(drafts: FakeDrafts) -> list[Intended | None]:
    return [draft.follow_up for draft in drafts.all()]


def test_a_follow_up_is_kept_while_it_is_written_and_goes_when_it_is_saved(
    bench: Bench, drafts: FakeDrafts
) -> None:
    bench.happens(acts.NoteTyped("c1", "wants prices", follow_up=FRIDAY))
    bench.works()
    assert follow_ups(drafts) == [FRIDAY]

    bench.happens(wrap_up("wants prices"), promised())
    bench.works()

    assert not drafts.kept


def test_a_follow_up_that_is_not_saved_outlives_its_wrap_up(bench: Bench, drafts: FakeDrafts) -> None:
    bench.happens(acts.NoteTyped("c1", "wants prices", follow_up=FRIDAY), wrap_up("wants prices"))
    bench.works()

    assert notes(drafts) == [""]
    assert follow_ups(drafts) == [FRIDAY]


def test_a_follow_up_alone_goes_when_it_is_saved_and_a_newer_one_stays(
    bench: Bench, drafts: FakeDrafts
) -> None:
    newer = replace(FRIDAY, what="send the price list and call")
    bench.happens(acts.NoteTyped("c1", "", follow_up=FRIDAY), promised())
    bench.happens(acts.NoteTyped("c1", "", follow_up=newer))
    bench.works()
    assert follow_ups(drafts) == [newer]

    bench.happens(promised(newer))
    bench.works()

    assert not drafts.kept
