"""One call as the card tells it: all its news put together, apart from any window."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from screenpop.answers.advice import Advice, Saying
from screenpop.answers.any import Answer
from screenpop.called import Called
from screenpop.customers import Identity
from screenpop.events import news
from screenpop.events.acts import CustomerCorrected, RevealWanted, Saved
from screenpop.events.calls import NO_FACTS, Direction, Ending, Facts
from screenpop.memory import Recollection
from screenpop.sentences import Sentence
from screenpop.trust import Trust
from screenpop.verification import Checking
from ui.card.giving import Giving
from ui.card.objecting import Objections
from ui.card.staying import staying
from ui.finding.prospect_draft import ProspectDraft
from ui.panels.outcomes import Outcomes
from ui.remembering.asking import Asking
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
class Masked:
    """The department has answered, and the agent may not see it yet."""

    why: Sentence
    may_reveal: bool


@dataclass(frozen=True, slots=True)
class NotAsked:
    """Nobody asks this department about this call."""


PanelState = Waiting | Filled | Failed | Masked | NotAsked


@dataclass(slots=True)
class Call:
    """A call on a card, or in the queue for one.

    Attributes:
        panels: Department → what its panel shows; one that is not there waits until the caller is known.
        put_away: The agent does not want to see it any more.
        kept: It was answered elsewhere, perhaps at the agent's own desk phone, and stays for that.
        prospect: What the agent writes of somebody new.
        recollection: What our own record knows of the customer; None while nobody has told.
        asking: What the customer is asked for, and the answer.
        outcomes: How the offers of this call fared.
        giving: The gestures that are given on it.
        objections: What the agent told of being approached.
        dialling: What became of calling the number back.
        refused: Why it was not put down to somebody else.
        called: What the site says of the number that was called.
        practice: Nothing of it is kept.
        advice: What matters most; None while nobody has told.
        stays: What the agent answered of what was worth saying, for as long as it stays in sight.
        checking: How far the verification has come; None where nothing is verified.
        brought: The agent asked for the card, whatever the settings say of such calls.
        pinned: The card stays until the agent puts it away, and where it stands.
        folded: It has the small card for now: another full one is worked in.
        silent: It began while the agent wanted no cards.
        without_call: The agent looks at the customer; nobody calls.
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
    recollection: Recollection | None = None
    asking: Asking = field(default_factory=Asking)
    outcomes: Outcomes = field(default_factory=Outcomes)
    giving: Giving = field(default_factory=Giving)
    objections: Objections = field(default_factory=Objections)
    put_away: bool = False
    kept: bool = False
    dialling: Sentence | None = None
    refused: Sentence | None = None
    called: Called | None = None
    practice: bool = False
    advice: Advice | None = None
    stays: Saying | None = None
    checking: Checking | None = None
    brought: bool = False
    pinned: bool = False
    folded: bool = False
    silent: bool = False
    without_call: bool = False

    @property
    def waiting(self) -> bool:
        """Who it is, or what a department says of them, is not known yet."""
        return self.identity is None or any(isinstance(each, Waiting) for each in self.panels.values())

    @property
    def live(self) -> bool:
        """It rings or is talked on."""
        return self.ending is None and not self.without_call

    @property
    def saying(self) -> Saying | None:
        """What is worth saying; what was answered stays until the agent moves on."""
        return self.stays or (self.advice.saying if self.advice else None)

    @property
    def worked_on(self) -> bool:
        """There is something to work on in a full card: somebody spoke with the caller, or the agent looks it up."""
        return self.answered_at is not None or self.kept or self.without_call


def opened(told: news.PopOpened) -> Call:
    """A call that has just begun to ring."""
    return Call(
        *(told.call_id, told.at, told.caller, told.did, told.facts, told.transferred_by, told.direction),
        called=told.called,
        practice=told.practice,
        draft=Draft(practice=told.practice),
    )


def looked_at(call_id: str, number: str | None, at: datetime) -> Call:
    """A customer's card that is opened without a call; `number` is by whom they may be called."""
    caller = news.Caller(number, number, None, withheld=False, internal=False, trust=Trust.UNCONFIRMED)
    return Call(call_id, at, caller, None, NO_FACTS, None, Direction.OUT, without_call=True)


