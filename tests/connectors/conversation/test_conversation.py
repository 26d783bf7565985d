import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import monotonic

import pytest

from connectors.conversation.connector import TimeLine
from connectors.conversation.kind import KIND
from connectors.conversation.strands import AskedStrand, Asker, OwnNotes
from screenpop.answers.conversation import Conversation, Said
from screenpop.bootstrap.kinds import all_kinds
from screenpop.customers import Customer
from screenpop.errors import (
    ConfigurationError,
    RecordUnavailable,
    SourceDenied,
    SourceUnavailable,
    UnreadableAnswer,
)
from screenpop.memory import Noted
from screenpop.sentences import say
from screenpop.settings.reading import read_settings
from tests.fakes import FakeMemory, surroundings

CUSTOMER = Customer("C1", "Hurt-Bud", {"conversation": "T9"})
ASKER = Asker("conversation", "anna")
NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def row(minutes=0, **more):
    return {"at": NINE + timedelta(minutes=minutes), "channel": "e-mail", "text": f"at {minutes}", **more}


class Quarter:
    """A source that gives its rows, fails, or hangs until it is let go."""

    def __init__(self, name, rows=(), failure=None):
        self.name = name
        self.given = rows
        self.failure = failure
        self.let_go = threading.Event()
        self.let_go.set()
        self.asked = []

    def rows(self, question, parameters, *, within, at_most=10_000):
        self.asked.append((question, dict(parameters), within))
        self.let_go.wait(5)
        if self.failure:
            raise self.failure
        return self.given

    def stream(self, question, parameters):
        raise NotImplementedError

    def close(self):
        return


def time_line(*sources, deadline=timedelta(seconds=2), channel=""):
    strands = tuple(
        AskedStrand(ASKER, source, f"also.{place}.said", "what?", channel)
        for place, source in enumerate(sources)
    )
    return TimeLine(strands, deadline)


def texts(answer):
    return [said.text for said in answer.said]


def test_rows_of_several_sources_are_one_time_line_newest_first():
    mail, tickets = Quarter("crm", [row(0), row(30)]), Quarter("tickets", [row(40), row(10)])

    answer = time_line(mail, tickets).ask(CUSTOMER)

    assert texts(answer) == ["at 40", "at 30", "at 10", "at 0"]
    assert answer.silent == ()


def test_every_source_is_asked_by_its_own_number_for_the_customer_within_the_one_deadline():
    sources = Quarter("crm"), Quarter("tickets")

    time_line(*sources).ask(CUSTOMER)

    for source in sources:
        ((question, parameters, within),) = source.asked
        assert (question, parameters) == ("what?", {"customer_id": "C1", "ref": "T9", "agent": "anna"})
        assert timedelta(seconds=1.5) < within < timedelta(seconds=2)


def test_a_source_of_another_department_is_never_asked_by_the_number_of_this_one():
    shop = Quarter("shop")

    TimeLine((AskedStrand(ASKER, shop, "said", "what?", ref="sales"),), timedelta(seconds=2)).ask(CUSTOMER)

    ((_, parameters, _),) = shop.asked
    assert parameters["ref"] == "C1"  # T9 may be somebody else's number in the shop


def test_what_is_told_of_one_thing_that_was_said():
    told = row(
        text=" Where is <b>8812</b>? ", who="Anna Wąs", status="open", link="https://crm.example/t/1?a=b"
    )

    assert time_line(Quarter("crm", [told])).ask(CUSTOMER) == Conversation(
        (Said(NINE, "e-mail", "Where is <b>8812</b>?", "Anna Wąs", "open", "https://crm.example/t/1?a=b"),)
    )


@pytest.mark.parametrize(
    "link",
    [
        *("javascript:alert(1)", "file:///etc/passwd", "ftp://crm.example/1", "//crm.example/1"),
        *("crm.example/1", "https://", "https://a b.example/", "https://crm.example@evil.example/"),
        *(
            "https://x.example/\u202e",
            "http://[",
            "HTTPS:\\\\evil.example",
            "https://crm.example/" + "a" * 3000,
        ),
    ],
)
def test_only_pages_may_be_opened(link):
    (said,) = time_line(Quarter("crm", [row(link=link)])).ask(CUSTOMER).said

    assert said.link is None


