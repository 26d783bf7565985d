"""`screenpop data`: what is kept here for this user, and how all of it is removed."""

import argparse
import sys
from collections.abc import Callable, Sequence

from screenpop.bootstrap.own_data import KeptHere, kept_here, names_of_passwords, remove, told_unsent, unsent
from screenpop.bootstrap.parts import secrets_of
from screenpop.commands.json_lines import as_line
from screenpop.commands.settings_of import settings_of
from screenpop.errors import ConfigurationError, MissingSecret, RecordUnavailable
from screenpop.ports.secrets import SecretStore
from screenpop.sentences import say, say_many
from screenpop.settings.model import Settings
from screenpop.storage.stamp import refuse_newer


def command(arguments: argparse.Namespace) -> int:
    """Tell what there is, or remove it."""
    settings = settings_of(arguments)
    kept = kept_here(settings)
    if arguments.action == "list":
        return _list(settings, kept, as_json=arguments.json)
    refuse_newer(settings.data)
    wanted = [each for each in kept if arguments.record or not each.is_record]
    _tell(wanted)
    for each in kept:
        if each not in wanted:
            print(say("stays: {what} (--record removes it, too)", what=each.what))
    if not arguments.unsent:
        _refuse_unsent(settings)
    if not arguments.yes and not _is_confirmed():
        raise ConfigurationError(say("Nothing is removed; --yes does it without asking."))
    forgotten = remove(settings, _forgetting(settings), record=arguments.record)
    print(
        say("removed"),
        say_many("{count} password forgotten", "{count} passwords forgotten", forgotten),
        sep="; ",
    )
    return 0


def _list(settings: Settings, kept: Sequence[KeptHere], *, as_json: bool) -> int:
    if not as_json:
        _tell(kept)
        print(
            say("passwords that the keyring may hold: {names}", names=", ".join(names_of_passwords(settings)))
        )
        return 0
    for each in kept:
        paths = [str(path) for path in each.paths]
        print(as_line({"what": str(each.what), "bytes": each.size, "paths": paths}))
    return 0


def _tell(kept: Sequence[KeptHere]) -> None:
    for each in kept:
        print(f"{each.size:>14,}  {each.what}".replace(",", " "))
        for path in each.paths:
            print(f"{'':16}{path}")


def _refuse_unsent(settings: Settings) -> None:
    try:
        number = unsent(settings)
    except RecordUnavailable as error:
        raise ConfigurationError(
            say(
                "{reason} What waits there would be lost; --unsent removes it all the same.",
                reason=error.sentence,
            )
        ) from None
    if number:
        raise ConfigurationError(
            say(
                "{told} Start Screenpop where the record can be reached, or have it removed all the same with"
                " --unsent.",
                told=told_unsent(number),
            )
        )


def _is_confirmed() -> bool:
    if not sys.stdin.isatty():
        return False
    print(say("Type “remove” to have all of this removed: "), end="", flush=True)
    return sys.stdin.readline().strip() == "remove"


def _forgetting(settings: Settings) -> Callable[[str], bool]:
    """Forgets a password; a keyring that cannot be used keeps nobody from removing the rest, and is told."""
    secrets = secrets_of(settings)
    unusable: list[MissingSecret] = []

    def forget(name: str) -> bool:
        if not isinstance(secrets, SecretStore) or unusable:
            return False
        try:
            return secrets.forget(name)
        except MissingSecret as error:
            unusable.append(error)
            print(f"screenpop: {error}", file=sys.stderr)
            return False

    return forget
