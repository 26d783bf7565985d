"""`screenpop database verify` and `head`: whether the record on a server is as it was written."""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path

from screenpop.commands.database_server import server_for
from screenpop.errors import ConfigurationError
from screenpop.sentences import say, say_many
from screenpop.storage.database import Database
from screenpop.storage.roles.faults import Fault
from screenpop.storage.roles.heads import head_line, read_heads


def command(arguments: argparse.Namespace) -> int:
    """Do what the arguments say."""
    why = say(
        "The record is a file: whoever may open the file may change all of it, and nothing would show that. A chain"
        " needs a server ([record] database)."
    )
    with server_for(arguments, why) as database:
        if arguments.action == "head":
            return run_head(database, Path(arguments.output) if arguments.output else None)
        heads = read_heads(Path(arguments.head)) if arguments.head else {}
        return run_verify(database, heads, as_json=arguments.json)


def run_verify(database: Database, heads: Mapping[int, bytes], *, as_json: bool) -> int:
    """Recompute everything; 1 if anything is not as it was written."""
    from screenpop.storage.roles.verifying import verify  # noqa: PLC0415 # SQLAlchemy, which a file does not need

    def tell(fault: Fault) -> None:
        if as_json:
            told = {"fault": fault.wrong, "table": fault.kind or None, "seq": fault.seq}
            print(json.dumps({**told, "id": str(fault.id) if fault.id else None}), flush=True)
        else:
            print(fault.told(), flush=True)

    def progress(done: int, of: int) -> None:
        if sys.stderr.isatty():
            print(f"\r{done} / {of}", end="\n" if done == of else "", file=sys.stderr, flush=True)

    with database.reading() as connection:
        found = verify(connection, heads, tell=tell, progress=progress)
    seq, hash_ = found.head
    if as_json:
        told = {"links": found.links, "rows": found.rows, "erased": found.erased, "erasures": found.erasures}
        told |= {"faults": found.faults, "heads": len(heads)}
        print(json.dumps({**told, "head": {"seq": seq, "hash": hash_.hex()}}))
        return 1 if found.faults else 0
    print(
        say(
            "{links} links, {rows} rows as they were written; {erased} erased lawfully (erasures: {erasures}).",
            links=found.links,
            rows=found.rows,
            erased=found.erased,
            erasures=found.erasures,
        )
        if not found.faults
        else say_many(
            "{count} thing is not as it was written.",
            "{count} things are not as they were written.",
            found.faults,
        )
    )
    print(say("head: {seq} {hash}", seq=seq, hash=hash_.hex()))
    if not heads:
        print(say("Compared with no exported head (--head): a chain written anew as a whole would not show."))
    return 1 if found.faults else 0


def run_head(database: Database, output: Path | None) -> int:
    """Write the chain's head, or add it to a file.

    Raises:
        ConfigurationError: The file cannot be written.
    """
    with database.reading() as connection:
        line = head_line(connection)
    if output is None:
        print(line)
        return 0
    try:
        with output.open("a", encoding="utf-8") as file:
            file.write(line + "\n")
    except OSError as error:
        raise ConfigurationError(
            say("{file} cannot be written: {why}.", file=output, why=error.strerror or str(error))
        ) from None
    return 0
