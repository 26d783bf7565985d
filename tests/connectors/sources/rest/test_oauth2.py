"""OAuth2's client credentials, against a real token server on loopback."""

import threading
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from time import monotonic
from urllib.parse import parse_qs

import pytest

from screenpop.errors import SourceDenied, SourceError, SourceUnavailable, UnreadableAnswer
from tests.connectors.web.server import Answer

SOON = timedelta(seconds=5)
QUESTION = "GET /deals\nrows $.deals\nno = $.no"
CRM = {"deals": [{"no": "D1"}]}


class TokenServer:
    """Gives out numbered tokens; `good` are those that the CRM accepts."""

    def __init__(self, serve, lasting=3600, answer=None):
        self.given = 0
        self.good = set()
        self.answer = answer
        self.lasting = lasting
        self.server = serve(self._respond)

    def _respond(self, _asked):
        if self.answer is not None:
            return self.answer
        self.given += 1
        token = f"token-{self.given}"
        self.good = {f"Bearer {token}"}
        return Answer({"access_token": token, "token_type": "Bearer", "expires_in": self.lasting})

    def crm(self, asked):
        return Answer(
            CRM if asked.headers.get("authorization") in self.good else {},
            status=200 if asked.headers.get("authorization") in self.good else 401,
        )


@pytest.fixture
def crm(serve, source):
    def make(tokens, *, respond=None, **settings):
        server = serve(respond or tokens.crm)
        table = {
            "auth": "oauth2",
            "token_url": f"{tokens.server.url}/token",
            "client_id": "desk:1",
            "secret": "s3c ret",
        }
        return source(server, **(table | settings))

    return make


def test_one_token_serves_many_questions(serve, crm):
    tokens = TokenServer(serve)
    made = crm(tokens, scope="deals.read")
    for _ in range(3):
        assert made.rows(QUESTION, {}, within=SOON) == [{"no": "D1"}]

    (asked,) = tokens.server.asked
    assert (asked.method, asked.target) == ("POST", "/token")
    assert parse_qs(asked.body.decode()) == {"grant_type": ["client_credentials"], "scope": ["deals.read"]}
    assert asked.headers["authorization"] == "Basic " + b64encode(b"desk%3A1:s3c+ret").decode()


def test_the_client_may_be_named_in_the_body(serve, crm):
    tokens = TokenServer(serve)
    crm(tokens, client_in="body").rows(QUESTION, {}, within=SOON)

    (asked,) = tokens.server.asked
    form = parse_qs(asked.body.decode())
    assert (form["client_id"], form["client_secret"]) == (["desk:1"], ["s3c ret"])
    assert "authorization" not in asked.headers


def test_a_token_that_is_not_accepted_any_more_is_replaced_once(serve, crm):
    tokens = TokenServer(serve)
    made = crm(tokens)
    made.rows(QUESTION, {}, within=SOON)
    tokens.good = set()

    assert made.rows(QUESTION, {}, within=SOON) == [{"no": "D1"}]
    assert tokens.given == 2


def test_a_server_that_accepts_no_token_is_not_asked_for_ever(serve, crm):
    tokens = TokenServer(serve)
    made = crm(tokens, respond=lambda _: Answer({}, status=401))

    with pytest.raises(SourceDenied, match="does not accept the login"):
        made.rows(QUESTION, {}, within=SOON)

    assert tokens.given == 2


def test_a_token_that_is_over_is_replaced_before_it_is_used(serve, crm):
    tokens = TokenServer(serve, lasting=0.000001)
    made = crm(tokens)
    for _ in range(2):
        made.rows(QUESTION, {}, within=SOON)
    short = tokens.given

    tokens.lasting = 1
    made.rows(QUESTION, {}, within=SOON)
    made.rows(QUESTION, {}, within=SOON)

    assert short == 2
    assert tokens.given == 3


