"""The guarded client against real servers on loopback."""

import gzip
import logging
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from time import monotonic

import pytest

from connectors.web.failures import LeftAlone, refusal
from screenpop.errors import SourceDenied, SourceUnavailable, UnreadableAnswer
from tests.connectors.web.server import Answer
from tests.telephony.wire.certificates import Authority, server_context

JSON = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


def fine(_asked):
    return Answer({"fine": True})


def dripping(server, letters, every=0.05):
    """Write one byte at a time, as long as the test lasts."""

    def raw(write):
        for letter in letters:
            write(bytes([letter]))
            if server().over.wait(every):
                return

    return raw


@pytest.fixture
def authority(tmp_path):
    return Authority(tmp_path)


def test_an_answer_comes_whole(client):
    reply = client(fine).get("/v2/items?a=1", {"x-mine": "1"}, within=5)

    assert (reply.status, reply.target, reply.body) == (200, "/v2/items?a=1", b'{"fine": true}')
    assert reply.headers["content-type"] == "application/json"


def test_connections_are_kept_between_requests(serve, client):
    server = serve(fine)
    asking = client(server)

    for _ in range(5):
        asking.get("/", {}, within=5)

    assert server.connections == 1


def test_several_threads_ask_at_the_same_time(serve, client):
    together = threading.Barrier(4, timeout=5)

    def respond(_):
        together.wait()
        return Answer({})

    asking = client(serve(respond))
    with ThreadPoolExecutor(4) as threads:
        replies = list(threads.map(lambda number: asking.get(f"/{number}", {}, within=5), range(4)))

    assert [reply.status for reply in replies] == [200] * 4


def test_a_kept_connection_that_the_server_has_ended_is_made_anew(serve, client):
    server = serve(lambda _: Answer({}, headers={"Connection": "keep-alive"}))
    asking = client(server)
    asking.get("/", {}, within=5)

    def hang_up(asked):
        server.respond = fine
        return Answer(raw=lambda write: None)

    server.respond = hang_up
    assert asking.get("/again", {}, within=5).status == 200


def test_a_server_that_hangs_up_every_time_is_told(client):
    asking = client(lambda _: Answer(raw=lambda write: None))

    with pytest.raises(SourceUnavailable, match="broke off its answer"):
        asking.get("/", {}, within=5)


def test_an_answer_that_breaks_off_is_told(client):
    asking = client(
        lambda _: Answer(raw=lambda write: write(f"{JSON}Content-Length: 100\r\n\r\n{{".encode()))
    )

    with pytest.raises(SourceUnavailable, match="broke off its answer"):
        asking.get("/", {}, within=5)


def test_nobody_listening_is_told(client):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"

        with pytest.raises(SourceUnavailable, match="nobody listens at 127"):
            client(url).get("/", {}, within=5)


def test_a_server_that_never_answers_is_given_up_at_the_deadline(client):
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        asking = client(f"http://127.0.0.1:{deaf.getsockname()[1]}")
        began = monotonic()

        with pytest.raises(SourceUnavailable, match="did not answer in time"):
            asking.get("/", {}, within=0.2)

    assert 0.19 < monotonic() - began < 5


@pytest.mark.parametrize(
    "letters",
    [
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * 500,
        (JSON + "Content-Length: 500\r\n\r\n").encode() + b"x" * 500,
        (JSON + "Transfer-Encoding: chunked\r\n\r\n").encode() + b"1\r\nx\r\n" * 500,
        b"HTTP/1.1 100 Continue\r\n\r\n" * 50,
    ],
    ids=["headers", "body", "chunks", "continue"],
)
def test_a_server_that_drips_is_given_up_at_the_deadline(serve, client, letters):
    server = serve(lambda _: Answer(raw=dripping(lambda: server, letters, every=0.02)))
    asking = client(server)
    began = monotonic()

    with pytest.raises(SourceUnavailable, match="did not answer in time"):
        asking.get("/", {}, within=0.4)

    assert 0.39 < monotonic() - began < 5


def test_a_tls_handshake_that_drips_is_given_up_at_the_deadline(client):
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        asking = client(f"https://127.0.0.1:{deaf.getsockname()[1]}")
        began = monotonic()

        with pytest.raises(SourceUnavailable, match="did not answer in time"):
            asking.get("/", {}, within=0.3)

    assert monotonic() - began < 5


