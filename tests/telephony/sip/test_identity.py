import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screenpop.events.calls import Presented
from screenpop.trust import Verification
from telephony.sip.addresses import read_address
from telephony.sip.identity import caller_of, dialled_in, plain_name, replaced_by, transferred_by
from telephony.sip.message import Message
from tests.telephony.sip.pbx import invite

PBX = ("192.0.2.1", 5060)
WITHHELD = Presented(number=None, withheld=True)


def _message(caller: str, *headers: str, **more: str) -> Message:
    return Message(invite(sender=PBX, caller=caller, headers=headers, **more), PBX)  # type: ignore[arg-type] # a test names real parts


def _caller(caller: str, *headers: str) -> Presented:
    return caller_of(_message(caller, *headers))


@pytest.mark.parametrize(
    ("caller", "number", "name"),
    [
        ("<sip:+48225550123@pbx.example>", "+48225550123", None),
        ("sip:+48225550123@pbx.example", "+48225550123", None),
        ("Anna <sip:+48225550123@pbx.example>", "+48225550123", "Anna"),
        ('"Anna" <SIP:+48225550123@PBX.example>', "+48225550123", "Anna"),
        ("<sips:+48225550123@pbx.example>", "+48225550123", None),
        ("<tel:+48-22-555-01-23>", "+48-22-555-01-23", None),
        ("tel:+48225550123", "+48225550123", None),
        ("<tel:5550123;phone-context=+4822>", "+48225550123", None),
        ("<tel:7042;phone-context=pbx.example>", "7042", None),
        ("<sip:%2B48225550123@pbx.example>", "+48225550123", None),
        ("<sip:+48225550123;npdi;rn=+48601@pbx.example;user=phone>", "+48225550123", None),
        ("<sip:+48225550123:secret@pbx.example>", "+48225550123", None),
        ("<sip:+48225550123@[2001:db8::1]>", "+48225550123", None),
        ("<sip:+48225550123@pbx1>", "+48225550123", None),
        ("<sip:+48225550123@pbx_2.example:5080;ob>", "+48225550123", None),
        ("<sip:+48 22 555 01 23@pbx.example>", "+48 22 555 01 23", None),
        ("<sip:101@pbx.example>", "101", None),
        ("<sip:anna.nowak@pbx.example>", "anna.nowak", None),
        ('"sip:+19998887777@bank" <sip:+15551230000@pbx>', "+15551230000", "sip:+19998887777@bank"),
        ('"<sip:+19998887777@bank>" <sip:+15551230000@pbx>', "+15551230000", "<sip:+19998887777@bank>"),
        ('"x\\" <sip:+19998887777@b>" <sip:+15551230000@pbx>', "+15551230000", 'x" <sip:+19998887777@b>'),
        ('"Anna;tag=x: y@z" <sip:+15551230000@pbx>', "+15551230000", "Anna;tag=x: y@z"),
        ('"Anna <sip:+15551230000@pbx>', "+15551230000", "Anna"),
        ('"<b>VERIFIED</b> Ann" <sip:+15551230000@pbx>', "+15551230000", "<b>VERIFIED</b> Ann"),
        ("<sip:+15551230000@pbx;self=1>", "+15551230000", None),
    ],
)
def test_who_is_calling_stands_in_from(caller: str, number: str, name: str | None):
    assert _caller(caller) == Presented(number=number, name=name)


