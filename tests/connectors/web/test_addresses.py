import socket
import threading
from time import monotonic

import pytest

from connectors.web.addresses import TooSlow, is_public, look_up, look_up_within, may_be_asked


@pytest.mark.parametrize(
    "address",
    [
        "169.254.169.254",
        "169.254.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::169.254.169.254",
        "fe80::1",
        "febf::1",
        "fe80::1%1",
        "fd00:ec2::254",
        "0.0.0.0",
        "::",
        "224.0.0.1",
        "255.255.255.255",
        "ff02::1",
    ],
)
def test_addresses_where_no_server_of_a_company_is_are_never_asked(address):
    assert not may_be_asked(address)


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "::1", "10.0.0.5", "192.168.1.9", "93.184.216.34", "fd12::5"]
)
def test_a_companys_own_servers_may_be_asked(address):
    assert may_be_asked(address)


def test_addresses_of_the_open_internet_are_told_from_inner_ones():
    assert is_public("93.184.216.34")
    assert not any(
        is_public(inner) for inner in ("127.0.0.1", "10.0.0.5", "::1", "::ffff:10.0.0.5", "fd12::5")
    )


def test_a_number_written_in_one_piece_is_looked_at_as_what_the_system_takes_it_for():
    assert not any(may_be_asked(address) for address in look_up("2852039166", 80))


def test_a_name_that_nobody_answers_for_does_not_hold_us_up():
    answers = threading.Event()
    began = monotonic()

    with pytest.raises(TooSlow):
        look_up_within(0.1, "crm.example", 443, lambda *_: answers.wait(5) and ())

    assert monotonic() - began < 4
    answers.set()


def test_an_address_is_not_looked_up():
    assert look_up_within(0, "::1", 443, look_up) == ("::1",)


def test_a_name_that_is_none_is_unknown():
    with pytest.raises(socket.gaierror):
        look_up_within(1, "a" * 70 + ".example", 443, look_up)