def test_a_long_text_is_cut():
    (said,) = time_line(Quarter("crm", [row(text="a" * 5000, who="b" * 500)])).ask(CUSTOMER).said

    assert (len(said.text), said.text[-1], len(said.who)) == (1000, "…", 80)


def test_something_said_without_words_was_still_said():
    assert texts(time_line(Quarter("crm", [row(text=None)])).ask(CUSTOMER)) == [""]


def test_the_newest_fifty_are_told():
    answer = time_line(Quarter("crm", [row(n) for n in range(60)]), Quarter("web", [row(99)])).ask(CUSTOMER)

    assert (len(answer.said), answer.said[0].text, answer.said[-1].text) == (50, "at 99", "at 11")


def test_a_source_that_fails_leaves_the_others_rows_and_is_named():
    denied = SourceDenied(say("not you"))

    answer = time_line(Quarter("crm", [row(1)]), Quarter("tickets", failure=denied)).ask(CUSTOMER)

    assert (texts(answer), answer.silent) == (["at 1"], ("tickets",))


def test_a_source_whose_rows_cannot_be_read_is_silent_too():
    answer = time_line(Quarter("crm", [row(1)]), Quarter("tickets", [{"x": 1}])).ask(CUSTOMER)

    assert (texts(answer), answer.silent) == (["at 1"], ("tickets",))


def test_where_all_sources_fail_the_first_ones_reason_is_told():
    sources = (Quarter(name, failure=SourceDenied(say("not {who}", who=name))) for name in ("crm", "web"))

    with pytest.raises(SourceDenied, match="not crm"):
        time_line(*sources).ask(CUSTOMER)


def test_a_source_that_hangs_leaves_the_others_rows_within_the_deadline():
    hanging = Quarter("tickets", [row(5)])
    hanging.let_go.clear()
    began = monotonic()

    answer = time_line(hanging, Quarter("crm", [row(1)]), deadline=timedelta(seconds=1)).ask(CUSTOMER)

    assert monotonic() - began < 4  # the one that hangs would take five
    assert (texts(answer), answer.silent) == (["at 1"], ("tickets",))
    hanging.let_go.set()


def test_two_sources_are_out_at_the_same_time():
    together = threading.Barrier(2, timeout=5)
    sources = Quarter("crm", [row(1)]), Quarter("web", [row(2)])
    for source in sources:
        source.let_go.wait = lambda _: together.wait()

    assert texts(time_line(*sources).ask(CUSTOMER)) == ["at 2", "at 1"]


def test_rows_that_tell_no_channel_have_the_one_of_the_settings():
    told = row(channel=None)

    (said,) = time_line(Quarter("crm", [told]), channel="ticket").ask(CUSTOMER).said
    assert said.channel == "ticket"
    with pytest.raises(UnreadableAnswer, match=r"“also\.0\.said”, row 1: the column “channel” is empty"):
        time_line(Quarter("crm", [told])).ask(CUSTOMER)


SETTINGS = """
region = "PL"

[sources.crm]
kind = "sql"
url = "sqlite:///crm.db"

[departments.conversation]
source = "crm"
said = "select 1"

[[departments.conversation.also]]
source = "{also}"
said = "select 2"
channel = "ticket"
"""


def test_the_settings_name_every_source_and_one_that_is_not_there_is_refused(tmp_path):
    file = tmp_path / "settings.toml"
    file.write_text(SETTINGS.format(also="crm"), encoding="utf-8")

    table = read_settings(file, all_kinds()).departments["conversation"]

    assert tuple(table.named_sources) == ("crm", "crm")
    (elsewhere,) = table.asked_elsewhere
    assert (elsewhere.key, elsewhere.source, elsewhere.text) == ("also.0.said", "crm", "select 2")
    file.write_text(SETTINGS.format(also="tickets"), encoding="utf-8")
    with pytest.raises(
        ConfigurationError, match=r"“departments\.conversation\.also\.0\.said”: there is no source “tickets”"
    ):
        read_settings(file, all_kinds())


