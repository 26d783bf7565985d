"""One call as the card tells it: all its news put together, apart from any window."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from screenpop.answers.any import Answer
from screenpop.customers import Identity
from screenpop.events import news
from screenpop.events.calls import Direction, Ending, Facts
from screenpop.sentences import Sentence
from ui.finding.prospect_draft import ProspectDraft
from ui.wrap_up.draft import Draft


@dataclass(frozen=True, slots=True)
class Waiting:
    """The department is being asked."""


@dataclass(frozen=True, slots=True)
class Filled:
    """The department has answered; None is nothing. `told_at` is when it said so, if that was before."""

    answer: Answer | None
    told_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """The department did not answer, nor anybody since `since`."""

    reason: Sentence
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class NotAsked:
    """Nobody asks this department about this call."""


PanelState = Waiting | Filled | Failed | NotAsked


@dataclass(slots=True)
class Call:
    """A call on a card, or in the queue for one.

    Attributes:
        panels: Department → what its panel shows; one that is not there waits until the caller is known.
        put_away: The agent does not want to see it any more.
        kept: It was answered elsewhere, perhaps at the agent's own desk phone, and stays for that.
        prospect: What the agent writes of somebody new.
        dialling: What became of calling the number back.
    """

    call_id: str
    opened_at: datetime
    caller: news.Caller
    did: str | None
    facts: Facts
    transferred_by: str | None
    direction: Direction = Direction.IN
    identity: Identity | None = None
    panels: dict[str, PanelState] = field(default_factory=dict)
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    ending: Ending | None = None
    draft: Draft = field(default_factory=Draft)
    prospect: ProspectDraft = field(default_factory=ProspectDraft)
    put_away: bool = False
    kept: bool = False
    dialling: Sentence | None = None

    @property
    def live(self) -> bool:
        """It rings or is talked on."""
        return self.ending is None


def opened(told: news.PopOpened) -> Call:
    """A call that has just begun to ring."""
    return Call(told.call_id, told.at, told.caller, told.did, told.facts, told.transferred_by, told.direction)


def learn(call: Call, told: news.CallNews) -> None:  # one case a kind of news
    """Let the call know one more thing."""
    match told:
        case news.CallerIdentified():
            call.identity = told.identity
            call.panels = dict.fromkeys(told.asked, Waiting())
        case news.PanelAsked():
            call.panels[told.department] = Waiting()
        case news.PanelFilled():
            call.panels[told.department] = Filled(told.answer, told.told_at)
        case news.PanelFailed():
            call.panels[told.department] = Failed(told.reason, told.since)
        case news.CallAnswered():
            call.answered_at = told.at
        case news.CallUpdated():
            call.did = told.did or call.did
            call.facts = call.facts.completed_by(told.facts)
            if told.name:
                call.caller = replace(call.caller, name=told.name)
        case news.PartyChanged():
            call.caller, call.did, call.facts = told.caller, told.did, told.facts
            call.transferred_by = told.transferred_by
            call.identity, call.panels = None, {}
            if call.prospect.sent is None:
                call.prospect = ProspectDraft()
        case news.PopClosed():
            call.ended_at, call.ending = told.at, told.ending
        case news.ProspectKept() | news.ProspectNotKept() | news.Kept() | news.NotKept():
            _settle(call, told)
        case news.PopOpened():
            pass  # it is the call itself


def _settle(call: Call, told: news.ProspectKept | news.ProspectNotKept | news.Kept | news.NotKept) -> None:
    match told:
        case news.ProspectKept():
            call.prospect.kept()
        case news.ProspectNotKept():
            call.prospect.not_kept(told.reason)
        case news.Kept():
            call.draft.settle(told.act, None)
        case news.NotKept():
            call.draft.settle(told.act, told.reason)


def goes_by_itself(call: Call) -> bool:
    """Nobody here spoke with the caller, and nothing is written: the card need not be put away by hand."""
    written = call.draft.unsaved or call.prospect.unsaved or call.prospect.open
    return not call.live and call.answered_at is None and not call.kept and not written
