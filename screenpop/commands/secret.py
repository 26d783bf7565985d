"""`screenpop secret`: stores, tries and forgets passwords in the system's keyring."""

import argparse
import re
import sys
from typing import Literal

from screenpop.bootstrap.parts import secrets_of
from screenpop.commands.settings_of import settings_of
from screenpop.errors import ConfigurationError
from screenpop.ports.secrets import Secrets, SecretStore
from screenpop.sentences import say
from screenpop.storage.keychain import ask_at_the_terminal, typed_unseen

_NAME = re.compile(r"line(\.[\w-]+)?(@[\w.+*-]+)?|sources\.[\w-]+|prospects|directory|record(\.[\w.@ -]+)?")


def command(arguments: argparse.Namespace) -> int:
    """Do what the arguments say."""
    return run_secret(arguments.action, arguments.name, secrets_of(settings_of(arguments)))


def run_secret(action: Literal["set", "test", "forget"], name: str, secrets: Secrets) -> int:
    """Store, try or forget a password. It is read from the terminal or standard input, never from arguments.

    Raises:
        ConfigurationError: The name is none, nothing was typed, or passwords are not kept in a keyring here.
    """
    if not _NAME.fullmatch(name):
        raise ConfigurationError(
            say(
                "“{name}” is no name of a password: line, line@EXTENSION, line.NAME, sources.NAME, prospects,"
                " directory, record or record.LOGIN.",
                name=name,
            )
        )
    if action == "test":
        found = bool(secrets.get(name))
        print(
            say("{name}: a password is stored", name=name)
            if found
            else say("{name}: no password is stored", name=name)
        )
        return 0 if found else 1
    if not isinstance(secrets, SecretStore):
        raise ConfigurationError(
            say(
                "The settings do not keep passwords in the keyring ([secrets] from), so nothing is stored there."
            )
        )
    if action == "set":
        secrets.set(name, typed_password(name))
        print(say("{name}: stored", name=name))
        return 0
    forgotten = secrets.forget(name)
    print(
        say("{name}: forgotten", name=name) if forgotten else say("{name}: no password was stored", name=name)
    )
    return 0


def typed_password(name: str) -> str:
    """A new password: typed twice unseen, or the first line of what is piped in.

    Raises:
        ConfigurationError: It is empty, or the two differ.
    """
    password = _typed_twice(name) if sys.stdin.isatty() else _first_line()
    if not password:
        raise ConfigurationError(say("The password is empty; nothing is stored."))
    return password


def _first_line() -> str:
    try:
        return sys.stdin.readline().rstrip("\r\n")
    except UnicodeDecodeError:
        raise ConfigurationError(say("The password is not UTF-8 text; nothing is stored.")) from None


def _typed_twice(name: str) -> str:
    password = ask_at_the_terminal(name)
    if password != typed_unseen(str(say("Once more: "))):
        raise ConfigurationError(say("The two passwords differ; nothing is stored."))
    return password
