"""What `screenpop check` finds out about the directory: its question, and whether it was imported."""

from collections.abc import Iterator
from itertools import islice

from connectors.directory.index import DirectoryIndex
from connectors.directory.rows import ContactRow, read_contacts
from screenpop.errors import SourceError
from screenpop.phone_numbers import NumberReader
from screenpop.ports.checks import Check
from screenpop.ports.source import Source
from screenpop.sentences import say, say_many

_LOOKED_AT = 100


def check_directory(
    index: DirectoryIndex, source: Source, question: str, reader: NumberReader
) -> Iterator[Check]:
    """Put the question, look at the first rows, and see whether the index serves."""
    subject = "directory: contacts"
    try:
        rows = list(islice(read_contacts(source.stream(question, {})), _LOOKED_AT))
    except SourceError as error:
        yield Check(subject, passed=False, told=error.sentence)
    else:
        contacts = [row for row in rows if isinstance(row, ContactRow)]
        readable = sum(reader.read_stored(contact.number) is not None for contact in contacts)
        told = say_many(
            "The first row has a number that can be read: {readable}.",
            "Of the first {count} rows, {readable} have a number that can be read.",
            len(rows),
            readable=readable,
        )
        yield Check(subject, passed=readable > 0 or not rows, told=told)
    imported = index.is_imported
    told = say("imported") if imported else say("never imported: run “screenpop directory import”")
    yield Check("directory: index", passed=imported, told=told)