def test_the_deadline_is_one_for_all_redirects(serve, client):
    def respond(asked):
        server.over.wait(0.25)
        return Answer(status=302, headers={"Location": f"{asked.target}x"})

    server = serve(respond)
    asking = client(server)
    began = monotonic()

    with pytest.raises(SourceUnavailable, match="did not answer in time"):
        asking.get("/", {}, within=0.4)

    assert monotonic() - began < 5


def test_ten_gigabytes_are_refused_before_they_are_read(client):
    asking = client(
        lambda _: Answer(raw=lambda write: write(f"{JSON}Content-Length: 10000000000\r\n\r\n[".encode()))
    )
    began = monotonic()

    with pytest.raises(UnreadableAnswer, match="answered more than 16 MB"):
        asking.get("/", {}, within=5)

    assert monotonic() - began < 2


def test_a_body_without_end_is_cut(client):
    written = []

    def raw(write):
        write(f"{JSON}Transfer-Encoding: chunked\r\n\r\n".encode())
        for _ in range(10_000):
            write(b"100000\r\n" + bytes(0x100000) + b"\r\n")
            written.append(1)

    with pytest.raises(UnreadableAnswer, match="answered more than 2 MB"):
        client(lambda _: Answer(raw=raw), at_most=2_000_000).get("/", {}, within=10)

    assert len(written) < 100


def test_a_packed_bomb_is_cut(client):
    bomb = gzip.compress(bytes(20_000_000))
    asking = client(lambda _: Answer(body=bomb, headers={"Content-Encoding": "gzip"}), at_most=1_000_000)

    with pytest.raises(UnreadableAnswer, match="answered more than 1 MB"):
        asking.get("/", {}, within=10)


def test_headers_without_end_are_cut(client):
    def raw(write):
        write(b"HTTP/1.1 200 OK\r\n")
        for number in range(100_000):
            write(b"X-%d: %s\r\n" % (number, b"x" * 1000))

    with pytest.raises(SourceUnavailable, match="broke off"):
        client(lambda _: Answer(raw=raw)).get("/", {}, within=10)


def test_a_packed_answer_is_unpacked(client):
    packed = gzip.compress(b'{"fine": true}')
    asking = client(lambda _: Answer(body=packed, headers={"Content-Encoding": "gzip"}))

    assert asking.get("/", {}, within=5).body == b'{"fine": true}'


@pytest.mark.parametrize("damaged", [b"no gzip", gzip.compress(b"[1]")[:-4]])
def test_a_packing_that_is_damaged_is_told(client, damaged):
    asking = client(lambda _: Answer(body=damaged, headers={"Content-Encoding": "gzip"}))

    with pytest.raises(UnreadableAnswer, match="cannot be unpacked"):
        asking.get("/", {}, within=5)


@pytest.mark.parametrize("garbage", [b"\0" * 100, b"SSH-2.0-OpenSSH\r\n", b"HTTP/9.9 banana\r\n\r\n"])
def test_what_is_no_http_is_told(client, garbage):
    with pytest.raises(SourceUnavailable, match="broke off its answer"):
        client(lambda _: Answer(raw=lambda write: write(garbage))).get("/", {}, within=5)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_within_the_same_origin_is_followed(serve, client, status):
    def respond(asked):
        if asked.path == "/old":
            return Answer(status=status, headers={"Location": f"{server.url}/new?x=1"})
        return Answer({"at": asked.target})

    server = serve(respond)
    reply = client(server).get("/old", {"authorization": "Bearer token"}, within=5)

    assert reply.body == b'{"at": "/new?x=1"}'
    assert server.asked[-1].headers["authorization"] == "Bearer token"


def test_redirects_without_end_are_not_followed(serve, client):
    server = serve(lambda asked: Answer(status=302, headers={"Location": asked.target + "x"}))

    with pytest.raises(UnreadableAnswer, match="from one address to the next"):
        client(server).get("/", {}, within=5)

    assert len(server.asked) == 4


def test_a_redirect_to_another_server_is_refused_and_nothing_is_sent_there(serve, client):
    elsewhere = serve(fine)
    server = serve(lambda _: Answer(status=302, headers={"Location": f"{elsewhere.url}/steal"}))

    with pytest.raises(UnreadableAnswer, match=f"sends us elsewhere; only {server.url} is asked"):
        client(server).get("/", {"authorization": "Bearer canary"}, within=5)

    assert elsewhere.asked == []


def test_what_is_handed_over_is_not_handed_on(serve, client):
    server = serve(lambda _: Answer(status=307, headers={"Location": "/other"}))

    assert client(server).post("/hook", b"{}", {}, within=5).status == 307
    assert [asked.path for asked in server.asked] == ["/hook"]


