"""A source of a web service, against real servers on loopback."""

import logging
import subprocess
import sys
import threading
import traceback
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from time import monotonic

import pytest

from connectors.sources.rest.kind import REST
from screenpop.errors import KeyringLocked, SourceDenied, SourceError, SourceUnavailable, UnreadableAnswer
from screenpop.ports.source import FarAway, Source, TellsColumns
from screenpop.sentences import say
from tests.connectors.web.server import Answer
from tests.telephony.wire.certificates import Authority, server_context

SOON = timedelta(seconds=5)
DEALS = """
GET /contacts/{ref}/deals?limit=2
rows $.deals[*]
number = $.no
amount = $.sum
"""
ME = {"customer_id": "C1", "ref": "4711", "agent": "anna"}
ONE = {"deals": [{"no": "D1", "sum": 12.30}]}


def one(_asked):
    return Answer(ONE)


def pages_of(rows, size=2):
    """A server that pages by offset."""

    def respond(asked):
        start = int(asked.query.get("offset", 0))
        return Answer({"deals": [{"no": row} for row in rows[start : start + size]]})

    return respond


def test_rows_come_by_column_name(serve, source):
    server = serve(one)

    assert source(server, base="/v2/").rows(DEALS, ME, within=SOON) == [
        {"number": "D1", "amount": Decimal("12.30")}
    ]
    assert server.asked[0].target == "/v2/contacts/4711/deals?limit=2"
    assert server.asked[0].headers["accept"] == "application/json"


def test_it_is_a_source_that_tells_columns_and_is_far_away(source):
    made = source(one)

    assert isinstance(made, TellsColumns)
    assert isinstance(made, FarAway)
    assert made.is_far
    asked: Source = made
    assert asked.name == "crm"


def test_columns_are_told_without_asking_anybody(serve, source):
    server = serve(one)

    assert source(server).columns(DEALS, {}, within=SOON) == ("number", "amount")
    assert server.asked == []


def test_a_hostile_customer_number_stays_one_segment(serve, source):
    server = serve(one)

    source(server).rows(DEALS, ME | {"ref": "../admin?x=1#y"}, within=SOON)

    assert server.asked[0].target == "/contacts/..%2Fadmin%3Fx%3D1%23y/deals?limit=2"


def test_a_customer_number_of_dots_asks_nobody(serve, source):
    server = serve(one)

    with pytest.raises(UnreadableAnswer, match="of dots"):
        source(server).rows(DEALS, ME | {"ref": ".."}, within=SOON)

    assert server.asked == []


@pytest.mark.parametrize("nothing", ["", None])
def test_a_customer_without_a_number_there_has_no_rows_and_nobody_is_asked(serve, source, nothing):
    server = serve(one)

    assert source(server).rows(DEALS, ME | {"ref": nothing}, within=SOON) == []
    assert server.asked == []


def test_a_value_that_there_is_not_is_named_with_those_that_there_are(source):
    with pytest.raises(
        UnreadableAnswer, match=r"names \{phone\}, which there is not; there is \{customer_id\}, \{ref\}"
    ):
        source(one).rows("GET /x/{phone}\na = $.a", ME, within=SOON)


def test_only_the_values_that_a_question_names_are_sent(serve, source):
    server = serve(one)

    source(server).rows("GET /deals?by={agent}\na = $.a", ME, within=SOON)

    assert server.asked[0].target == "/deals?by=anna"


def test_pages_are_followed_until_the_last(serve, source):
    server = serve(pages_of("abcde"))
    paging = {"by": "offset", "parameter": "offset", "size": 2}

    rows = source(server, paging=paging).rows(DEALS, ME, within=SOON)

    assert [row["number"] for row in rows] == list("abcde")
    assert [asked.query.get("offset") for asked in server.asked] == [None, "2", "4"]


def test_a_question_may_want_one_page_alone(serve, source):
    server = serve(pages_of("abcde"))
    made = source(server, paging={"by": "offset", "parameter": "offset"})

    assert len(made.rows(DEALS.replace("rows $", "one page\nrows $"), ME, within=SOON)) == 2
    assert len(server.asked) == 1


def test_without_paging_one_page_is_all(serve, source):
    server = serve(pages_of("abcde"))

    assert len(source(server).rows(DEALS, ME, within=SOON)) == 2


