"""The webhook against real servers on loopback."""

import json
import logging
import subprocess
import sys
import traceback
from datetime import UTC, datetime
from uuid import UUID

import pytest

from connectors.prospects.webhook import Webhook
from screenpop.customers import Prospect
from screenpop.errors import (
    ConfigurationError,
    MissingSecret,
    SourceDenied,
    SourceError,
    SourceUnavailable,
    UnreadableAnswer,
)
from screenpop.sentences import say
from tests.connectors.web.server import Answer, WebServer, serving
from tests.telephony.wire.certificates import Authority, server_context

ID = UUID("01946f3e-0000-7000-8000-000000000001")
AT = datetime(2026, 3, 31, 12, 0, 0, 5, UTC)
ANNA = Prospect(ID, "+48225550123", "Anna Wąs", "Hurt-Bud", "wants a quote", "anna", AT)


@pytest.fixture
def crm():
    with serving(lambda _: Answer({}, status=201)) as server:
        yield server


@pytest.fixture
def webhook(crm: WebServer):
    made = []

    def make(url=f"{crm.url}/hooks/prospects?site=1", password=lambda: "s3cret", **how):
        made.append(Webhook(url, password, **how))
        return made[-1]

    yield make
    for each in made:
        each.close()


def test_a_prospect_is_posted_as_json(crm, webhook):
    webhook().offer(ANNA)

    (asked,) = crm.asked
    assert (asked.method, asked.target) == ("POST", "/hooks/prospects?site=1")
    assert json.loads(asked.body) == {
        "id": str(ID),
        "number": "+48225550123",
        "name": "Anna Wąs",
        "company": "Hurt-Bud",
        "note": "wants a quote",
        "agent": "anna",
        "at": "2026-03-31T12:00:00.000005+00:00",
    }
    assert asked.headers["content-type"] == "application/json"
    assert asked.headers["idempotency-key"] == str(ID)
    assert asked.headers["authorization"] == "Bearer s3cret"


def test_without_a_secret_none_is_sent(crm, webhook):
    webhook(password=lambda: None).offer(ANNA)

    assert "authorization" not in crm.asked[0].headers


def test_offering_again_says_the_same_key(crm, webhook):
    hook = webhook()
    hook.offer(ANNA)
    hook.offer(ANNA)

    assert {asked.headers["idempotency-key"] for asked in crm.asked} == {str(ID)}
    assert crm.connections == 1


@pytest.mark.parametrize("status", [200, 201, 202, 409])
def test_whom_the_crm_takes_or_knows_already_has_been_handed_over(crm, webhook, status):
    crm.respond = lambda _: Answer({}, status=status)

    webhook().offer(ANNA)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, UnreadableAnswer),
        (401, SourceDenied),
        (403, SourceDenied),
        (404, UnreadableAnswer),
        (422, UnreadableAnswer),
        (429, SourceUnavailable),
        (500, SourceUnavailable),
        (503, SourceUnavailable),
    ],
)
def test_whom_the_crm_does_not_take_is_told(crm, webhook, status, kind):
    crm.respond = lambda _: Answer({}, status=status)

    with pytest.raises(kind, match=f"status {status}"):
        webhook().offer(ANNA)


def test_nobody_is_handed_on_to_another_server(crm, webhook):
    with serving(lambda _: Answer({})) as elsewhere:
        crm.respond = lambda _: Answer(status=307, headers={"Location": elsewhere.url})

        with pytest.raises(UnreadableAnswer, match="status 307"):
            webhook().offer(ANNA)

        assert elsewhere.asked == []


def test_a_crm_that_is_down_is_told(crm, webhook):
    hook = webhook()
    crm.respond = lambda _: Answer(raw=lambda write: None)

    with pytest.raises(SourceUnavailable, match="broke off"):
        hook.offer(ANNA)


def test_a_link_local_address_is_never_asked(webhook):
    with pytest.raises(SourceDenied, match="where no server of a company is"):
        webhook("http://169.254.169.254/hook").offer(ANNA)


@pytest.mark.parametrize(
    "url", ["", "file:///etc/passwd", "crm.example/hook", "https://a:canary@crm.example/hook"]
)
def test_what_is_no_address_is_refused_and_not_repeated(url):
    with pytest.raises(ConfigurationError, match=r"prospects\.webhook is no address") as caught:
        Webhook(url, lambda: None)

    assert "canary" not in "".join(traceback.format_exception(caught.value))


def test_a_keyring_that_cannot_be_used_now_is_told_and_refuses_nobody(webhook):
    def locked():
        raise MissingSecret(say("there is no keyring"))

    with pytest.raises(SourceUnavailable, match="there is no keyring"):
        webhook(password=locked).offer(ANNA)


def test_the_secret_is_nowhere_but_in_the_header(crm, webhook, caplog):
    caplog.set_level(logging.DEBUG)
    told = []
    for status, secret in ((401, "canary"), (500, "canary"), (200, "can\r\nary")):
        crm.respond = lambda _, status=status: Answer({}, status=status)
        with pytest.raises(SourceError) as caught:
            webhook(password=lambda secret=secret: secret).offer(ANNA)
        told += traceback.format_exception(caught.value)

    assert "canary" not in "".join(told) + caplog.text + "".join(asked.target for asked in crm.asked)


def test_nothing_is_offered_after_the_end(crm, webhook):
    for offered_before in (True, False):
        hook = webhook()
        if offered_before:
            hook.offer(ANNA)
        hook.close()

        with pytest.raises(SourceUnavailable, match="is closed"):
            hook.offer(ANNA)

    assert len(crm.asked) == 1


def test_odd_letters_of_a_caller_are_text(crm, webhook):
    odd = 'x"}, {"\r\n\0\ud800 <b>ค้า</b> 🐢'

    webhook().offer(Prospect(ID, None, odd, odd, odd, "anna", AT))

    told = json.loads(crm.asked[0].body)
    assert told["note"] == odd.replace("\ud800", "?")
    assert told["number"] is None


def test_a_site_may_have_an_authority_of_its_own(tmp_path):
    authority = Authority(tmp_path)
    with serving(lambda _: Answer({}), tls=server_context(authority.signs("127.0.0.1"))) as crm:
        trusting = Webhook(f"{crm.url}/hook", lambda: "s3cret", ca_file=authority.file)
        doubting = Webhook(f"{crm.url}/hook", lambda: "s3cret")
        trusting.offer(ANNA)
        with pytest.raises(SourceUnavailable, match="does not know"):
            doubting.offer(ANNA)
        trusting.close()
        doubting.close()

        assert len(crm.asked) == 1


def test_http_does_not_load_before_the_first_prospect():
    code = (
        "import sys; from connectors.prospects.webhook import Webhook\n"
        "Webhook('https://crm.example/hook', lambda: None).close()\n"
        "print(sorted({'httpx', 'httpcore'} & set(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert told.stdout == "[]\n"
