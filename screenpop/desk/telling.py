"""What the windows are told of a call, and with it what all that they have been told means together."""

from collections.abc import Callable
from datetime import datetime

from screenpop.answers.advice import Advice
from screenpop.answers.cross_sell import Suggestions
from screenpop.desk.call_at_hand import CallAtHand
from screenpop.desk.suggesting import Suggesting
from screenpop.events import news
from screenpop.rules.advice import advise
from screenpop.rules.known import Circumstances
from screenpop.rules.playbook import Playbook
from screenpop.rules.situation import Situation, learn

Tell = Callable[[CallAtHand, news.CallNews], None]


class Telling:
    """Announces news of calls that have a card; a change of what matters most is news, too.

    Everything that is told of a call goes this way, so what is masked here is told nowhere, nor advised on.
    """

    def __init__(
        self,
        announce: Callable[[news.News], None],
        playbook: Playbook,
        suggesting: Suggesting,
        now: Callable[[], datetime],
    ) -> None:
        self._announce = announce
        self._playbook = playbook
        self._suggesting = suggesting
        self._now = now

    def tell(self, call: CallAtHand, told: news.CallNews) -> None:
        """Announce something of a call, if it has a card."""
        if call.shown:
            self._announce(told)
            self._weigh(call, told)
            self._suggesting.told(call)

    def _weigh(self, call: CallAtHand, told: news.CallNews) -> None:
        known = call.situation or Situation(call.caller)
        learnt = learn(known, told)
        if learnt is known and call.situation is not None:
            return
        call.situation = learnt
        if isinstance(told, news.PartyChanged | news.CallerIdentified):
            call.advice = Advice()  # a window lets go of what was advised on somebody else
        advice = self._advice(call, learnt)
        if advice != call.advice:
            call.advice = advice
            self._announce(news.Advised(call.call_id, self._now(), advice))

    def _advice(self, call: CallAtHand, situation: Situation) -> Advice:
        circumstances = Circumstances(
            resting=self._suggesting.resting(call, situation, situation.answer(Suggestions)),
            objected=call.on_offer.objection,
            spent=call.recalling.spent if call.recalling else None,
        )
        return advise(situation, self._now().astimezone(), self._playbook, circumstances)