def test_a_link_in_the_answer_is_followed_within_the_same_origin(serve, source):
    def respond(asked):
        if "after" in asked.query:
            return Answer({"deals": [{"no": "D2"}], "next": None})
        return Answer({"deals": [{"no": "D1"}], "next": f"{server.url}/contacts/4711/deals?after=x"})

    server = serve(respond)
    rows = source(server, paging={"by": "next", "next": "$.next"}).rows(DEALS, ME, within=SOON)

    assert [row["number"] for row in rows] == ["D1", "D2"]


def test_counting_past_the_last_page_may_be_answered_with_404(serve, source):
    def respond(asked):
        return Answer(ONE) if "page" not in asked.query else Answer({}, status=404)

    rows = source(respond, paging={"by": "page", "parameter": "page"}).rows(DEALS, ME, within=SOON)

    assert len(rows) == 1


def test_more_pages_than_allowed_are_told(source):
    letters = "".join(chr(number) for number in range(0x100, 0x200))
    made = source(pages_of(letters), paging={"by": "offset", "parameter": "offset"}, pages=3)

    with pytest.raises(UnreadableAnswer, match="on more than 3 pages"):
        made.rows(DEALS, ME, within=SOON)


def test_a_server_that_does_not_know_our_paging_is_noticed(serve, source):
    server = serve(one)

    with pytest.raises(UnreadableAnswer, match="the same page again and again"):
        source(server, paging={"by": "page", "parameter": "page"}).rows(DEALS, ME, within=SOON)

    assert len(server.asked) == 2


def test_pages_that_lead_round_in_a_circle_are_noticed(serve, source):
    server = serve(
        lambda asked: Answer({"deals": [{"no": asked.target}], "next": f"/x?page={len(server.asked) % 3}"})
    )
    made = source(server, paging={"by": "next", "next": "$.next"})

    with pytest.raises(UnreadableAnswer, match="the same page again and again"):
        list(made.stream(DEALS, ME))

    assert len(server.asked) == 4


def test_more_rows_than_allowed_are_refused(source):
    made = source(pages_of("abcde", size=5))

    assert len(made.rows(DEALS, ME, within=SOON, at_most=5)) == 5
    with pytest.raises(UnreadableAnswer, match="more than 4 rows"):
        made.rows(DEALS, ME, within=SOON, at_most=4)


def test_the_deadline_is_one_for_all_pages(serve, source):
    def respond(asked):
        server.over.wait(0.15)
        return pages_of("abcdefghijklmnopq")(asked)

    server = serve(respond)
    made = source(server, paging={"by": "offset", "parameter": "offset"})
    began = monotonic()

    with pytest.raises(SourceUnavailable, match="did not answer in time"):
        made.rows(DEALS, ME, within=timedelta(milliseconds=400))

    assert monotonic() - began < 2


def test_a_stream_goes_through_all_pages_without_holding_them(serve, source):
    rows = [f"D{number}" for number in range(500)]
    server = serve(pages_of(rows, size=50))
    made = source(server, paging={"by": "offset", "parameter": "offset", "size": 50}, pages=1)

    stream = made.stream(DEALS, ME)
    first = next(stream)

    assert (first["number"], len(server.asked)) == ("D0", 1)
    assert [row["number"] for row in stream] == rows[1:]
    assert len(server.asked) == 11


def test_a_stream_waits_when_it_is_asked_to(serve, source):
    def respond(asked):
        if len(server.asked) == 2:
            return Answer({}, status=429, headers={"Retry-After": "1"})
        return pages_of("abc")(asked)

    server = serve(respond)
    made = source(server, paging={"by": "offset", "parameter": "offset", "size": 2})
    began = monotonic()

    assert [row["number"] for row in made.stream(DEALS, ME)] == list("abc")
    assert 0.9 < monotonic() - began < 4


def test_a_server_that_asks_to_be_left_alone_is(serve, source):
    server = serve(lambda _: Answer({}, status=429, headers={"Retry-After": "60"}))
    made = source(server)
    for _ in range(3):
        with pytest.raises(SourceUnavailable, match=r"left alone for (60|59) seconds"):
            made.rows(DEALS, ME, within=SOON)

    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, UnreadableAnswer),
        (401, SourceDenied),
        (403, SourceDenied),
        (404, UnreadableAnswer),
        (429, SourceUnavailable),
        (500, SourceUnavailable),
        (503, SourceUnavailable),
    ],
)
def test_a_status_is_told_as_what_it_means(source, status, kind):
    with pytest.raises(kind, match=f"status {status}"):
        source(lambda _: Answer({}, status=status)).rows(DEALS, ME, within=SOON)


