"""The watch line at the little PBX, where that goes well, and at a scripted one, where it does not."""

import threading
import time
from collections.abc import Callable, Iterator

import pytest

from screenpop.events.calls import CallAnswered, CallEnded, CallOffered, Ending, LineDown, LineUp
from screenpop.ports.kinds import LineSurroundings
from telephony.simulator.pbx import LittlePbx
from telephony.simulator.ring import Ring
from telephony.sip import heartbeat, subscription
from telephony.sip.account import Account
from telephony.sip.message import Header, Message, build_request
from telephony.sip.watch_line import WatchLine
from telephony.wire import backoff
from tests.telephony.reports import Reports
from tests.telephony.sip.pbx import ScriptedPbx

ANNA = Ring("+48225550123", "Anna Wąs")
GRANTED: list[Header] = [("Expires", "600"), ("Contact", "<sip:dialogs@127.0.0.1>")]
EMPTY = '<dialog-info version="{}" state="full"></dialog-info>'
RINGING = (
    '<dialog-info version="{}" state="{}"><dialog id="a" call-id="call-a" direction="recipient"><state>early</state>'
    "<remote><identity>sip:+48225550123@pbx</identity></remote></dialog></dialog-info>"
)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heartbeat, "PATIENCE", 0.7)
    monkeypatch.setattr(subscription, "SIGN_OFF_PATIENCE", 0.05)
    monkeypatch.setattr(backoff, "PAUSES", (0.05, 0.1))


@pytest.fixture
def little_pbx() -> Iterator[LittlePbx]:
    little = LittlePbx()
    little.start()
    yield little
    little.stop()


@pytest.fixture
def watch(reports: Reports, impatient: None) -> Iterator[Callable[[tuple[str, int], str], WatchLine]]:
    """Start a watch line; it is stopped at the end, whatever state it is in."""
    started: list[WatchLine] = []

    def start(at: tuple[str, int], password: str = "pw101") -> WatchLine:
        account = Account(host=at[0], port=at[1], extension="101", username="anna")
        line = WatchLine("line", account, LineSurroundings(reports.put, lambda: password))
        started.append(line)
        line.start()
        return line

    yield start
    for line in started:
        line.stop()


@pytest.fixture
def watching(little_pbx: LittlePbx, reports: Reports, impatient: None) -> Iterator[LittlePbx]:
    """The little PBX, whose extension is being watched."""
    host, port = little_pbx.address
    account = Account(host=host, port=port, extension="101", username="101")
    line = WatchLine("line", account, LineSurroundings(reports.put, lambda: little_pbx.password))
    line.start()
    reports.next(LineUp)
    yield little_pbx
    line.stop()


def comes_back(pbx: LittlePbx) -> None:
    """Wait until somebody has subscribed again."""
    pbx._somebody.clear()
    assert pbx.wait_for_phone(3)