@pytest.mark.parametrize(
    ("caller", "headers"),
    [
        ("<sip:anonymous@anonymous.invalid>", ()),
        ('"Anonymous" <sip:thisis@ANONYMOUS.invalid>', ()),
        ("<sip:Anonymous@pbx.example>", ()),
        ("<sip:Restricted@pbx.example>", ()),
        ("<sip:unavailable@pbx.example>", ()),
        ("<sip:@pbx.example>", ()),
        ("<sip:pbx.example>", ()),
        ("<sip:+48225550123@pbx>", ("Privacy: id",)),
        ("<sip:+48225550123@pbx>", ("Privacy: user;critical",)),
        ("<sip:+48225550123@pbx>", ("Privacy: header",)),
        ("<sip:+48225550123@pbx>", ("Remote-Party-ID: <sip:+48225550123@pbx>;privacy=full",)),
        ("<sip:+48225550123@pbx>", ("P-Asserted-Identity: <sip:anonymous@anonymous.invalid>",)),
    ],
)
@pytest.mark.parametrize("betrayal", [(), ('P-Asserted-Identity: "Anna" <sip:+48225550123@pbx>',)])
def test_withheld_stays_withheld(caller: str, headers: tuple[str, ...], betrayal: tuple[str, ...]):
    assert _caller(caller, *headers, *betrayal) == WITHHELD


@pytest.mark.parametrize("privacy", ["none", "critical", "session", ""])
def test_privacy_that_hides_no_caller_hides_none(privacy: str):
    assert _caller("<sip:+48225550123@pbx>", f"Privacy: {privacy}").number == "+48225550123"


def test_what_the_network_asserts_goes_before_what_the_caller_says():
    assert _caller(
        '"Bank" <sip:+19998887777@pbx>',
        "P-Asserted-Identity: <sip:+15551230000@carrier>",
        "Remote-Party-ID: <sip:+15550000000@carrier>",
    ) == Presented(number="+15551230000", name=None, claimed="+19998887777")


def test_a_called_party_is_no_caller():
    caller = _caller("<sip:+48225550123@pbx>", "Remote-Party-ID: <sip:101@pbx>;party=called")
    assert caller.number == "+48225550123"


def test_a_number_goes_before_a_name_in_the_same_header_and_the_next():
    assert (
        _caller("<sip:x@pbx>", "P-Asserted-Identity: <sip:anna@c>, <tel:+48225550123>").number
        == "+48225550123"
    )
    assert _caller("<sip:+48225550123@pbx>", "P-Asserted-Identity: <sip:anna@c>").number == "+48225550123"


def test_the_name_comes_from_another_header_only_for_the_same_number():
    same = _caller('"Anna" <sip:0048225550123@pbx>', "P-Asserted-Identity: <tel:+48225550123>")
    assert (same.number, same.name, same.claimed) == ("+48225550123", "Anna", "0048225550123")
    assert _caller('"Anna" <sip:+48225550199@pbx>', "P-Asserted-Identity: <tel:+48225550123>").name is None


@pytest.mark.parametrize(
    ("caller", "headers", "verification"),
    [
        ("<sip:+1555@pbx>", (), Verification.NONE),
        ("<sip:+1555;verstat=TN-Validation-Passed@pbx>", (), Verification.PASSED),
        ("<sip:+1555@pbx;verstat=tn-validation-passed-a>", (), Verification.PASSED),
        ("<sip:+1555@pbx>;verstat=TN-Validation-Passed-B", (), Verification.PARTLY),
        ("<tel:+1555;verstat=TN-Validation-Passed-C>", (), Verification.PARTLY),
        ("<sip:+1555@pbx;verstat=No-TN-Validation>", (), Verification.NONE),
        ("<sip:+1555@pbx;verstat=TN-Validation-Failed-A>", (), Verification.FAILED),
        ("<sip:+1555@pbx;verstat=TN-Validation-Passed>", ("Attestation-Info: C",), Verification.PARTLY),
        ("<sip:+1555@pbx;verstat=TN-Validation-Passed>", ("Attestation-Info: A",), Verification.PASSED),
        ("<sip:+1555@pbx;verstat=TN-Validation-Passed-C>", ("Attestation-Info: A",), Verification.PASSED),
        ("<sip:+1555@pbx;verstat=TN-Validation-Passed-A>", ("Attestation-Info: B",), Verification.PARTLY),
        ("<sip:+1555@pbx;verstat=TN-Validation-Failed>", ("Attestation-Info: A",), Verification.FAILED),
        ("<sip:+1555@pbx>", ("Attestation-Info: A",), Verification.NONE),
        (
            "<sip:+1555@pbx;verstat=TN-Validation-Failed>",
            ("P-Asserted-Identity: <sip:+1555@pbx;verstat=TN-Validation-Passed>",),
            Verification.FAILED,
        ),
        (
            "<sip:+1555@pbx;verstat=TN-Validation-Passed>",
            ("P-Asserted-Identity: <sip:+1555@pbx;verstat=No-TN-Validation>",),
            Verification.NONE,
        ),
    ],
)
def test_the_most_cautious_word_of_the_carrier_counts(
    caller: str, headers: tuple[str, ...], verification: Verification
):
    presented = _caller(caller, *headers)
    assert (presented.number, presented.verification) == ("+1555", verification)