def learn(call: Call, told: news.CallNews) -> None:  # one case a kind of news
    """Let the call know one more thing."""
    match told:
        case news.CallerIdentified():
            _know(call, told.identity)
            call.panels = dict.fromkeys(told.asked, Waiting())
        case news.PanelAsked() | news.PanelFilled() | news.PanelFailed() | news.PanelMasked():
            _hear_panel(call, told)
        case news.Advised():
            call.stays = staying(call.saying, call.advice, told.advice, call.outcomes, call.giving)
            call.advice = told.advice
        case news.VerificationTold():
            call.checking = told.checking
        case news.CallAnswered():
            call.answered_at = told.at
        case news.CallUpdated():
            call.did = told.did or call.did
            call.facts = call.facts.completed_by(told.facts)
            call.called = told.called or call.called
            if told.name:
                call.caller = replace(call.caller, name=told.name)
        case news.PartyChanged():
            call.caller, call.did, call.facts = told.caller, told.did, told.facts
            call.transferred_by, call.called = told.transferred_by, told.called
            _know(call, None)
            call.panels = {}
            if call.prospect.sent is None:
                call.prospect = ProspectDraft()
        case news.Recalled():
            _recall(call, told.recollection)
        case news.PopClosed():
            call.ended_at, call.ending = told.at, told.ending
        case news.ProspectKept() | news.ProspectNotKept() | news.Kept() | news.NotKept():
            _settle(call, told)
        case news.PopOpened():
            pass  # it is the call itself


def _hear_panel(
    call: Call, told: news.PanelAsked | news.PanelFilled | news.PanelFailed | news.PanelMasked
) -> None:
    """What was answered stays in sight until something is asked anew, or may not be seen any more."""
    call.panels[told.department] = _state(told)
    if isinstance(told, news.PanelAsked | news.PanelMasked):
        call.stays = None


def _recall(call: Call, recollection: Recollection) -> None:
    call.recollection = recollection
    call.asking.recall(recollection)
    if recollection == Recollection():
        call.stays = None  # what it was read from may be masked now


def _state(told: news.PanelAsked | news.PanelFilled | news.PanelFailed | news.PanelMasked) -> PanelState:
    match told:
        case news.PanelAsked():
            return Waiting()
        case news.PanelFilled():
            return Filled(told.answer, told.told_at)
        case news.PanelFailed():
            return Failed(told.reason, told.since)
        case news.PanelMasked():
            return Masked(told.why, told.may_reveal)


def _know(call: Call, identity: Identity | None) -> None:
    """Who it is; what was known and written of another customer is not of this one."""
    before = call.identity.customer if call.identity else None
    call.identity, call.advice, call.stays = identity, None, None
    if identity is None or identity.customer != before:
        call.recollection, call.asking, call.outcomes = None, Asking(), Outcomes()
        call.giving, call.objections = Giving(), Objections()
    if before is not None and (identity is None or identity.customer != before):
        call.checking = None


def _settle(call: Call, told: news.ProspectKept | news.ProspectNotKept | news.Kept | news.NotKept) -> None:
    match told:
        case news.ProspectKept():
            call.prospect.kept()
        case news.ProspectNotKept():
            call.prospect.not_kept(told.reason)
        case news.Kept():
            _conclude(call, told.act, None)
        case news.NotKept():
            _conclude(call, told.act, told.reason)
            _stay_masked(call, told)


def _conclude(call: Call, act: Saved, trouble: Sentence | None) -> None:
    """Each part takes the record's word on what it sent itself."""
    call.draft.settle(act, trouble)
    call.asking.settle(act, trouble)
    call.outcomes.settle(act, trouble)
    call.giving.settle(act, trouble)
    call.objections.settle(act, trouble)
    if isinstance(act, CustomerCorrected):
        call.refused = trouble


def _stay_masked(call: Call, told: news.NotKept) -> None:
    """What was to be revealed and is not on record stays as it is, and says why."""
    if isinstance(told.act, RevealWanted) and isinstance(call.panels.get(told.act.department), Masked):
        call.panels[told.act.department] = Masked(told.reason, may_reveal=True)


def goes_by_itself(call: Call) -> bool:
    """Nobody here spoke with the caller, and nothing is written: the card need not be put away by hand."""
    written = call.draft.unsaved or call.prospect.unsaved or call.prospect.open or call.asking.unsaved
    return not (call.live or call.worked_on or call.pinned or written)