def document(pbx: ScriptedPbx, subscribe: Message, content: str, cseq: int = 1, **headers: str) -> bytes:
    """A NOTIFY in the subscription's dialog; headers are as a test wants them."""
    heads = {
        "Via": f"SIP/2.0/UDP {pbx.server};branch=z9hG4bK{cseq}{len(content)};rport",
        "From": f"{subscribe.read.headers['To']};tag=pbx",
        "To": subscribe.read.headers["From"],
        "Call-ID": subscribe.call_id,
        "CSeq": f"{cseq} NOTIFY",
        "Event": "dialog",
        "Subscription-State": "active;expires=600",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    return build_request("NOTIFY", "sip:101@127.0.0.1", list(heads.items()), content.encode())


def notify(pbx: ScriptedPbx, subscribe: Message, content: str, cseq: int = 1, **headers: str) -> Message:
    """Notify the watcher, and give its answer."""
    pbx.says(document(pbx, subscribe, content, cseq, **headers), subscribe.peer)
    return pbx.hears("NOTIFY")


def subscribed(pbx: ScriptedPbx, reports: Reports, *headers: Header) -> Message:
    """Let the watcher in without asking for a password, and say that there is no news yet."""
    subscribe = pbx.hears("SUBSCRIBE")
    pbx.answers(subscribe, 200, *(headers or GRANTED))
    notify(pbx, subscribe, "", cseq=0)
    reports.next(LineUp)
    return subscribe


def test_it_subscribes_for_the_extension_as_the_user_and_registers_nowhere(
    pbx: ScriptedPbx, watch: Callable[..., WatchLine], reports: Reports
):
    watch(pbx.address)

    subscribe = subscribed(pbx, reports)

    assert subscribe.request_uri == f"sip:101@{pbx.server}"
    assert (subscribe.first("From") or "").startswith(f"<sip:anna@{pbx.server}>")
    assert subscribe.first("Event") == "dialog"
    assert subscribe.first("Accept") == "application/dialog-info+xml"


def test_it_reports_nothing_once_it_is_stopped(
    pbx: ScriptedPbx, watch: Callable[..., WatchLine], reports: Reports
):
    line = watch(pbx.address)
    subscribe = subscribed(pbx, reports)
    notify(pbx, subscribe, RINGING.format(0, "full"))
    reports.next(CallOffered)

    line.stop()

    reports.nothing()


def test_what_the_pbx_grants_is_refreshed_in_time(
    pbx: ScriptedPbx, watch: Callable[..., WatchLine], reports: Reports
):
    watch(pbx.address)
    first = subscribed(pbx, reports, ("Expires", "2"), ("Contact", "<sip:dialogs@127.0.0.1>"))

    again = pbx.hears("SUBSCRIBE", within=2)

    assert (again.call_id, again.to_tag, again.cseq) == (first.call_id, "pbx", first.cseq + 1)
    assert again.request_uri == "sip:dialogs@127.0.0.1"
    pbx.answers(again, 200, *GRANTED)
    reports.nothing()


def test_a_pbx_that_wants_longer_subscriptions_gets_them(
    pbx: ScriptedPbx, watch: Callable[..., WatchLine], reports: Reports
):
    watch(pbx.address)
    pbx.answers(pbx.hears("SUBSCRIBE"), 423, ("Min-Expires", "1800"))

    assert subscribed(pbx, reports).number("Expires") == 1800


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (403, "allow_subscribe"),
        (404, "hint"),
        (489, "BLF"),
        (405, "BLF"),
        (481, "answer 481"),
        (500, "answer 500"),
    ],
)
def test_a_refusal_tells_what_to_switch_on_and_is_tried_again(
    pbx: ScriptedPbx, watch: Callable[..., WatchLine], reports: Reports, code: int, told: str
):
    watch(pbx.address)

    pbx.answers(pbx.hears("SUBSCRIBE"), code, ("Retry-After", "1"))

    reason = str(reports.next(LineDown).reason)
    assert told in reason
    assert reason.endswith("trying again.")
    subscribed(pbx, reports)


def test_a_pbx_that_does_not_answer_is_asked_for_ever_and_told_of_once(
    pbx: ScriptedPbx, watch: Callable[..., WatchLine], reports: Reports
):
    watch(pbx.address)

    assert "does not answer; trying again" in str(reports.next(LineDown).reason)
    first = pbx.hears("SUBSCRIBE")
    while pbx.hears("SUBSCRIBE").call_id == first.call_id:
        pass
    reports.nothing()
    subscribed(pbx, reports)


def test_a_lost_answer_is_asked_for_again(
    pbx: ScriptedPbx, watch: Callable[..., WatchLine], reports: Reports
):
    watch(pbx.address)

    first, copy = pbx.hears("SUBSCRIBE"), pbx.hears("SUBSCRIBE")

    assert (first.branch, first.cseq) == (copy.branch, copy.cseq)


@pytest.mark.parametrize("reason", ["deactivated", "timeout", "giveup"])
def test_a_subscription_that_the_pbx_ends_is_begun_anew(watching: LittlePbx, reports: Reports, reason: str):
    watching._somebody.clear()

    watching.end_subscriptions(reason)

    assert watching.wait_for_phone(3)
    call_id = watching.offer(ANNA)
    assert reports.next(CallOffered).call_id == call_id


def test_a_pbx_that_rejects_the_watcher_is_told_of(watching: LittlePbx, reports: Reports):
    watching.end_subscriptions("rejected")

    assert "allow_subscribe" in str(reports.next(LineDown).reason)


