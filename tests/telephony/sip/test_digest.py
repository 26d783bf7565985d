import hashlib

import pytest

from telephony.sip.credentials import Credentials
from telephony.sip.digest import Authority, Challenge, hashed_secret, strongest_challenge
from telephony.sip.message import Message

URI = "/dir/index.html"
NEW_NONCE = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v"
NEW_CNONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"
OLD_NONCE = "dcd98b7102dd2f0e8b11d0f600bfb0c093"


def _response(challenge: Challenge, password: str, cnonce: str = "0a4f113b") -> str:
    secret = hashed_secret(challenge, "Mufasa", password)
    _, value = Authority("Mufasa", lambda: cnonce).authorize(challenge, secret, "GET", URI)
    return value.split('response="')[1].partition('"')[0]


@pytest.mark.parametrize(
    ("algorithm", "expected"),
    [
        ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
        ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
    ],
)
def test_the_example_of_rfc_7616(algorithm: str, expected: str):
    challenge = Challenge("http-auth@example.org", NEW_NONCE, algorithm, auth=True)
    assert _response(challenge, "Circle of Life", NEW_CNONCE) == expected


def test_the_example_of_rfc_2617():
    challenge = Challenge("testrealm@host.com", OLD_NONCE, auth=True)
    assert _response(challenge, "Circle Of Life") == "6629fae49393a05397450978507c4ef1"


def test_without_qop_as_in_rfc_2069():
    challenge = Challenge("testrealm@host.com", OLD_NONCE)
    assert _response(challenge, "CircleOfLife") == "1949323746fe6a43ef61f9606e7febea"


@pytest.mark.parametrize(("algorithm", "name"), [("MD5-sess", "md5"), ("SHA-256-sess", "sha256")])
@pytest.mark.parametrize("auth", [True, False])
def test_a_session_hashes_nonce_and_cnonce_into_the_secret(algorithm: str, name: str, *, auth: bool):
    def hashed(*pieces: str) -> str:
        return hashlib.new(name, ":".join(pieces).encode()).hexdigest()

    first = hashed(hashed("Mufasa", "r", "pw"), "n", "c")
    middle = ("n", "00000001", "c", "auth") if auth else ("n",)
    expected = hashed(first, *middle, hashed("GET", URI))
    assert _response(Challenge("r", "n", algorithm, auth=auth), "pw", "c") == expected


def test_a_password_that_is_no_text_counts_by_its_bytes():
    challenge = Challenge("r", "n")
    password = b"za\xbf\xf3\xb3\xe6".decode("utf-8", "surrogateescape")  # as the environment gives it

    expected = hashlib.md5(b"101:r:za\xbf\xf3\xb3\xe6").hexdigest()
    assert hashed_secret(challenge, "101", password) == expected


def test_each_use_of_a_nonce_is_counted():
    authority = Authority("101")
    used = [
        authority.authorize(Challenge("r", nonce, auth=True), "secret", "REGISTER", "sip:pbx")[1]
        for nonce in ("one", "one", "two")
    ]
    assert ["nc=00000001" in used[0], "nc=00000002" in used[1], "nc=00000001" in used[2]] == [True] * 3


def test_quotes_in_a_realm_stay_quoted():
    _, value = Authority("101").authorize(Challenge('the "office"', "n"), "s", "REGISTER", "sip:pbx")
    assert 'realm="the \\"office\\""' in value


def _challenged(*values: str, code: int = 401) -> Challenge | None:
    name = "WWW-Authenticate" if code == 401 else "Proxy-Authenticate"
    lines = [
        f"SIP/2.0 {code} x",
        "Via: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bK",
        "From: <sip:a@b>;tag=1",
        "To: <sip:a@b>;tag=2",
        "Call-ID: 1",
        "CSeq: 1 REGISTER",
        *(f"{name}: {value}" for value in values),
    ]
    return strongest_challenge(Message("\r\n".join([*lines, "", ""]).encode()))


def test_the_strongest_offer_is_taken():
    weak = 'Digest realm="a, b", nonce="1", algorithm=MD5, qop="auth,auth-int"'
    strong = 'Digest realm="a, b", nonce="2", algorithm=SHA-256, qop="auth", opaque="x", stale=TRUE'
    assert _challenged(weak, strong) == Challenge("a, b", "2", "SHA-256", auth=True, opaque="x", stale=True)


def test_a_proxy_asks_for_itself():
    found = _challenged('Digest realm="a",nonce="1"', code=407)
    assert found == Challenge("a", "1", proxy=True)
    assert Authority("101").authorize(found, "s", "REGISTER", "sip:pbx")[0] == "Proxy-Authorization"


@pytest.mark.parametrize(
    "value",
    [
        'Basic realm="a"',
        'Digest realm="a"',
        'Digest realm="a", nonce="1", algorithm=SHA-512-256',
        'Digest realm="a", nonce="1", qop="auth-int"',
        "",
    ],
)
def test_what_we_cannot_answer_is_no_challenge(value: str):
    assert _challenged(value) is None


def test_of_the_password_nothing_is_kept():
    credentials = Credentials("101", lambda: "canary-9f2", None)  # type: ignore[arg-type] # no thread is needed
    credentials._secrets["r", "MD5"] = credentials._look_up(Challenge("r", "n"))  # type: ignore[assignment] # it is found, not a trouble
    kept = [getattr(credentials, name) for name in credentials.__slots__ if name != "_password"]
    assert "canary-9f2" not in repr(kept)