def test_each_question_goes_to_its_source(tmp_path):
    crm, tickets = Quarter("crm", [row(1)]), Quarter("tickets", [row(2, channel=None)])
    table = KIND.settings(
        source="crm", said="a", also=[{"source": "tickets", "said": "b", "channel": "ticket"}]
    )
    around = replace(surroundings(crm, tmp_path, name="said"), sources={"crm": crm, "tickets": tickets})

    answer = KIND.build(table, around).ask(CUSTOMER)

    assert (crm.asked[0][0], tickets.asked[0][0]) == ("a", "b")
    assert [said.channel for said in answer.said] == ["ticket", "e-mail"]


def test_a_hanging_source_alone_is_given_up_by_its_own_promise():
    failing = Quarter("crm", failure=SourceUnavailable(say("“crm” did not answer in time.")))

    with pytest.raises(SourceUnavailable, match="did not answer in time"):
        time_line(failing).ask(CUSTOMER)


def test_without_a_source_the_time_line_is_what_agents_noted(tmp_path):
    memory = FakeMemory({"C1": (Noted(NINE, "ewa", "wants a refund", "Complaint", "Call back"),)})
    around = replace(surroundings(Quarter(""), tmp_path, name="conversation"), memory=memory)

    answer = KIND.build(KIND.settings(), around).ask(CUSTOMER)

    assert answer == Conversation((Said(NINE, say("call"), "wants a refund", "ewa", "Call back"),))


def test_what_a_colleague_writes_now_is_said_to_be_so():
    memory = FakeMemory({"C1": (Noted(NINE, "ewa", "wants a ref", typing=True),)})

    (said,) = TimeLine((OwnNotes(memory),), timedelta(seconds=2)).ask(CUSTOMER).said

    assert (said.text, said.status) == ("wants a ref", say("typing"))


def test_a_call_without_a_note_tells_its_reason():
    memory = FakeMemory({"C1": (Noted(NINE, "ewa", "", "Delivery"),)})

    (said,) = TimeLine((OwnNotes(memory),), timedelta(seconds=2)).ask(CUSTOMER).said

    assert (said.text, said.status) == ("Delivery", None)


def test_sources_and_our_own_record_are_one_time_line(tmp_path):
    memory = FakeMemory({"C1": (Noted(NINE + timedelta(minutes=20), "ewa", "called"),)})
    crm = Quarter("crm", [row(10), row(30)])
    around = replace(surroundings(crm, tmp_path, name="conversation"), memory=memory)

    answer = KIND.build(KIND.settings(source="crm", said="?"), around).ask(CUSTOMER)

    assert texts(answer) == ["at 30", "called", "at 10"]


def test_our_own_record_that_cannot_be_asked_leaves_the_sources_rows_and_is_named():
    memory = FakeMemory(failure=RecordUnavailable(say("the server is away")))
    asked = AskedStrand(ASKER, Quarter("crm", [row(1)]), "said", "what?")

    answer = TimeLine((asked, OwnNotes(memory)), timedelta(seconds=2)).ask(CUSTOMER)

    assert (texts(answer), answer.silent) == (["at 1"], (say("the calls' notes"),))
    with pytest.raises(SourceUnavailable, match="the server is away"):
        TimeLine((OwnNotes(memory),), timedelta(seconds=2)).ask(CUSTOMER)


@pytest.mark.parametrize("table", [{"source": "crm"}, {"said": "select 1"}])
def test_a_source_and_its_question_go_together(table):
    with pytest.raises(ValueError, match="go together"):
        KIND.settings(**table)


def test_settings_may_name_no_source_at_all(tmp_path):
    file = tmp_path / "settings.toml"
    file.write_text('region = "PL"\n[departments.conversation]\n', encoding="utf-8")

    table = read_settings(file, all_kinds()).departments["conversation"]

    assert tuple(table.named_sources) == ()
