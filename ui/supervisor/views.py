"""All views of the supervisors' window, in their order, and what they ask."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from screenpop.events.acts import DialWanted
from screenpop.events.news import Dialled
from screenpop.ports.board_seen import LiveBoard
from screenpop.ports.call_log import CallLog
from screenpop.ports.call_stories import CallStories
from screenpop.ports.customer_names import CustomerNames
from screenpop.ports.exports import Exports
from screenpop.ports.figures import AcceptanceFigures, CallFigures
from screenpop.ports.learnt import Learnt
from screenpop.ports.log_choices import ChoicesOfLog
from screenpop.ports.looks import Looks
from screenpop.ports.record import Record
from screenpop.sentences import Sentence
from ui.background import Background
from ui.components.look import Look
from ui.desktop.dialling import By, WindowDialling
from ui.supervisor.audit import AuditView
from ui.supervisor.board.view import BoardView
from ui.supervisor.charts.view import ChartsView
from ui.supervisor.exporting import Exporting
from ui.supervisor.log_view import LogView
from ui.supervisor.missed import MissedView
from ui.supervisor.offers.view import OffersView
from ui.supervisor.own_looks import OwnLooks
from ui.supervisor.story import Story
from ui.supervisor.view import View


@dataclass(frozen=True, slots=True)
class Asked:
    """What the views ask.

    Attributes:
        log: All calls.
        stories: All that happened on a call.
        choices: What there is to filter by.
        figures: What the charts show.
        acceptance: How suggestions fare.
        learnt: What `screenpop learn` found out; None where this login may not read what is expected of customers.
        names: What customers are called whom sales knows by a number.
        board: What every desk does now; None where this login may not see it.
        looks: Who looked at whom.
        exports: Writes files.
        record: Where the reader's own looks are kept.
        agent: Who reads.
        read_number: Reads a number as this site writes them; as typed where it is none.
        dial_by: How a number is called.
        dial: Has the desk phone call a number; blocks, and gives why it does not.
        own_looks_only: The record tells this login of nobody else's looks.
    """

    log: CallLog
    stories: CallStories
    choices: ChoicesOfLog
    figures: CallFigures
    acceptance: AcceptanceFigures
    learnt: Learnt | None
    names: CustomerNames
    board: LiveBoard | None
    looks: Looks
    exports: Exports
    record: Record
    agent: str
    read_number: Callable[[str], str]
    dial_by: By
    dial: Callable[[str], Sentence | None]
    own_looks_only: bool = False


def views_of(look: Look, background: Background, asked: Asked) -> Sequence[View]:
    """Every view, built; the first one is shown first."""
    own_looks = OwnLooks(asked.record, asked.agent)
    log = LogView(
        look,
        background,
        asked.log,
        asked.choices,
        read_number=asked.read_number,
        exporting=Exporting(look, background, asked.exports, own_looks),
        story=Story(look, background, asked.stories, own_looks),
    )
    return (
        log,
        MissedView(
            look,
            background,
            asked.log,
            _dialling(background, asked),
            Story(look, background, asked.stories, own_looks),
        ),
        ChartsView(look, background, asked.figures),
        *(
            [OffersView(look, background, asked.acceptance, asked.learnt, asked.names)]
            if asked.learnt
            else []
        ),
        *([BoardView(look, background, asked.board)] if asked.board else []),
        AuditView(look, background, asked.looks, asked.choices, own_only=asked.own_looks_only),
    )


def _dialling(background: Background, asked: Asked) -> WindowDialling:
    """Numbers are called as on the desk's own windows; the desk phone by the program that runs for the desk."""

    def post(wanted: DialWanted) -> None:
        def tell(refusal: Sentence | None) -> None:
            dialling.hear(Dialled(wanted.number, datetime.now(UTC), refusal))

        background.ask(partial(asked.dial, wanted.number), tell, lambda error: tell(error.sentence))

    dialling = WindowDialling(asked.dial_by, post, background)
    return dialling