@pytest.mark.parametrize(
    "caller",
    [
        "<sip:+1555;verstat=TN-Validation-Passed@pbx>",
        "<sip:+1555;VerStat=tn-validation-PASSED@pbx;user=phone>",
        "<sip:+1555;npdi;verstat=TN-Validation-Passed-A;rn=+1@pbx>",
        "<sip:+1555%3Bverstat=TN-Validation-Passed@pbx>",
        "<sip:+1555@pbx;user=phone;verstat=TN-Validation-Passed>",
        '<sip:+1555@pbx;verstat="TN-Validation-Passed">',
        "<sip:+1555@pbx;verstat=TN-Validation-Passed?Priority=urgent>",
        "<tel:+1555;verstat=TN-Validation-Passed>",
        "<sip:+1555@pbx>;verstat=TN-Validation-Passed",
        '<sip:+1555@pbx>; verstat = "TN-Validation-Passed"',
        "sip:+1555@pbx;verstat=TN-Validation-Passed",
    ],
)
def test_every_spelling_of_a_passed_check_is_read(caller: str):
    assert _caller(caller).verification is Verification.PASSED
    assert _caller("<sip:+1555@pbx>", f"P-Asserted-Identity: {caller}").verification is Verification.PASSED


@pytest.mark.parametrize(
    ("attested", "verification"),
    [
        (("a",), Verification.PASSED),
        (('"A"',), Verification.PASSED),
        (("A, C",), Verification.PARTLY),
        (("A", "B"), Verification.PARTLY),
        (("nonsense",), Verification.PASSED),
        (("",), Verification.PASSED),
    ],
)
def test_an_attestation_goes_before_what_the_check_says(
    attested: tuple[str, ...], verification: Verification
):
    headers = [f"Attestation-Info: {one}" for one in attested]
    assert _caller("<sip:+1555;verstat=TN-Validation-Passed@pbx>", *headers).verification is verification


@pytest.mark.parametrize(
    "header",
    [
        "Identity: eyJhbGciOiJFUzI1NiJ9.eyJhdHRlc3QiOiJBIn0.x;info=<https://c.example>;alg=ES256;ppt=shaken",
        "X-Verstat: TN-Validation-Passed",
        "Attestation-Info: A",
    ],
)
def test_what_nobody_has_checked_proves_nothing(header: str):
    assert _caller("<sip:+1555@pbx>", header).verification is Verification.NONE


def test_within_a_call_its_old_from_contradicts_nobody():
    began = _message('"Jan" <sip:+48221234567@pbx>')
    update = _message('"Jan" <sip:+48221234567@pbx>', "P-Asserted-Identity: <sip:+48600100200@pbx>")

    assert caller_of(update).claimed == "+48221234567"
    assert caller_of(update, began.from_address) == Presented("+48600100200")


def test_within_a_call_that_is_withheld_a_bare_assertion_uncovers_nobody():
    began = _message("<sip:anonymous@anonymous.invalid>")
    update = _message("<sip:anonymous@anonymous.invalid>", "P-Asserted-Identity: <sip:+48600100200@pbx>")

    assert caller_of(update, began.from_address) == WITHHELD


