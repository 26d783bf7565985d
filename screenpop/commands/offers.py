"""`screenpop offers`: what to offer to customers, as it was learnt or as it would have been on a day."""

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from datetime import date

from connectors.directory.index import DirectoryIndex
from connectors.learning.learn import learning
from screenpop.answers.cross_sell import Offer
from screenpop.bootstrap import parts
from screenpop.bootstrap.learnt import learnt_place
from screenpop.commands.json_lines import as_line
from screenpop.commands.learning_history import history_of
from screenpop.commands.learning_of import day_of
from screenpop.commands.objections_of import objecting
from screenpop.commands.settings_of import settings_of
from screenpop.commands.unhurried import Progress
from screenpop.errors import ConfigurationError
from screenpop.sentences import say
from screenpop.settings.model import Settings

Offers = Iterable[tuple[str, Sequence[Offer]]]
"""For each customer what to offer, best first within each list."""


def command(arguments: argparse.Namespace) -> int:
    """Tell offers as the arguments say."""
    if arguments.all == bool(arguments.customers):
        raise ConfigurationError(say("Name customers, or say --all."))
    settings, at = settings_of(arguments), day_of(arguments)
    parts.make_data_folder(settings)
    with ExitStack() as open_parts:
        directory = parts.directory_of(settings, parts.secrets_of(settings))
        if directory is not None:
            open_parts.enter_context(closing(directory))
        known = directory if directory is not None and directory.is_imported else None
        learnt = open_parts.enter_context(learnt_place(settings, parts.secrets_of(settings))).learnt
        if at is not None:
            everybody = recomputed(settings, at)
        elif learnt.as_of() is None:
            print(say("Nothing was learnt yet; “screenpop learn” does it."), file=sys.stderr)
            return 0
        else:
            everybody = learnt.everybody()
        if arguments.all:
            return run_offers(_named(everybody, sales_numbers(known)), as_json=arguments.json)
        wanted = asked_for(arguments.customers, known)
        found = dict(everybody) if at is not None else {ref: learnt.offers(ref) for _, ref in wanted}
        return run_offers([(name, found.get(ref, ())) for name, ref in wanted], as_json=arguments.json)


def run_offers(offers: Offers, *, as_json: bool) -> int:
    """Tell offers on stdout, one a line; as JSON `customer`, `list`, `product`, `score`, `reason`."""
    for customer, suggested in offers:
        for offer in suggested:
            shape = {
                "customer": customer,
                "list": offer.list.value,
                "product": offer.product,
                "score": offer.score,
                "reason": str(offer.reason),
            }
            if as_json:
                print(as_line(shape))
            else:
                print(f"{customer:<12}{offer.list.value:<7}{offer.product:<12}{offer.name:<36}{offer.reason}")
    return 0


def recomputed(settings: Settings, at: date) -> Iterator[tuple[str, Sequence[Offer]]]:
    """Everybody's offers as they would have been on the morning of a day; what was learnt stays as it is."""
    progress = Progress()
    with (
        history_of(settings, at, without=objecting(settings), tell=progress.tell) as history,
        learning(history, at, progress.tell) as result,
    ):
        yield from result.suggested


def asked_for(customers: Iterable[str], directory: DirectoryIndex | None) -> list[tuple[str, str]]:
    """For each customer asked for, what to call it and sales' number for it.

    Customers are asked for by the directory's number; where it knows none such, by sales' own.
    """
    found = []
    names: Mapping[str, str] | None = None
    for each in customers:
        customer = directory.customer(each) if directory else None
        if customer is not None:
            found.append((customer.id, customer.reference("sales")))
            continue
        names = sales_numbers(directory) if names is None else names
        found.append((names.get(each, each), each))
    return found


def sales_numbers(directory: DirectoryIndex | None) -> Mapping[str, str]:
    """Sales' number for each customer → the directory's."""
    if directory is None:
        return {}
    return {customer.reference("sales"): customer.id for customer in directory.customers()}


def _named(offers: Offers, names: Mapping[str, str]) -> Offers:
    for ref, suggested in offers:
        yield names.get(ref, ref), suggested
