import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telephony.sip.dialog_info import UnreadableDialogInfo, read_dialog_info
from telephony.sip.dialogs import Dialog, DialogInfo, DialogParty, DialogState

EARLY = b"""<?xml version="1.0" encoding="UTF-8"?>
<dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="7" state="partial" entity="sip:101@pbx">
 <dialog id="as7d900as8" call-id="a84b4c76e66710" local-tag="1" remote-tag="2" direction="recipient">
  <remote>
   <identity display="\xc5\xbbaneta W\xc3\xb3jcik">sip:+48221234567@pbx</identity>
   <target uri="sip:+48221234567@pbx"/>
  </remote>
  <local>
   <identity display="Anna Nowak">sip:5101@pbx</identity>
   <target uri="sip:101-0x55@10.0.0.7"><param pname="+sip.rendering" pval="yes"/></target>
  </local>
  <referred-by display="Bob">sip:102@pbx</referred-by>
  <state event="remote-tag">early</state>
 </dialog>
</dialog-info>
"""


def document(dialogs: str = "", version: int = 0, state: str = "full") -> bytes:
    return (
        f'<dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="{version}" state="{state}" '
        f'entity="sip:101@pbx">{dialogs}</dialog-info>'
    ).encode()


def dialog(key: str, state: str) -> Dialog:
    return Dialog(key, DialogState(state))


def test_everything_a_ringing_dialog_says_is_read():
    info = read_dialog_info(EARLY)

    assert info == DialogInfo(
        version=7,
        full=False,
        dialogs=(
            Dialog(
                id="as7d900as8",
                state=DialogState.EARLY,
                call_id="a84b4c76e66710",
                incoming=True,
                remote=DialogParty("sip:+48221234567@pbx", "Żaneta Wójcik"),
                local=DialogParty("sip:5101@pbx", "Anna Nowak"),
                referred_by=DialogParty("sip:102@pbx", "Bob"),
                event="remote-tag",
            ),
        ),
    )


def test_asterisks_bodies_are_read_as_it_meant_them(shared: Path):
    captured = (shared / "ami" / "s15_dialog_info_notify_bodies.txt").read_text("utf-8")
    bodies = ["<?xml" + part.partition("---")[0] for part in captured.split("<?xml")[1:]]

    dialogs = [read_dialog_info(body.encode()).dialogs[0] for body in bodies]

    assert [one.state.value for one in dialogs] == [
        "terminated",
        "early",
        "confirmed",
        "terminated",
        "early",
        "confirmed",
        "early",
        "confirmed",
        "terminated",
        "confirmed",
        "terminated",
        "early",
        "confirmed",
        "terminated",
    ]
    assert [one.remote for one in dialogs if one.state is DialogState.EARLY] == [
        DialogParty("sip:+48221234567@127.0.0.1", "Jan Kowalski"),
        DialogParty("sip:103@127.0.0.1", "Żaneta Wójcik"),
        DialogParty("sip:+48222222222@127.0.0.1", "Second Caller"),
        DialogParty("sip:+48221234567@127.0.0.1", "Jan Kowalski"),
    ]


def test_a_prefix_that_nobody_declared_is_read_over():
    body = b'<d:dialog-info version="1"><d:dialog id="x"><d:state> Confirmed\n</d:state></d:dialog></d:dialog-info>'

    assert read_dialog_info(body).dialogs == (dialog("x", "confirmed"),)


def test_latin_1_names_under_a_utf_8_heading_are_read():
    body = EARLY.replace(b"\xc5\xbbaneta W\xc3\xb3jcik", b"M\xfcller")

    assert read_dialog_info(body).dialogs[0].remote == DialogParty("sip:+48221234567@pbx", "Müller")


def test_utf_16_is_read():
    body = EARLY.decode().replace("UTF-8", "UTF-16").encode("utf-16")

    assert read_dialog_info(body) == read_dialog_info(EARLY)


def test_utf_16_without_its_mark_is_read():
    for encoding in ("utf-16-le", "utf-16-be"):
        assert read_dialog_info(EARLY.decode().encode(encoding)) == read_dialog_info(EARLY)


def test_a_wrong_heading_does_not_change_what_the_bytes_are():
    for claimed in (b"ISO-8859-1", b"UTF-16", b"x-unknown"):
        assert read_dialog_info(EARLY.replace(b"UTF-8", claimed)) == read_dialog_info(EARLY)