@pytest.mark.parametrize(
    ("value", "named"),
    [
        ("98asjd8@pbx;to-tag=12;from-tag=34", ("98asjd8@pbx", frozenset({"12", "34"}))),
        ("98asjd8@pbx ; from-tag=34;early-only", ("98asjd8@pbx", frozenset({"34"}))),
        (";;;", ("", frozenset())),
    ],
)
def test_the_call_in_whose_place_one_comes(value: str, named: tuple[str, frozenset[str]]):
    assert replaced_by(_message("<sip:+1555@p>", f"Replaces: {value}")) == named
    assert replaced_by(_message("<sip:+1555@p>")) is None


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Anna\u202enimdA", "AnnanimdA"),
        ("A\x00n\x1b[31mn\x07a", "An[31mna"),
        ("A\tn\r\n\n na", "A n na"),
        ("\u2066Anna\u2069\u200b", "Anna"),
        ("x" * 1_000_000, "x" * 256),
        ("Zażółć 漢字 อันนา", "Zażółć 漢字 อันนา"),
    ],
)
def test_a_name_is_one_short_line_that_runs_one_way(name: str, plain: str):
    assert plain_name(name) == plain


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (b"Jos\xe9", "José"),
        (b"\xc0\xaf", "\ufffd\ufffd"),
        (b"\xed\xa0\x80", "\ufffd\ufffd\ufffd"),
        ("Wąs".encode() + b"\xc3", "Wąs\ufffd"),
    ],
)
def test_bytes_that_are_no_utf8_cost_no_call(raw: bytes, name: str):
    data = invite(sender=PBX, caller='"NAME" <sip:+1555@pbx>').replace(b"NAME", raw)
    assert caller_of(Message(data)) == Presented(number="+1555", name=name)


@pytest.mark.parametrize(
    ("headers", "did"),
    [
        ((), "900100"),
        (("Diversion: <sip:111@p>;reason=no-answer", "Diversion: <tel:222>;reason=unconditional"), "222"),
        (("Diversion: <sip:111@p>, <sip:222@p>",), "222"),
        (("History-Info: <sip:333@p>;index=1.2, <sip:111@p>;index=1, <sip:222@p>;index=1.10",), "111"),
        (("History-Info: <sip:333@p?Reason=SIP%3Bcause=302>;index=2.1", "Diversion: <sip:222@p>"), "333"),
        (("History-Info: <sip:anonymous@anonymous.invalid>;index=1, <sip:222@p>;index=1.1",), "222"),
        (("History-Info: <sip:333@p>;index=x.y", "Diversion: <sip:222@p>"), "222"),
    ],
)
def test_the_number_first_dialled(headers: tuple[str, ...], did: str):
    message = _message(
        "<sip:+1555@p>", *headers, target="sip:900100@pbx.example", to="<sip:800200@pbx.example>"
    )
    assert dialled_in(message, lambda uri: False) == did


def test_our_own_contact_was_dialled_by_nobody():
    message = _message("<sip:+1555@p>", target="sip:101@192.0.2.9:5099", to="<sip:900100@pbx.example>")
    assert dialled_in(message, lambda uri: (uri.host, uri.port) == ("192.0.2.9", 5099)) == "900100"


def test_a_colleague_who_passed_the_call_on():
    assert transferred_by(_message("<sip:+1555@p>", 'Referred-By: "Jan" <sip:104@pbx>')) == "104"
    assert transferred_by(_message("<sip:+1555@p>")) is None


@settings(max_examples=400, deadline=None)
@given(st.text(alphabet=st.sampled_from('"\\<>;:@,=+ 19a%'), max_size=60))
def test_a_quoted_name_never_becomes_the_number(name: str):
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    address = read_address(f'"{quoted}" <sip:+15551230000@pbx.example>;tag=1')
    assert (address.uri.user, address.name, address.parameters.get("tag")) == ("+15551230000", name, "1")