def test_a_status_may_mean_that_there_are_no_rows(source):
    made = source(lambda _: Answer({"error": "no such contact"}, status=404))

    assert made.rows("GET /contacts/{ref}\nno rows on 404\na = $.a", ME, within=SOON) == []


def test_no_content_means_that_there_are_no_rows(source):
    made = source(lambda _: Answer(raw=lambda write: write(b"HTTP/1.1 204 No Content\r\n\r\n")))

    assert made.rows(DEALS, ME, within=SOON) == []


def test_a_web_page_is_told_as_one(source):
    made = source(
        lambda _: Answer(body=b"<html>Log in", headers={"Content-Type": "text/html; charset=utf-8"})
    )

    with pytest.raises(UnreadableAnswer, match="a web page instead of data"):
        made.rows(DEALS, ME, within=SOON)


def test_questions_of_several_threads_are_in_flight_together(serve, source):
    together = threading.Barrier(3, timeout=5)

    def respond(_):
        together.wait()
        return Answer(ONE)

    made = source(respond)
    with ThreadPoolExecutor(3) as threads:
        answers = list(threads.map(lambda _: made.rows(DEALS, ME, within=SOON), range(3)))

    assert [len(rows) for rows in answers] == [1, 1, 1]


def test_connections_are_kept_between_calls(serve, source):
    server = serve(one)
    made = source(server)
    for _ in range(5):
        made.rows(DEALS, ME, within=SOON)

    assert server.connections == 1


@pytest.mark.parametrize(
    ("settings", "header", "value"),
    [
        ({"auth": "bearer"}, "authorization", "Bearer s3cret"),
        ({"auth": "basic", "username": "anna"}, "authorization", "Basic YW5uYTpzM2NyZXQ="),
        ({"auth": "header", "header": "X-Api-Key"}, "x-api-key", "s3cret"),
    ],
)
def test_the_secret_is_sent_as_the_settings_say(serve, source, settings, header, value):
    server = serve(one)
    asked_for = []

    made = source(server, secret=lambda: asked_for.append(1) or "s3cret", **settings)
    for _ in range(3):
        made.rows(DEALS, ME, within=SOON)

    assert [asked.headers[header] for asked in server.asked] == [value] * 3
    assert len(asked_for) == 1


def test_a_token_that_was_pasted_with_its_line_end_is_sent_without(serve, source):
    server = serve(one)

    source(server, secret=" s3cret\n", auth="bearer").rows(DEALS, ME, within=SOON)

    assert server.asked[0].headers["authorization"] == "Bearer s3cret"


def test_a_secret_that_nobody_has_stored_is_asked_for(serve, source):
    server = serve(one)

    with pytest.raises(SourceDenied, match=r"screenpop secret set sources\.crm"):
        source(server, auth="bearer").rows(DEALS, ME, within=SOON)

    assert server.asked == []


def test_a_locked_keyring_is_told(source):
    def locked():
        raise KeyringLocked(say("the keyring is locked"))

    with pytest.raises(SourceDenied, match="the keyring is locked"):
        source(one, secret=locked, auth="bearer").rows(DEALS, ME, within=SOON)


@pytest.mark.parametrize("secret", ["can ary", "canary\r\nX-Evil: 1", "canaryż", "\0canary"])
def test_a_secret_that_cannot_be_sent_is_told_and_not_repeated(serve, source, secret):
    server = serve(one)

    with pytest.raises(SourceDenied, match="a character that cannot be sent") as caught:
        source(server, secret=secret, auth="bearer").rows(DEALS, ME, within=SOON)

    assert "canary" not in "".join(traceback.format_exception(caught.value))
    assert server.asked == []


def test_a_secret_that_was_refused_is_asked_for_anew_at_the_next_question(serve, source):
    server = serve(
        lambda asked: Answer(ONE, status=200 if asked.headers["authorization"] == "Bearer new" else 401)
    )
    secrets = iter(["old", "new"])
    made = source(server, secret=lambda: next(secrets), auth="bearer")

    with pytest.raises(SourceDenied, match="does not accept the login"):
        made.rows(DEALS, ME, within=SOON)
    assert len(made.rows(DEALS, ME, within=SOON)) == 1


def test_nothing_is_asked_for_that_no_settings_want(serve, source):
    server = serve(one)

    source(server, secret=lambda: pytest.fail("nobody wanted it")).rows(DEALS, ME, within=SOON)

    assert "authorization" not in server.asked[0].headers