@pytest.mark.parametrize("address", ["169.254.169.254", "fe80::1", "::ffff:169.254.169.254"])
def test_a_link_local_address_is_never_asked(client, address):
    host = f"[{address}]" if ":" in address else address

    with pytest.raises(SourceDenied, match="where no server of a company is"):
        client(f"http://{host}").get("/latest/meta-data/", {}, within=2)


def test_a_name_that_means_a_link_local_address_is_not_asked(client):
    asking = client("http://crm.example", look_up=lambda *_: ["169.254.169.254"])

    with pytest.raises(SourceDenied, match=r"the address of crm\.example is 169\.254\.169\.254"):
        asking.get("/", {}, within=2)


def test_the_address_that_was_looked_at_is_the_one_that_is_asked(serve, client):
    """A name is looked up once for a connection, so that it cannot mean another address a moment later."""
    server = serve(fine)
    meant = []

    def look_up(host, port):
        meant.append(host)
        return ["127.0.0.1"] if len(meant) == 1 else ["169.254.169.254"]

    asking = client(f"http://crm.example:{server.port}", look_up=look_up)

    assert asking.get("/", {}, within=5).status == 200
    assert asking.get("/", {}, within=5).status == 200
    assert meant == ["crm.example"]
    assert server.asked[0].headers["host"] == f"crm.example:{server.port}"


def test_a_name_that_comes_to_mean_a_link_local_address_is_not_asked_any_more(serve, client):
    server = serve(lambda _: Answer({}, headers={"Connection": "close"}))
    means = iter([["127.0.0.1"], ["169.254.169.254"]])
    asking = client(f"http://crm.example:{server.port}", look_up=lambda *_: next(means))
    asking.get("/", {}, within=5)

    with pytest.raises(SourceDenied, match="where no server of a company is"):
        asking.get("/", {}, within=5)

    assert len(server.asked) == 1


def test_a_server_of_the_internet_does_not_turn_into_one_of_the_inner_network(serve, client):
    server = serve(fine)
    means = iter([["192.0.2.1", "93.184.216.34"], ["93.184.216.34"], ["127.0.0.1"]])
    asking = client(f"http://crm.example:{server.port}", look_up=lambda *_: next(means))
    for _ in range(2):
        with pytest.raises(SourceUnavailable):
            asking.get("/", {}, within=0.05)

    with pytest.raises(SourceDenied, match="was a server of the Internet"):
        asking.get("/", {}, within=2)

    assert server.asked == []


def test_an_address_that_nobody_answers_at_does_not_hide_one_where_somebody_does(serve, client):
    server = serve(fine)
    asking = client(f"http://crm.example:{server.port}", look_up=lambda *_: ["127.0.0.99", "127.0.0.1"])

    assert asking.get("/", {}, within=5).status == 200


def test_a_name_that_nobody_knows_is_told(client):
    def nobody(*_):
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    with pytest.raises(SourceUnavailable, match=r"nobody knows where crm\.example is"):
        client("http://crm.example", look_up=nobody).get("/", {}, within=2)


def test_ipv6_is_spoken(serve, client):
    assert client(serve(fine, host="::1")).get("/", {}, within=5).status == 200


def test_a_certificate_of_the_sites_own_authority_is_accepted(serve, client, authority):
    server = serve(fine, tls=server_context(authority.signs("127.0.0.1")))

    assert client(server, ca_file=authority.file).get("/", {}, within=5).status == 200


def test_the_certificate_must_name_the_host_whose_address_is_asked(serve, client, authority):
    server = serve(fine, tls=server_context(authority.signs("crm.example")))
    how = {"ca_file": authority.file, "look_up": lambda *_: ["127.0.0.1"]}

    assert client(f"https://crm.example:{server.port}", **how).get("/", {}, within=5).status == 200
    with pytest.raises(SourceUnavailable, match=r"is not for other\.example"):
        client(f"https://other.example:{server.port}", **how).get("/", {}, within=5)


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ({}, None),
        ({"itself": True}, "an authority that this computer does not know"),
        ({"begins": -timedelta(days=3), "ends": -timedelta(days=2)}, "has expired"),
        ({"begins": timedelta(days=2), "ends": timedelta(days=3)}, "is not valid yet"),
    ],
)
def test_a_certificate_that_is_not_good_ends_it_before_anything_is_sent(serve, client, authority, how, told):
    server = serve(fine, tls=server_context(authority.signs("127.0.0.1", **how)))
    known = authority.file if told else None

    with pytest.raises(SourceUnavailable, match=told or "an authority that this computer does not know"):
        client(server, ca_file=known).get("/", {"authorization": "Bearer canary"}, within=5)

    assert server.asked == []


