import pytest

from telephony.wire.guard import Guard, plain_address


def test_only_the_pbx_is_let_in_and_strangers_are_counted():
    guard = Guard("pbx.example", 5060)
    assert not guard.admits("192.0.2.1")
    guard.learn(["192.0.2.1", "2001:db8::1"])
    assert guard.admits("192.0.2.1")
    assert guard.admits("::ffff:192.0.2.1")
    assert guard.admits("2001:DB8:0:0::1")
    assert not guard.admits("192.0.2.2")
    assert guard.strangers == 2


def test_an_address_that_cannot_be_looked_up_now_is_kept():
    guard = Guard("pbx.example", 5060)
    assert not guard.learn([])
    assert guard.peer is None
    assert guard.learn(["192.0.2.1"])
    assert guard.learn([])
    assert guard.peer == ("192.0.2.1", 5060)


def test_the_next_address_has_its_turn():
    guard = Guard("pbx.example", 5060)
    guard.learn(["192.0.2.1", "192.0.2.2"])
    guard.next_peer()
    assert guard.peer == ("192.0.2.2", 5060)


def test_loopback_has_an_address():
    assert Guard("127.0.0.1", 5060).addresses() == ["127.0.0.1"]


@pytest.mark.parametrize("name", ["a" * 300, "pbx\0"])
def test_an_impossible_name_has_none(name: str):
    assert Guard(name, 5060).addresses() == []


@pytest.mark.parametrize(
    ("written", "plain"),
    [("fe80::1%eth0", "fe80::1"), ("::ffff:10.0.0.1", "10.0.0.1"), ("10.0.0.1", "10.0.0.1"), ("x", "x")],
)
def test_an_address_has_one_spelling(written: str, plain: str):
    assert plain_address(written) == plain


def test_an_address_that_the_name_stands_for_no_more_is_told():
    guard = Guard("pbx.example", 5060)
    guard.learn(["192.0.2.1", "192.0.2.2"])
    assert not guard.lost_sight(["192.0.2.2", "192.0.2.1"])
    assert not guard.lost_sight([])
    assert guard.lost_sight(["192.0.2.2"])


@pytest.mark.parametrize(
    ("host", "named"), [("pbx.example", True), ("192.0.2.1", False), ("fe80::1%eth0", False)]
)
def test_an_address_needs_no_resolver(host: str, named: bool):
    assert Guard(host, 5060).is_named is named