def test_several_threads_wait_for_one_token(serve, crm):
    tokens = TokenServer(serve)
    made = crm(tokens)
    ready = threading.Barrier(4)

    def ask(_):
        ready.wait()
        return made.rows(QUESTION, {}, within=SOON)

    with ThreadPoolExecutor(4) as threads:
        assert all(threads.map(ask, range(4)))

    assert tokens.given == 1


def test_a_token_server_that_hangs_is_given_up_at_the_deadline(serve, crm):
    tokens = TokenServer(serve)
    tokens.server.respond = lambda _: Answer(raw=lambda _: tokens.server.over.wait(5))
    made = crm(tokens)
    began = monotonic()

    with ThreadPoolExecutor(2) as threads:
        for coming in [
            threads.submit(made.rows, QUESTION, {}, within=timedelta(seconds=0.3)) for _ in range(2)
        ]:
            with pytest.raises(SourceUnavailable, match="did not answer in time"):
                coming.result(5)

    assert monotonic() - began < 4


@pytest.mark.parametrize(
    ("answer", "kind", "told"),
    [
        (
            Answer({"error": "invalid_client"}, status=401),
            SourceDenied,
            "invalid_client.*screenpop secret set",
        ),
        (Answer({"error": "s3c ret is wrong"}, status=400), SourceDenied, "status 400"),
        (Answer(body=b"<html>", status=403), SourceDenied, "status 403"),
        (Answer({}, status=503), SourceUnavailable, "status 503"),
        (
            Answer({}, status=302, headers={"Location": "https://evil.example/"}),
            UnreadableAnswer,
            "status 302",
        ),
        (Answer({"token": "x"}), UnreadableAnswer, "gave no token"),
        (Answer({"access_token": "x\r\nX-Evil: 1"}), UnreadableAnswer, "gave no token"),
        (Answer({"access_token": 7}), UnreadableAnswer, "gave no token"),
        (Answer([]), UnreadableAnswer, "gave no token"),
        (Answer(body=b"<html>"), UnreadableAnswer, "a web page"),
    ],
)
def test_what_a_token_server_says_is_told_without_the_secret(serve, crm, answer, kind, told):
    with pytest.raises(kind, match=told) as caught:
        crm(TokenServer(serve, answer=answer)).rows(QUESTION, {}, within=SOON)

    assert "s3c" not in str(caught.value)


def test_a_token_server_that_asks_to_be_left_alone_is(serve, crm):
    tokens = TokenServer(serve, answer=Answer({}, status=429, headers={"Retry-After": "60"}))
    made = crm(tokens)
    for _ in range(3):
        with pytest.raises(SourceUnavailable, match="wants to be left alone"):
            made.rows(QUESTION, {}, within=SOON)

    assert len(tokens.server.asked) == 1


@pytest.mark.parametrize("lasting", ["3600", None, "soon", -1, True, [], 10**30])
def test_nonsense_about_how_long_a_token_lasts_is_not_believed(serve, crm, lasting):
    tokens = TokenServer(serve, lasting=lasting)
    made = crm(tokens)
    for _ in range(2):
        assert made.rows(QUESTION, {}, within=SOON)

    assert tokens.given == 1


def test_the_token_is_sent_to_the_crm_alone_and_the_secret_to_the_token_server_alone(serve, crm):
    tokens = TokenServer(serve)
    seen = []

    def respond(asked):
        seen.append(asked)
        return tokens.crm(asked)

    crm(tokens, respond=respond).rows(QUESTION, {}, within=SOON)

    assert seen[0].headers["authorization"] == "Bearer token-1"
    assert "token-1" not in str(tokens.server.asked)


def test_a_token_server_that_nobody_answers_at_is_told(serve, crm):
    tokens = TokenServer(serve)
    made = crm(tokens, token_url="http://169.254.1.1.invalid/token")

    with pytest.raises(SourceError, match=r"nobody knows where|did not answer in time"):
        made.rows(QUESTION, {}, within=SOON)
