"""What `screenpop database` can be told."""

import argparse
from typing import Protocol


class Adds(Protocol):
    """Adds an action: its name, what it does, and the module that does it."""

    def __call__(self, name: str, told: str, module: str) -> argparse.ArgumentParser:
        """Give the action's own parser."""


def add_actions(add: Adds) -> None:
    """Add every action."""
    upgrade = add("upgrade", "create the tables, or bring them up to this program", "database")
    _asked_as(upgrade, "--login", "--as")
    _add_roles(add)
    _add_chain(add)
    _add_persons(add)
    unlock = add("unlock", "have a customer asked again who is locked after wrong answers", "database_unlock")
    unlock.add_argument("customer", metavar="CUSTOMER", help="the customer's number")
    _named(unlock=unlock)


def _add_roles(add: Adds) -> None:
    grant = add(
        "grant", "make roles and policies as they should be; or give one to a login", "database_roles"
    )
    grant.add_argument("--agent", metavar="NAME", help="which agent the login is, as in their settings")
    grant.add_argument(
        "--role", metavar="ROLE", help="agent, supervisor, auditor, retention, learner or reader"
    )
    grant.add_argument("--create", action="store_true", help="make the login; its password is asked for")
    revoke = add("revoke", "have a login be nobody in the record", "database_roles")
    for action, needed in ((grant, False), (revoke, True)):
        action.add_argument(
            "--login", dest="person", metavar="LOGIN", required=needed, help="somebody's personal login"
        )
    policy = add("policy", "what agents read besides their own", "database_roles")
    policy.add_argument("reading", nargs="?", choices=("own", "customers", "all"))
    _named(grant=grant, revoke=revoke, policy=policy)


def _add_chain(add: Adds) -> None:
    head = add("head", "the chain's end, to be kept elsewhere", "database_chain")
    head.add_argument("--output", metavar="FILE", help="add a line to this file")
    verify = add("verify", "recompute the chain, and name what was changed", "database_chain")
    verify.add_argument("--head", metavar="FILE", help="compare with the heads that were exported there")
    verify.add_argument("--json", action="store_true")
    _named(head=head, verify=verify)


def _add_persons(add: Adds) -> None:
    exported = add("export-person", "all that the record holds of one person", "database_person")
    exported.add_argument("--output", metavar="FILE", help="instead of standard output")
    erase = add("erase", "erase what the record holds of one person", "database_person")
    erase.add_argument("--reason", metavar="TEXT", default="", help="why; it is kept, so it names nobody")
    erase.add_argument("--yes", action="store_true", help="do not ask")
    for action in (exported, erase):
        action.add_argument("customer", nargs="?", metavar="CUSTOMER", help="the customer's number")
        action.add_argument("--number", metavar="N", help="a telephone number instead")
    retention = add("retention", "erase notes and views that are old enough", "database_person")
    retention.add_argument("--notes", type=int, default=24, metavar="MONTHS", help="24, unless you say")
    retention.add_argument("--views", type=int, default=12, metavar="MONTHS", help="12, unless you say")
    _named(export_person=exported, erase=erase, retention=retention)


def _named(**actions: argparse.ArgumentParser) -> None:
    """Have each tell its command which it is, and be asked by any login."""
    for name, action in actions.items():
        action.set_defaults(action=name.replace("_", "-"))
        _asked_as(action, "--as")


def _asked_as(action: argparse.ArgumentParser, *options: str) -> None:
    action.add_argument(
        *options,
        dest="login",
        metavar="NAME",
        help="who asks the server, instead of the settings' login; the password is the secret record.NAME, or"
        " libpq finds it (PGPASSFILE)",
    )