def test_a_server_without_tls_is_told(serve, client):
    server = serve(lambda _: Answer({}))

    with pytest.raises(SourceUnavailable, match=r"does not speak TLS 1\.2"):
        client(server.url.replace("http:", "https:")).get("/", {}, within=5)


def test_an_authority_that_cannot_be_read_is_told(client, tmp_path):
    with pytest.raises(SourceUnavailable, match=r"ca_file = .*none\.pem cannot be read"):
        client("https://crm.example", ca_file=tmp_path / "none.pem")


def test_the_environments_proxy_is_not_heard(serve, client, monkeypatch):
    proxy = serve(fine)
    server = serve(fine)
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, proxy.url)
    monkeypatch.delenv("NO_PROXY", raising=False)

    client(server).get("/", {}, within=5)

    assert (len(server.asked), proxy.asked) == (1, [])


def test_the_settings_proxy_is_asked_in_the_place_of_the_server(serve, client):
    from connectors.web.origin import split_url

    proxy = serve(fine)

    client("http://crm.example", proxy=split_url(proxy.url)[0]).get("/v2/items", {}, within=5)

    assert proxy.asked[0].target == "http://crm.example/v2/items"


def test_cookies_are_left_where_they_come_from(serve, client):
    server = serve(lambda _: Answer({}, headers={"Set-Cookie": "session=canary; Path=/"}))
    asking = client(server)

    assert "set-cookie" not in asking.get("/", {}, within=5).headers
    asking.get("/", {}, within=5)

    assert "cookie" not in server.asked[-1].headers


def test_closing_breaks_off_what_is_under_way(serve, client):
    reached = threading.Event()

    def respond(_):
        reached.set()
        server.over.wait(5)
        return Answer({})

    server = serve(respond)
    asking = client(server)
    with ThreadPoolExecutor(1) as threads:
        coming = threads.submit(asking.get, "/", {}, within=5)
        assert reached.wait(5)
        began = monotonic()
        asking.close()

        with pytest.raises(SourceUnavailable, match="is closed"):
            coming.result(5)

    assert monotonic() - began < 4
    with pytest.raises(SourceUnavailable, match="is closed"):
        asking.get("/", {}, within=5)


def test_no_header_is_logged_however_much_is_logged(serve, client, caplog):
    caplog.set_level(logging.DEBUG)
    headers = {"authorization": "Bearer canary"}
    client(fine).get("/", headers, within=5)
    with pytest.raises(SourceUnavailable):
        client(lambda _: Answer(raw=lambda write: write(b"\0"))).get("/", headers, within=5)

    assert caplog.records
    assert "canary" not in caplog.text


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (401, SourceDenied),
        (403, SourceDenied),
        (400, UnreadableAnswer),
        (404, UnreadableAnswer),
        (418, UnreadableAnswer),
        (408, SourceUnavailable),
        (429, SourceUnavailable),
        (500, SourceUnavailable),
        (502, SourceUnavailable),
        (503, SourceUnavailable),
    ],
)
def test_a_status_is_an_error_of_its_reaction(status, kind):
    assert type(refusal(status, "", "crm")) is kind
    assert str(status) in str(refusal(status, "", "crm"))


@pytest.mark.parametrize(("told", "seconds"), [("30", 30), (" 1 ", 1), ("99999999", 3600)])
def test_a_server_may_ask_to_be_left_alone(told, seconds):
    error = refusal(503, told, "crm")

    assert isinstance(error, LeftAlone)
    assert error.seconds == seconds


def test_a_server_may_ask_to_be_left_alone_until_a_time():
    until = datetime.now(UTC) + timedelta(minutes=5)
    error = refusal(503, format_datetime(until, usegmt=True), "crm")

    assert isinstance(error, LeftAlone)
    assert 290 <= error.seconds <= 300


@pytest.mark.parametrize(
    "nonsense", ["", "soon", "-5", "0", "1e9", "٣", "Mon, 01 Jan 1990 00:00:00 GMT", "9" * 400]
)
def test_nonsense_about_being_left_alone_is_not_believed(nonsense):
    assert type(refusal(503, nonsense, "crm")) is SourceUnavailable