def test_a_line_that_the_pbx_puts_off_until_later_does_not_pass_for_one_that_works(
    pbx: ScriptedPbx, watch: Callable[..., WatchLine], reports: Reports
):
    watch(pbx.address)
    subscribe = subscribed(pbx, reports)

    notify(pbx, subscribe, "", Subscription_State="terminated;reason=probation;retry-after=300")

    down = reports.next(LineDown)
    assert (str(down.reason).endswith("(answer 480); trying again."), down.tries_again) == (True, True)


def test_a_pbx_that_goes_on_forbidding_is_asked_ever_more_rarely(
    pbx: ScriptedPbx, watch: Callable[..., WatchLine], reports: Reports, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(subscription, "LATER", 0.1)
    watch(pbx.address)

    asked: list[float] = []
    for _ in range(4):
        forbidden = pbx.hears("SUBSCRIBE")
        asked.append(time.monotonic())
        pbx.answers(forbidden, 403)

    assert "allow_subscribe" in str(reports.next(LineDown).reason)
    assert asked[3] - asked[2] > 1.5 * (asked[1] - asked[0]) > 0.1


def test_a_pbx_that_forbids_what_it_allowed_is_asked_soon_only_a_few_times(
    pbx: ScriptedPbx, watch: Callable[..., WatchLine], reports: Reports
):
    watch(pbx.address)
    notify(pbx, subscribed(pbx, reports), "", Subscription_State="terminated;reason=deactivated")

    for _ in range(subscription.MOST_FORBIDDEN + 1):
        pbx.answers(pbx.hears("SUBSCRIBE"), 403)

    pbx.hears_nothing()


def test_calls_of_a_line_that_gives_up_are_over(
    pbx: ScriptedPbx, watch: Callable[..., WatchLine], reports: Reports
):
    watch(pbx.address)
    subscribe = subscribed(pbx, reports)
    notify(pbx, subscribe, RINGING.format(0, "full"))
    call_id = reports.next(CallOffered).call_id

    notify(pbx, subscribe, "", cseq=2, Subscription_State="terminated;reason=deactivated")
    for _ in range(subscription.MOST_REFUSALS):
        pbx.challenges(pbx.hears("SUBSCRIBE"))
        pbx.challenges(pbx.hears("SUBSCRIBE"), nonce="n2")

    assert reports.next(LineDown).tries_again
    assert not reports.next(LineDown).tries_again
    ended = reports.next(CallEnded)
    assert (ended.call_id, ended.ending) == (call_id, Ending.UNKNOWN)


def test_a_heartbeat_and_a_refresh_at_once_are_followed_by_one_heartbeat(
    pbx: ScriptedPbx, watch: Callable[..., WatchLine], reports: Reports
):
    line = watch(pbx.address)
    subscribe = subscribed(pbx, reports)
    for _ in range(2):
        line._endpoint.thread.call_soon(line._subscription.refresh)
    for _ in range(2):
        pbx.answers(pbx.hears("SUBSCRIBE"), 200, *GRANTED)
    notify(pbx, subscribe, RINGING.format(0, "full"))
    reports.next(CallOffered)

    timers = [timer for _, _, timer in line._endpoint.thread._timers if timer.do is not None]
    assert sum(timer.do == line._subscription._beat for timer in timers) == 1


def test_a_pbx_that_has_forgotten_the_subscription_gets_a_new_one(
    little_pbx: LittlePbx, reports: Reports, request: pytest.FixtureRequest
):
    little_pbx.grant(2)
    watching = request.getfixturevalue("watching")
    call_id = watching.offer(ANNA)
    reports.next(CallOffered)

    watching.forget_subscriptions()
    watching.hang_up(call_id)
    comes_back(watching)

    ended = reports.next(CallEnded)
    assert (ended.call_id, ended.ending) == (call_id, Ending.UNKNOWN)
    watching.offer(ANNA)
    reports.next(CallOffered)


def test_a_restarted_pbx_is_watched_again(reports: Reports, watch: Callable[..., WatchLine]):
    pbx = LittlePbx()
    pbx.start()
    pbx.grant(2)
    address = pbx.address
    account = Account(host=address[0], port=address[1], extension="101", username="101")
    line = WatchLine("line", account, LineSurroundings(reports.put, lambda: "secret"))
    pbx.password = "secret"
    pbx.stop()
    again = LittlePbx(password="secret", port=address[1])
    line.start()
    try:
        assert "does not answer" in str(reports.next(LineDown).reason)
        again.start()
        reports.next(LineUp)
        again.offer(ANNA)
        reports.next(CallOffered)
    finally:
        line.stop()
        again.stop()


def test_a_notify_may_come_before_the_answer(
    pbx: ScriptedPbx, watch: Callable[..., WatchLine], reports: Reports
):
    watch(pbx.address)
    subscribe = pbx.hears("SUBSCRIBE")

    assert notify(pbx, subscribe, RINGING.format(0, "full")).code == 200

    reports.next(LineUp)
    assert reports.next(CallOffered).call_id == "call-a"


def test_a_copy_of_a_notify_is_answered_and_changes_nothing(
    pbx: ScriptedPbx, watch: Callable[..., WatchLine], reports: Reports
):
    watch(pbx.address)
    subscribe = subscribed(pbx, reports)

    assert notify(pbx, subscribe, RINGING.format(1, "full"), cseq=5).code == 200
    assert notify(pbx, subscribe, EMPTY.format(2), cseq=4).code == 200

    reports.next(CallOffered)
    reports.nothing()


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"Call_ID": "another"}, 481),
        ({"To": "<sip:anna@pbx>;tag=another"}, 481),
        ({"From": "<sip:101@pbx>;tag=another"}, 481),
        ({"Event": "presence"}, 489),
    ],
)
def test_a_notify_that_is_not_ours_is_refused(
    pbx: ScriptedPbx, watch: Callable[..., WatchLine], reports: Reports, headers: dict[str, str], code: int
):
    watch(pbx.address)
    subscribe = subscribed(pbx, reports)

    assert notify(pbx, subscribe, RINGING.format(0, "full"), **headers).code == code
    reports.nothing()


