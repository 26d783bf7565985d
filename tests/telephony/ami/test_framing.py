from hypothesis import given, settings
from hypothesis import strategies as st

from telephony.ami.framing import LARGEST_MESSAGE, LONGEST_LINE, MOST_LINES, Framing, Message

KEYS = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-", min_size=1, max_size=20).filter(
    lambda key: key != "Event" and "ChanVariable" not in key
)
VALUES = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=60).filter(bool)
EVENTS = st.lists(st.dictionaries(KEYS, VALUES, max_size=12), max_size=6)


def written(fields: dict[str, str], end: str, name: str = "Wanted") -> bytes:
    return end.join(
        [f"Event: {name}", *(f"{key}: {value}" for key, value in fields.items()), "", ""]
    ).encode()


def pieces(data: bytes, cuts: list[int]) -> list[bytes]:
    places = sorted({cut % (len(data) + 1) for cut in cuts})
    return [data[start:end] for start, end in zip([0, *places], [*places, len(data)], strict=True)]


def fed(data: list[bytes]) -> tuple[Framing, list[Message]]:
    framing = Framing(frozenset({"Wanted"}))
    return framing, [message for one in data for message in framing.feed(one)]


@settings(max_examples=300)
@given(EVENTS, st.lists(st.integers(min_value=0)), st.sampled_from(["\r\n", "\n"]), st.booleans())
def test_events_come_out_as_they_went_in_however_they_are_split(events, cuts, end, greets):
    banner = f"Asterisk Call Manager/11.0.0{end}".encode() if greets else b""
    data = banner + b"".join(written(fields, end) for fields in events)

    framing, messages = fed(pieces(data, cuts))

    assert [message.fields for message in messages] == [{"Event": "Wanted", **fields} for fields in events]
    assert framing.greeting == ("Asterisk Call Manager/11.0.0" if greets else "")
    assert (framing.events, framing.ignored, framing.rubbish) == (len(events), 0, 0)


@settings(max_examples=300)
@given(st.lists(st.binary(max_size=400), max_size=20))
def test_no_bytes_bring_it_down_and_the_next_event_is_read(rubbish):
    framing, _ = fed(rubbish)

    last = framing.feed(b"\r\n\r\n" + written({"Key": "value"}, "\r\n"))

    assert last[-1].fields == {"Event": "Wanted", "Key": "value"}


def test_one_byte_at_a_time_is_enough():
    data = written({"Name": "Zażółć สมชาย"}, "\r\n")
    _, messages = fed([data[at : at + 1] for at in range(len(data))])
    assert messages[0].fields["Name"] == "Zażółć สมชาย"


def test_a_greeting_in_two_pieces_does_not_hold_the_first_event_back():
    _, messages = fed([b"Asterisk Call ", b"Manager/5\r\n" + written({}, "\r\n")])
    assert [message.event for message in messages] == ["Wanted"]


def test_events_that_nobody_wants_are_counted_and_never_read():
    framing, messages = fed([written({"A": "b"}, "\r\n", "RTCPSent") * 3 + written({}, "\r\n")])
    assert [message.event for message in messages] == ["Wanted"]
    assert (framing.events, framing.ignored) == (4, 3)


def test_the_server_s_name_and_the_answer_behind_it_are_two_things():
    framing, (answer,) = fed([b"Asterisk Call Manager/5.0.1\r\nResponse: Success\r\nActionID: 1\r\n\r\n"])
    assert framing.greeting == "Asterisk Call Manager/5.0.1"
    assert (answer.event, answer.fields["ActionID"]) == ("", "1")


def test_variables_stand_for_themselves_though_their_key_stands_twice():
    lines = [
        "ChanVariable: BRAND=A",
        "ChanVariable(PJSIP/101-00000001): KEYED=47=11",
        "DestChanVariable: DEST=x",
        "ChanVariable: EMPTY=",
        "ChanVariable: nonsense",
    ]
    _, (message,) = fed(["\r\n".join(["Event: Wanted", *lines, "", ""]).encode()])
    assert message.variables == {"BRAND": "A", "KEYED": "47=11", "DEST": "x"}


def test_a_message_without_end_is_dropped_and_what_follows_is_read():
    framing = Framing(frozenset({"Wanted"}))
    for _ in range(LARGEST_MESSAGE // 1000 * 3):
        assert framing.feed(b"x" * 1000) == []
    assert len(framing._waiting) <= LARGEST_MESSAGE + 1000
    assert [message.event for message in framing.feed(b"\r\n\r\n" + written({}, "\r\n"))] == ["Wanted"]
    assert framing.rubbish == 1


def test_a_message_that_is_too_long_in_one_piece_is_dropped():
    framing, messages = fed([written({"A": "x" * LARGEST_MESSAGE}, "\r\n") + written({}, "\r\n")])
    assert [message.fields for message in messages] == [{"Event": "Wanted"}]
    assert framing.ignored == 1


def test_lines_that_are_too_long_or_too_many_are_left_out():
    _, (message,) = fed([written({"Long": "x" * LONGEST_LINE, "Short": "y"}, "\n")])
    assert message.fields == {"Event": "Wanted", "Short": "y"}
    _, (message,) = fed([written({f"K{at}": "x" * 20 for at in range(MOST_LINES + 50)}, "\n")])
    assert len(message.fields) == MOST_LINES