def test_no_secret_is_in_any_error_log_traceback_or_url(serve, source, caplog):
    caplog.set_level(logging.DEBUG)
    answers = iter(
        [
            Answer({}, status=401),
            Answer({}, status=403),
            Answer({}, status=500),
            Answer(raw=lambda write: write(b"\0\0")),
            Answer(raw=lambda write: write(b"\0\0")),
            Answer(status=302, headers={"Location": "https://evil.example/?t=1"}),
            Answer(body=b"canary"),
            Answer(body=b'{"canary": NaN}'),
        ]
    )
    server = serve(lambda _: next(answers))
    made = source(server, secret="canary", auth="bearer")
    told = []
    for _ in range(7):
        try:
            made.rows(DEALS, ME, within=SOON)
        except SourceError as error:
            told += traceback.format_exception(error)

    assert len(server.asked) == 8
    assert "canary" not in "".join(told) + caplog.text
    assert all("canary" not in asked.target for asked in server.asked)


def test_a_source_that_is_closed_says_so(source):
    made = source(one)
    made.rows(DEALS, ME, within=SOON)
    made.close()

    with pytest.raises(SourceUnavailable, match="is closed"):
        made.rows(DEALS, ME, within=SOON)


def test_closing_ends_a_question_that_is_under_way(serve, source):
    reached = threading.Event()

    def respond(_):
        reached.set()
        server.over.wait(5)
        return Answer(ONE)

    server = serve(respond)
    made = source(server)
    with ThreadPoolExecutor(1) as threads:
        coming = threads.submit(made.rows, DEALS, ME, within=SOON)
        assert reached.wait(5)
        made.close()
        with pytest.raises(SourceUnavailable, match="is closed"):
            coming.result(2)


def test_the_sites_own_authority_is_read_from_the_settings_folder(serve, source, tmp_path):
    authority = Authority(tmp_path)
    server = serve(one, tls=server_context(authority.signs("127.0.0.1")))

    assert len(source(server, ca_file="ca.pem").rows(DEALS, ME, within=SOON)) == 1
    with pytest.raises(SourceUnavailable, match="does not know"):
        source(server).rows(DEALS, ME, within=SOON)


def test_the_settings_own_headers_are_sent(serve, source):
    server = serve(one)

    source(server, headers={"X-Tenant": "brand-a", "Accept": "application/vnd.crm+json"}).rows(
        DEALS, ME, within=SOON
    )

    assert server.asked[0].headers["x-tenant"] == "brand-a"
    assert server.asked[0].headers["accept"] == "application/vnd.crm+json"
    assert server.asked[0].times["accept"] == 1


def examined(made):
    (check,) = REST.examine(made)
    return check.passed, str(check.told)


def test_check_tells_that_the_server_answers(serve, source):
    server = serve(lambda _: Answer({}, status=404))

    passed, told = examined(source(server))

    assert passed
    assert told.startswith(f"{server.url} answers in ")


def test_check_tells_of_a_login_that_goes_unencrypted(source):
    passed, told = examined(source(one, secret="x", auth="bearer"))

    assert passed
    assert "unencrypted" in told


def test_check_asks_what_the_settings_name_and_wants_it_to_be_there(serve, source):
    server = serve(lambda asked: Answer({}, status=200 if asked.target == "/v2/me?x=1" else 404))

    assert examined(source(server, base="/v2", probe="/me?x=1"))[0]
    assert examined(source(server, base="/v2", probe="/you")) == (
        False,
        "“crm” has nothing at the question’s address (status 404).",
    )


@pytest.mark.parametrize("status", [401, 403, 500, 503])
def test_check_tells_what_does_not_work(source, status):
    passed, told = examined(source(lambda _: Answer({}, status=status)))

    assert not passed
    assert str(status) in told


def test_neither_http_nor_json_paths_load_before_the_first_question():
    code = (
        "import sys; from pathlib import Path; from connectors.registry import source_kinds\n"
        "from screenpop.ports.kinds import SourceSurroundings\n"
        "rest = next(kind for kind in source_kinds() if kind.name == 'rest')\n"
        "settings = rest.settings(kind='rest', url='https://crm.example')\n"
        "rest.build(settings, SourceSurroundings('crm', lambda: None, Path()))\n"
        "print(sorted({'httpx', 'httpcore', 'jsonpath'} & set(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert told.stdout == "[]\n"
