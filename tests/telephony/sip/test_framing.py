import pytest

from telephony.sip.framing import LARGEST_BODY, LARGEST_HEAD, Framing, NotFramed

ONE = b"NOTIFY sip:101@desk SIP/2.0\r\nCall-ID: 1\r\nContent-Length: 7\r\n\r\n<d>\r\n\r\n"
TWO = b"SIP/2.0 200 OK\r\nCall-ID: 2\r\nl : 0\r\n\r\n"
THREE = b"OPTIONS sip:101@desk SIP/2.0\r\ncontent-LENGTH:\t3\r\nCall-ID: 3\r\n\r\nabc"
ALL = [ONE, TWO, THREE]


def read(data: bytes, segment: int) -> tuple[list[bytes], int]:
    """The messages in the data when it comes in segments, and how often the other side asked whether we live."""
    pings: list[None] = []
    framing = Framing(lambda: pings.append(None))
    messages = []
    for at in range(0, len(data), segment):
        messages += framing.feed(data[at : at + segment])
    return messages, len(pings)


@pytest.mark.parametrize("segment", [1, 7, 1448])
def test_messages_are_told_apart_however_they_are_cut(segment: int):
    assert read(b"".join(ALL), segment) == (ALL, 0)


@pytest.mark.parametrize("segment", [1, 7, 1448])
def test_what_stands_between_messages_is_passed_over_and_two_empty_lines_are_answered(segment: int):
    data = b"\r\n" + ONE + b"\r\n\r\n" + TWO + b"\r\n" + THREE + b"\n\n" + ONE
    assert read(data, segment) == ([ONE, TWO, THREE, ONE], 1)


def test_a_ping_alone_is_answered_at_once():
    assert read(b"\r\n\r\n", 4) == ([], 1)
    assert read(b"\r\n\r\n\r\n\r\n", 1) == ([], 2)


def test_a_long_message_in_single_bytes_is_read_in_time_that_grows_with_its_length():
    message = b"NOTIFY sip:1@d SIP/2.0\r\n" + b"X: y\r\n" * 5000 + b"Content-Length: 2\r\n\r\nab"
    assert read(message, 1) == ([message], 0)


def test_a_message_without_a_length_has_no_body():
    assert read(b"OPTIONS sip:1@d SIP/2.0\r\nX: y\r\n\r\n" + TWO, 9)[0][1] == TWO


@pytest.mark.parametrize(
    "data",
    [
        b"x" * (LARGEST_HEAD + 1),
        b"NOTIFY sip:1@d SIP/2.0\r\n" + b"X: y\r\n" * LARGEST_HEAD + b"\r\n",
        b"NOTIFY sip:1@d SIP/2.0\r\nContent-Length: %d\r\n\r\n" % (LARGEST_BODY + 1),
        b"NOTIFY sip:1@d SIP/2.0\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\n",
    ],
    ids=["no line end", "endless headers", "too long", "absurd length"],
)
def test_what_would_fill_the_memory_is_no_sip(data: bytes):
    with pytest.raises(NotFramed):
        list(Framing(lambda: None).feed(data))
