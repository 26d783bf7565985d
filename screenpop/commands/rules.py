"""`screenpop rules`: the playbook in force, and why a rule says something to a customer, or does not."""

import argparse
import sys
from datetime import datetime
from datetime import time as wall_time

from screenpop.commands.asked_card import ask
from screenpop.commands.json_lines import as_line
from screenpop.commands.learning_of import day_of
from screenpop.commands.rules_told import explained, explained_as_json, listed, listed_as_json
from screenpop.commands.settings_of import settings_of
from screenpop.errors import ConfigurationError
from screenpop.rules.playbook import judge
from screenpop.sentences import say
from screenpop.settings.model import Settings
from screenpop.settings.playbook import playbook_of

_NOON = wall_time(12)


def command(arguments: argparse.Namespace) -> int:
    """List the rules, or test them on a customer, as the arguments say."""
    settings = settings_of(arguments)
    if arguments.action == "list":
        return run_list(settings, as_json=arguments.json)
    day = day_of(arguments)
    now = datetime.combine(day, _NOON).astimezone() if day else datetime.now().astimezone()
    return run_test(settings, arguments.customer, now, reveals=arguments.reveal, as_json=arguments.json)


def run_list(settings: Settings, *, as_json: bool) -> int:
    """Show all rules in their order, gestures and campaigns, and where each comes from."""
    playbook = playbook_of(settings)
    for line in map(as_line, listed_as_json(playbook)) if as_json else listed(playbook):
        print(line)
    return 0


def run_test(settings: Settings, customer: str, now: datetime, *, reveals: bool, as_json: bool) -> int:
    """Ask everybody about a customer and explain every rule; 1 if a department did not answer."""
    playbook = playbook_of(settings)
    asked = ask(settings, customer, at=now, reveals=reveals)
    if asked is None:
        raise ConfigurationError(
            say("The directory knows no customer “{customer}”; it is its number for them.", customer=customer)
        )
    judged = judge(playbook, asked.situation, now, asked.circumstances)
    if as_json:
        print(as_line(explained_as_json(customer, now, asked, judged)))
    else:
        for line in explained(customer, now, asked, judged):
            print(line)
    for department, why in asked.failed.items():
        told = say("{department} did not answer: {why}", department=department, why=why)
        print(f"screenpop: {told}", file=sys.stderr)
    return 1 if asked.failed else 0