def test_how_a_dialog_ended_and_whose_place_it_took_is_read():
    body = document(
        '<dialog id="x"><replaces call-id="y" local-tag="1" remote-tag="2"/>'
        '<state event="Rejected" code="486">terminated</state></dialog><dialog id="z"><state>early</state></dialog>'
    )

    ended, other = read_dialog_info(body).dialogs

    assert (ended.replaces, ended.event, ended.code) == ("y", "rejected", 486)
    assert (other.replaces, other.event, other.code) == (None, None, None)


@pytest.mark.parametrize("code", ["", "4860", "-48", "abc", "４８６"])
def test_a_code_that_is_none_is_left_out(code: str):
    body = document(f'<dialog id="x"><state event="rejected" code="{code}">terminated</state></dialog>')

    assert read_dialog_info(body).dialogs[0].code is None


def test_a_direction_that_is_none_is_left_out():
    body = document('<dialog id="x" direction="sideways"><state>early</state></dialog>')

    assert read_dialog_info(body).dialogs[0].incoming is None


def test_what_is_huge_is_refused_at_once():
    began = time.perf_counter()
    for body in (
        b"<dialog-info version='1'>" + b"<dialog>" * 1_000_000,
        b"<dialog-info version='1'>" + b"<dialog>" * 8_000,
        b"<dialog-info version='1' x='" + b"y" * 10_000_000 + b"'/>",
    ):
        with pytest.raises(UnreadableDialogInfo):
            read_dialog_info(body)
    assert time.perf_counter() - began < 0.5


def test_long_values_are_cut():
    body = document(
        f'<dialog id="{"i" * 9_000}" call-id="{"c" * 9_000}"><remote><identity display="{"d" * 9_000}">'
        f'{"u" * 9_000}</identity></remote><state event="{"e" * 9_000}">early</state></dialog>'
    )

    one = read_dialog_info(body).dialogs[0]

    assert one.remote is not None
    longest = max(
        map(len, (one.id, one.call_id or "", one.remote.uri, one.remote.display or "", one.event or ""))
    )
    assert longest == 1024


def test_text_of_other_vendors_elements_is_not_taken_for_ours():
    body = document(
        '<dialog id="x"><vendor><state>terminated</state><identity display="Eve">sip:666@x</identity></vendor>'
        "<state>early</state></dialog>"
    )

    assert read_dialog_info(body).dialogs == (dialog("x", "early"),)


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b'<!DOCTYPE d [<!ENTITY a "boom">]><dialog-info version="1">&a;</dialog-info>', "DOCTYPE"),
        (b'<!DOCTYPE d SYSTEM "file:///etc/passwd"><dialog-info version="1"/>', "DOCTYPE"),
        (b'<dialog-info version="1"><dialog id="x"><state>&xxe;</state></dialog></dialog-info>', "undefined"),
        (b"<dialog-info version='1'><dialog>", "no element|unclosed"),
        (b"", "no element"),
        (b"not xml", "syntax error"),
        (b"\xff\xfe\x00", "."),
        (b"<presence/>", "another document"),
        (b"<dialog-info version='-1'/>", "no number"),
        (b"<dialog-info version='99999999999999'/>", "no number"),
        (document("<dialog id='x'><state>flying</state></dialog>"), "unknown state"),
        (document("<dialog id='x'></dialog>"), "unknown state"),
        (document("<a>" * 20 + "</a>" * 20), "too deeply"),
        (document("<dialog id='x'><state>early</state></dialog>" * 300), "too many"),
        (document(" " * 70_000), "too large"),
    ],
)
def test_a_body_that_nobody_honest_sends_is_refused(body: bytes, why: str):
    with pytest.raises(UnreadableDialogInfo, match=why):
        read_dialog_info(body)


PIECES = st.sampled_from(
    [
        b"<dialog-info version='1'>",
        b"</dialog-info>",
        b"<dialog id='a'>",
        b"</dialog>",
        b"<state>early</state>",
        b"<remote><identity display='&amp;'>sip:1@x</identity></remote>",
        b"<!DOCTYPE d>",
        b"&a;",
        b"\xff",
        b"<![CDATA[",
        b"]]>",
        b"<?x?>",
        b"</remote>",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary(max_size=200), st.lists(PIECES, max_size=12).map(b"".join)))
def test_whatever_comes_is_read_or_refused_and_nothing_else(body: bytes):
    try:
        info = read_dialog_info(body)
    except UnreadableDialogInfo:
        return
    assert info.version >= 0
