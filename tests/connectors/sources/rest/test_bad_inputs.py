"""What servers send to lead us astray or to hold us up; the department says so, and nothing else happens."""

import gzip
import socket
from datetime import timedelta
from time import monotonic

import pytest

from screenpop.errors import SourceDenied, SourceError, SourceUnavailable, UnreadableAnswer
from tests.connectors.web.server import Answer

SOON = timedelta(seconds=3)
QUESTION = "GET /deals\nrows $.deals\nno = $.no"
NOWHERE = [
    "http://169.254.169.254/latest/meta-data/iam/security-credentials/",
    "http://[fe80::1]/",
    "http://[::ffff:169.254.169.254]/",
    "http://0xA9FEA9FE/",
    "http://2852039166/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:70/_x",
    "ftp://127.0.0.1/",
    "http://127.0.0.1:5432/",
    "http://localhost:22/",
    "//169.254.169.254/",
    "https://crm.example.evil.example/",
    "data:application/json,{}",
    "dict://127.0.0.1:11211/",
]


class Listener:
    """A port of this computer that no question of ours may reach."""

    def __enter__(self):
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.settimeout(0)
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/"
        return self

    def __exit__(self, *_):
        self._socket.close()

    def was_reached(self):
        try:
            self._socket.accept()[0].close()
        except BlockingIOError:
            return False
        return True


def by_redirect(place):
    return {}, lambda _: Answer(status=302, headers={"Location": place})


def by_paging_link(place):
    return {"by": "link"}, lambda _: Answer(
        {"deals": [{"no": "D1"}]}, headers={"Link": f'<{place}>; rel="next"'}
    )


def by_paging_in_the_data(place):
    return {"by": "next", "next": "$.next"}, lambda _: Answer({"deals": [{"no": "D1"}], "next": place})


def by_redirect_of_a_later_page(place):
    def respond(asked):
        if "page" in asked.query:
            return Answer(status=307, headers={"Location": place})
        return Answer({"deals": [{"no": "D1"}]})

    return {"by": "page", "parameter": "page"}, respond


def by_redirect_of_a_redirect(place):
    return {}, lambda asked: Answer(
        status=302, headers={"Location": place if asked.path == "/again" else "/again"}
    )


WAYS = [
    by_redirect,
    by_paging_link,
    by_paging_in_the_data,
    by_redirect_of_a_later_page,
    by_redirect_of_a_redirect,
]


@pytest.mark.parametrize("place", NOWHERE)
@pytest.mark.parametrize("way", WAYS)
def test_no_server_sends_us_anywhere_else(source, way, place):
    paging, respond = way(place)
    made = source(respond, secret="canary", auth="bearer", paging=paging or None)

    with pytest.raises(UnreadableAnswer, match="sends us elsewhere"):
        made.rows(QUESTION, {}, within=SOON)
    with pytest.raises(UnreadableAnswer, match="sends us elsewhere"):
        list(made.stream(QUESTION, {}))


@pytest.mark.parametrize("way", WAYS)
def test_nobody_is_even_connected_to(source, way):
    with Listener() as other:
        paging, respond = way(other.url)

        with pytest.raises(SourceError):
            source(respond, paging=paging or None).rows(QUESTION, {}, within=SOON)

        assert not other.was_reached()


def test_an_address_in_the_rows_is_text_and_nothing_else(source):
    with Listener() as other:
        made = source(lambda _: Answer({"deals": [{"no": other.url}]}))

        assert made.rows(QUESTION, {}, within=SOON) == [{"no": other.url}]
        assert not other.was_reached()


def drip(server):
    def raw(write):
        write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n")
        while not server().over.wait(1):
            write(b" ")

    return Answer(raw=raw)


def test_a_slow_loris_is_given_up_at_the_deadline(serve, source):
    server = serve(lambda _: drip(lambda: server))
    made = source(server)
    began = monotonic()

    with pytest.raises(SourceUnavailable, match="did not answer in time"):
        made.rows(QUESTION, {}, within=timedelta(seconds=1.5))

    assert 1.4 < monotonic() - began < 6


@pytest.mark.parametrize(
    ("answer", "kind", "told"),
    [
        (
            Answer(raw=lambda write: write(b"HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n{")),
            UnreadableAnswer,
            "more than 1 MB",
        ),
        (
            Answer(body=gzip.compress(bytes(50_000_000)), headers={"Content-Encoding": "gzip"}),
            UnreadableAnswer,
            "more than 1 MB",
        ),
        (Answer({}, status=500), SourceUnavailable, "status 500"),
        (Answer(body=b"<html><h1>Log in"), UnreadableAnswer, "a web page instead of data"),
        (Answer(body=b'{"deals": [{"no": NaN}]}'), UnreadableAnswer, "NaN is no number"),
        (Answer(body=b'{"deals": [{"no": -Infinity}]}'), UnreadableAnswer, "-Infinity is no number"),
        (
            Answer(body=b'{"deals":' + b"[" * 90_000 + b"]" * 90_000 + b"}"),
            UnreadableAnswer,
            "nested too deeply",
        ),
        (Answer(body=b'{"deals": [], "deals": [{"no": "x"}]}'), UnreadableAnswer, "“deals” stands twice"),
        (Answer({}, status=302, headers={"Location": "http://["}), UnreadableAnswer, "sends us elsewhere"),
        (Answer({}, status=407), UnreadableAnswer, "status 407"),
    ],
)
def test_a_bad_answer_is_a_department_that_says_so(source, answer, kind, told):
    with pytest.raises(kind, match=told):
        source(lambda _: answer, megabytes=1).rows(QUESTION, {}, within=SOON)


def test_a_name_that_comes_to_mean_another_address_between_two_questions(serve, tmp_path):
    """The look-up of a hostile name server: first the CRM, then this computer's metadata, then loopback."""
    from connectors.sources.rest.question import read_question
    from connectors.sources.rest.service import Service
    from connectors.sources.rest.settings import RestSettings

    server = serve(lambda _: Answer({"deals": [{"no": "D1"}]}, headers={"Connection": "close"}))
    means = iter([["127.0.0.1"], ["169.254.169.254"], ["fe80::1"]])
    settings = RestSettings(kind="rest", url=f"http://crm.example:{server.port}")
    service = Service("crm", settings, lambda: None, tmp_path, look_up=lambda *_: next(means))
    question = read_question(QUESTION, "crm")
    try:
        assert list(service.pages(question, {}, monotonic() + 3)) == [[{"no": "D1"}]]
        for _ in range(2):
            with pytest.raises(SourceDenied, match="where no server of a company is"):
                list(service.pages(question, {}, monotonic() + 3))
    finally:
        service.close()

    assert len(server.asked) == 1
