"""The shared database of these tests, which counts what arrives: a trigger notes every row, in order."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from screenpop.storage.database import Database
from tests.servers import PostgreSQL

_ON_FILE = """
create table arrivals (place integer primary key autoincrement, said text not null);
create trigger arrived_call after insert on calls begin
    insert into arrivals (said) values ('call ' || new.call_id); end;
create trigger arrived_note after insert on wrap_ups begin
    insert into arrivals (said) values ('note ' || new.note); end;
create trigger arrived_objection after insert on permissions_noted begin
    insert into arrivals (said) values ('objection ' || new.contact); end;
"""
_ON_SERVER = """
create table public.arrivals (place bigserial primary key, said text not null);
create function public.arrive() returns trigger language plpgsql security definer as $$
    begin
        insert into public.arrivals (said) values (
            case tg_table_name when 'calls' then 'call ' || (to_jsonb(new) ->> 'call_id')
            when 'permissions_noted' then 'objection ' || (to_jsonb(new) ->> 'contact')
            else 'note ' || (to_jsonb(new) ->> 'note') end);
        return null;
    end $$;
create trigger arrived_call after insert on screenpop.calls for each row execute function public.arrive();
create trigger arrived_note after insert on screenpop.wrap_ups for each row execute function public.arrive();
create trigger arrived_objection after insert on screenpop.permissions_noted
    for each row execute function public.arrive();
"""


@dataclass(frozen=True)
class Outcome:
    """What became of all that was said to be saved.

    Attributes:
        in_order: Was it inserted in the order in which it was saved?
    """

    saved: int
    lost: frozenset[str]
    doubled: frozenset[str]
    in_order: bool

    def __str__(self) -> str:
        order = "in order" if self.in_order else "out of order"
        return f"{self.saved} entries saved, {len(self.lost)} lost, {len(self.doubled)} doubled, {order}"


@dataclass(frozen=True)
class Shared:
    """A database with the record's tables.

    Attributes:
        place: A server's address, or a file, as a desk is told it.
        ask: Runs a question as somebody who may see everything.
    """

    place: str
    password: str
    ask: Callable[[str], Sequence[tuple]]

    def outcome(self, saved: Sequence[str]) -> Outcome:
        """Compare what was saved with what arrived and with what the call log shows."""
        arrived = [said for (said,) in self.ask("select said from arrivals order by place")]
        shown = {f"note {note}" for (note,) in self.ask("select note from call_log where note is not null")}
        counts, wanted = Counter(arrived), set(saved)
        notes = {said for said in saved if said.startswith("note")}
        return Outcome(
            saved=len(saved),
            lost=frozenset((wanted - counts.keys()) | (notes - shown)),
            doubled=frozenset(said for said, count in counts.items() if count > 1),
            in_order=[said for said in arrived if said in wanted]
            == [said for said in saved if said in counts],
        )


def found_file(path: Path) -> Shared:
    """In a SQLite file that is there already."""

    def ask(question: str) -> Sequence[tuple]:
        with closing(sqlite3.connect(path)) as file:
            return file.execute(question).fetchall()

    return Shared(str(path), "", ask)


def shared_file(path: Path) -> Shared:
    """In a new SQLite file."""
    database = Database(path)
    database.open()
    database.close()
    with closing(sqlite3.connect(path)) as file:
        file.executescript(_ON_FILE)
    return found_file(path)


def shared_server(postgresql: PostgreSQL) -> Shared:
    """In a PostgreSQL."""
    name = postgresql.create_database()
    place = postgresql.url(name, login=postgresql.administrator)
    database = Database(place, password=postgresql.password)
    database.upgrade()
    database.close()
    postgresql.run_sql(_ON_SERVER, name)
    return Shared(
        place,
        postgresql.password(),
        lambda question: postgresql.run_sql(f"set search_path = screenpop, public; {question}", name),
    )
