"""What `screenpop check` finds out about the directory."""

from collections.abc import Iterator
from itertools import islice

from connectors.directory.index import DirectoryIndex
from connectors.directory.rows import ContactRow, read_contacts
from screenpop.customers import Customer
from screenpop.errors import SourceError
from screenpop.phone_numbers import NumberReader
from screenpop.ports.checks import Check
from screenpop.ports.source import Source
from screenpop.sentences import say, say_many

_SAMPLE = 200


def check_directory(
    index: DirectoryIndex, source: Source, contacts: str, reader: NumberReader
) -> Iterator[Check]:
    """Read the first contacts from the source, and see whether the index can be asked."""
    yield _check_contacts(source, contacts, reader)
    if not index.is_imported:
        told = say("not imported yet; the first start does it")
        yield Check("directory: index", passed=True, told=told)
        return
    try:
        size = index.size()
    except SourceError as error:
        yield Check("directory: index", passed=False, told=error.sentence)
    else:
        yield Check("directory: index", passed=True, told=say_many("{count} entry", "{count} entries", size))


def first_customers(source: Source, contacts: str, *, at_most: int) -> tuple[Customer, ...]:
    """Some customers as the source knows them, for a directory that was never imported; none if it cannot be asked."""
    try:
        sample = list(read_contacts(islice(source.stream(contacts, {}), _SAMPLE)))
    except SourceError:
        return ()
    customers = {
        row.customer_id: Customer(
            row.customer_id,
            row.customer,
            {department: ref for department, ref in row.references.items() if ref},
        )
        for row in sample
        if isinstance(row, ContactRow)
    }
    return tuple(islice(customers.values(), at_most))


def _check_contacts(source: Source, contacts: str, reader: NumberReader) -> Check:
    subject = "directory: contacts"
    try:
        sample = list(read_contacts(islice(source.stream(contacts, {}), _SAMPLE)))
    except SourceError as error:
        return Check(subject, passed=False, told=error.sentence)
    people = [row for row in sample if isinstance(row, ContactRow)]
    if not people:
        first = next((row for row in sample if not isinstance(row, ContactRow)), None)
        return Check(
            subject, passed=False, told=first.sentence if first else say("The question gives no rows.")
        )
    with_number = [row.number for row in people if row.number]
    read = sum(reader.read_stored(number) is not None for number in with_number)
    told = say("{read} of the first {all} numbers can be read", read=read, all=len(with_number))
    return Check(subject, passed=read > 0 or not with_number, told=told)
