"""Of whom nothing is learnt: who objects to being approached at all, by the directory or by what was noted on calls."""

from collections import defaultdict
from collections.abc import Mapping
from contextlib import closing

from connectors.directory.index import DirectoryIndex
from screenpop.bootstrap import parts
from screenpop.bootstrap.shared_database import database_of, record_file
from screenpop.customers import Person
from screenpop.permission import Channel, Permission
from screenpop.ports.secrets import Secrets
from screenpop.rules.permission import objection
from screenpop.settings.model import Settings
from screenpop.storage.for_learning import RecordForLearning


def objecting(settings: Settings) -> frozenset[str]:
    """The sales source's numbers of customers of whom somebody objects to everything, and has not taken it back.

    Raises:
        SourceError: The directory cannot be asked.
        RecordUnavailable: The record cannot be asked: without it nobody knows of whom nothing is to be learnt.
    """
    secrets = parts.secrets_of(settings)
    noted = _noted(settings, secrets)
    directory = parts.directory_of(settings, secrets)
    if directory is None:
        return frozenset(_objecting({}, noted))
    with closing(directory):
        if not directory.is_imported:
            return frozenset(_objecting({}, noted))
        known = _known(directory)
        return frozenset(
            _sales_number(customer_id, directory, known.get(customer_id, []))
            for customer_id in _objecting(known, noted)
        )


def _objecting(
    known: Mapping[str, list[Person]], noted: Mapping[str, tuple[Permission, ...]]
) -> frozenset[str]:
    return frozenset(
        customer_id
        for customer_id in known.keys() | noted.keys()
        if objection(known.get(customer_id, ()), noted.get(customer_id, ()), caller=None) is Channel.ALL
    )


def _noted(settings: Settings, secrets: Secrets) -> Mapping[str, tuple[Permission, ...]]:
    file = record_file(settings)
    if file is not None and not file.exists():
        return {}
    with closing(database_of(settings, secrets)) as database:
        return dict(RecordForLearning(database).permissions())


def _known(directory: DirectoryIndex) -> Mapping[str, list[Person]]:
    """Those who object; that others allow it takes nothing back."""
    known: dict[str, list[Person]] = defaultdict(list)
    for person in directory.asked_of_marketing():
        if person.marketing.allowed.get(Channel.ALL) is False:
            known[person.customer.id].append(person)
    return known


def _sales_number(customer_id: str, directory: DirectoryIndex, known: list[Person]) -> str:
    customer = known[0].customer if known else directory.customer(customer_id)
    return customer.reference("sales") if customer else customer_id
