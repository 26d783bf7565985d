import hashlib

import pytest

from telephony.ami import actions


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\0", "\r\n\r\n"])
def test_no_value_brings_lines_of_its_own(end: str):
    said = actions.login("desk101", f"pw{end}Action: Originate", classes="call", action_id="1")
    lines = said.removesuffix(b"\r\n\r\n").split(b"\r\n")
    assert [line.partition(b":")[0] for line in lines] == [
        b"Action",
        b"ActionID",
        b"Username",
        b"Secret",
        b"Events",
    ]
    assert not any(mark in line for line in lines for mark in (b"\r", b"\n", b"\0"))


@pytest.mark.parametrize("password", [b"p\xe4ss", "pa\u00a0ss\u200bw\u00f6rd".encode()])
def test_a_password_goes_out_byte_by_byte_as_it_was_given(password: bytes):
    given = password.decode("utf-8", "surrogateescape")
    assert b"Secret: " + password + b"\r\n" in actions.login("d", given, classes="call", action_id="1")
    key = hashlib.md5(b"42" + password, usedforsecurity=False).hexdigest().encode()
    assert b"Key: " + key in actions.login_by_hash("d", given, "42", classes="call", action_id="1")