def test_an_unreadable_document_is_told_of_until_a_readable_one_comes(
    pbx: ScriptedPbx, watch: Callable[..., WatchLine], reports: Reports
):
    watch(pbx.address)
    subscribe = subscribed(pbx, reports)

    for cseq in (1, 2):
        entity = '<!DOCTYPE d [<!ENTITY a "b">]><dialog-info version="1">&a;</dialog-info>'
        assert notify(pbx, subscribe, entity, cseq=cseq).code == 200
    notify(pbx, subscribe, RINGING.format(1, "full"), cseq=3)

    assert "cannot be read" in str(reports.next(LineDown).reason)
    reports.next(LineUp)
    reports.next(CallOffered)


def test_after_a_lost_document_all_is_asked_for(
    pbx: ScriptedPbx, watch: Callable[..., WatchLine], reports: Reports
):
    watch(pbx.address)
    subscribe = subscribed(pbx, reports)
    notify(pbx, subscribe, EMPTY.format(0), cseq=1)

    pbx.says(document(pbx, subscribe, RINGING.format(7, "partial"), cseq=2), subscribe.peer)

    assert {pbx.hears().method for _ in range(2)} == {"NOTIFY", "SUBSCRIBE"}
    reports.next(CallOffered)


def test_a_pbx_that_never_tells_all_is_not_asked_in_a_circle(
    pbx: ScriptedPbx, watch: Callable[..., WatchLine], reports: Reports
):
    watch(pbx.address)
    subscribe = subscribed(pbx, reports)
    for cseq in (1, 2):
        pbx.says(document(pbx, subscribe, RINGING.format(cseq, "partial"), cseq), subscribe.peer)

    heard = [pbx.hears() for _ in range(3)]

    assert sorted(message.method for message in heard) == ["NOTIFY", "NOTIFY", "SUBSCRIBE"]
    pbx.answers(next(message for message in heard if message.method == "SUBSCRIBE"), 200, *GRANTED)
    pbx.hears_nothing()


TALKING = (
    '<dialog-info version="{}" state="full"><dialog id="a" call-id="call-a" direction="recipient">'
    '<remote><identity>sip:+48225550123@pbx</identity><target uri="sip:x@pbx"><param pname="+sip.rendering" '
    'pval="{}"/></target></remote><state>confirmed</state></dialog></dialog-info>'
)


