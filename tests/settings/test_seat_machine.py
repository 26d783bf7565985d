"""The seat is where a person sits: on a terminal server that is the client's computer, not the server."""

import socket

import pytest

from screenpop.settings.seat_machine import machine_name, plain, session_name


def test_before_a_computer_the_seat_is_that_computer() -> None:
    assert machine_name({}) == plain(socket.gethostname()) != ""


@pytest.mark.parametrize(
    ("environment", "name"),
    [
        ({"CLIENTNAME": "DESK-14"}, "desk-14"),
        ({"LTSP_CLIENT_HOSTNAME": "ltsp31.office.example"}, "ltsp31"),
        ({"X2GO_SESSION": "anna-50", "SSH_CONNECTION": "10.0.3.14 52311 10.0.0.2 22"}, "10.0.3.14"),
        ({"X2GO_SESSION": "anna-50", "SSH_CLIENT": "fe80::14 52311 22"}, "fe80::14"),
    ],
)
def test_from_afar_the_seat_is_the_clients_computer(environment: dict[str, str], name: str) -> None:
    assert machine_name(environment) == name


@pytest.mark.parametrize(
    "environment",
    [
        {"CLIENTNAME": "Console"},
        {"SSH_CONNECTION": "10.0.3.14 52311 10.0.0.2 22"},
        {"X2GO_SESSION": "anna-50"},
    ],
    ids=["at the console", "an administrator by ssh", "an X2Go that says nothing"],
)
def test_what_is_no_client_is_not_taken_for_one(environment: dict[str, str]) -> None:
    assert machine_name(environment) == plain(socket.gethostname())


def test_two_sessions_on_one_computer_are_told_apart() -> None:
    assert session_name({"DISPLAY": ":10"}) != session_name({"DISPLAY": ":11"})
    assert session_name({"WAYLAND_DISPLAY": "wayland-0"}) == session_name({"WAYLAND_DISPLAY": "wayland-0"})
