"""Who answers at a manager interface: its first line, by which nobody signs on and no password is tried."""

import socket
import ssl

from screenpop.ports.checks import Check
from screenpop.sentences import Sentence, say
from telephony.ami.account import Account
from telephony.wire.tls import client_context, refusal

GREETED_WITHIN = 4.0
_LONGEST_NAME = 60


def greeting(name: str, account: Account) -> Check:
    """Connect, and say who answers."""
    subject = f"line {name}"
    context = client_context(account.ca_file) if account.tls else None
    if isinstance(context, Sentence):
        return Check(subject, passed=False, told=context)
    try:
        with socket.create_connection((account.host, account.port), timeout=GREETED_WITHIN) as plain:
            line = _first_line(plain, account.host, context)
    except ssl.SSLError as error:
        return Check(subject, passed=False, told=refusal(error, account.host))
    except TimeoutError:
        return Check(subject, passed=False, told=_silent(account))
    except OSError as error:
        why = error.strerror or str(error)
        told = say("{server} cannot be reached: {why}.", server=account.place, why=why)
        return Check(subject, passed=False, told=told)
    if not line:
        told = say("{server} answers, and does not say what it is.", server=account.place)
        return Check(subject, passed=False, told=told)
    return Check(subject, passed=True, told=say("It answers: {product}.", product=line[:_LONGEST_NAME]))


def _first_line(plain: socket.socket, host: str, context: ssl.SSLContext | None) -> str:
    if context is None:
        return _read(plain)
    with context.wrap_socket(plain, server_hostname=host) as wrapped:
        return _read(wrapped)


def _read(opened: socket.socket) -> str:
    """One line, in as many pieces as it comes."""
    read = b""
    while b"\n" not in read and len(read) < 1024:
        piece = opened.recv(256)
        if not piece:
            break
        read += piece
    line = read.partition(b"\n")[0].decode("utf-8", "replace").strip()
    return line if line.isprintable() else ""


def _silent(account: Account) -> Sentence:
    return say(
        "No answer from {server} over {transport} yet. Is the address right, and is this computer in its network?",
        server=account.place,
        transport="TLS" if account.tls else "TCP",
    )