def test_a_refresh_or_a_held_call_changes_nothing(
    pbx: ScriptedPbx, watch: Callable[..., WatchLine], reports: Reports
):
    watch(pbx.address)
    subscribe = subscribed(pbx, reports)
    for cseq in (1, 2, 3):
        notify(pbx, subscribe, RINGING.format(cseq, "full"), cseq)
    for cseq, rendering in ((4, "yes"), (5, "no"), (6, "yes"), (7, "yes")):
        notify(pbx, subscribe, TALKING.format(cseq, rendering), cseq)

    reports.next(CallOffered)
    reports.next(CallAnswered)
    reports.nothing()


def test_a_call_that_a_restarted_pbx_knows_no_more_is_over(
    pbx: ScriptedPbx, watch: Callable[..., WatchLine], reports: Reports
):
    watch(pbx.address)
    subscribe = subscribed(pbx, reports)
    notify(pbx, subscribe, TALKING.format(9, "yes"), Subscription_State="terminated;reason=deactivated")
    reports.next(CallOffered)
    reports.next(CallAnswered)

    again = pbx.hears("SUBSCRIBE")
    pbx.answers(again, 200, *GRANTED)
    notify(pbx, again, EMPTY.format(0))

    ended = reports.next(CallEnded)
    assert (ended.call_id, ended.ending) == ("call-a", Ending.ENDED)


def test_what_it_met_is_counted(pbx: ScriptedPbx, watch: Callable[..., WatchLine], reports: Reports):
    line = watch(pbx.address)
    subscribe = subscribed(pbx, reports)
    notify(pbx, subscribe, RINGING.format(5, "full"), cseq=1)
    notify(pbx, subscribe, EMPTY.format(4), cseq=2)
    notify(pbx, subscribe, "<presence/>", cseq=3)
    pbx.says(b"no SIP at all", subscribe.peer)
    stranger = ScriptedPbx("127.0.0.5")
    stranger.says(b"anything", subscribe.peer)
    reports.next(CallOffered)
    reports.next(LineDown)
    notify(pbx, subscribe, RINGING.format(6, "full"), cseq=4)
    stranger.close()

    counts = line.counts()
    assert counts == {
        "strangers": 1, "rubbish": 1, "too_fast": 0, "calls": 1, "too_many": 0, "unreadable": 1, "outdated": 1
    }  # fmt: skip # one a line would hide the numbers


def test_the_pbx_may_ask_whether_it_lives_but_cannot_ring_it(
    pbx: ScriptedPbx, watch: Callable[..., WatchLine], reports: Reports
):
    watch(pbx.address)
    subscribe = subscribed(pbx, reports)

    for method, code in (("OPTIONS", 200), ("INVITE", 488), ("BYE", 405)):
        heads = [
            ("Via", f"SIP/2.0/UDP {pbx.server};branch=z9hG4bK{method};rport"),
            ("From", "<sip:pbx@pbx>;tag=1"),
            ("To", "<sip:101@pbx>"),
            ("Call-ID", method),
            ("CSeq", f"1 {method}"),
        ]
        pbx.says(build_request(method, "sip:101@127.0.0.1", heads), subscribe.peer)
        assert pbx.hears(method).code == code


def test_a_call_is_kept_while_the_pbx_rejects_the_watcher(watching: LittlePbx, reports: Reports):
    call_id = watching.offer(ANNA)
    reports.next(CallOffered)
    watching.answer(call_id)
    reports.next(CallAnswered)

    watching.end_subscriptions("rejected")
    reports.next(LineDown)
    reports.nothing()


def test_stopping_takes_no_time_while_the_pbx_is_away(
    pbx: ScriptedPbx, watch: Callable[..., WatchLine], reports: Reports
):
    line = watch(pbx.address)
    subscribed(pbx, reports)

    began = time.monotonic()
    stopping = threading.Thread(target=line.stop)
    stopping.start()
    sign_off = pbx.hears("SUBSCRIBE")
    stopping.join()

    assert sign_off.number("Expires") == 0
    assert time.monotonic() - began < 2.0
