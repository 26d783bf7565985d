"""A desk to be measured: the demo company, more numbers in its customer file, and a line to the benchmark's PBX."""

import itertools
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from connectors.demo_company.company import build
from connectors.demo_company.settings import settings_text
from connectors.directory.counts import Imported
from connectors.directory.index import DirectoryIndex
from screenpop.bootstrap import parts
from screenpop.bootstrap.kinds import all_kinds
from screenpop.customers import Match
from screenpop.errors import ConfigurationError
from screenpop.rules.resolution import resolve
from screenpop.sentences import say
from screenpop.settings.model import Settings
from screenpop.settings.reading import read_settings

CUSTOMERS = 2000
_SIMULATED = '[line]\nkind = "simulator"\n'
_SECRETS = '[secrets]\nfrom = "environment"\n\n'
_WRITTEN = ("0048{a}{b}{c}", "+48 {a} {b} {c}", "{a}-{b}-{c}", "({a}) {b}/{c}", "{a} {b} {c}", "48{a}{b}{c}")


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody whose number is theirs alone."""

    number: str
    name: str


@dataclass(frozen=True, slots=True)
class MeasuredSite:
    """A desk, ready to be started.

    Attributes:
        folder: Of the databases.
        config: The settings file.
        settings: What it says.
        imported: What came of filling the directory.
    """

    folder: Path
    config: Path
    settings: Settings
    imported: Imported

    def callers(self, wanted: int, seed: int = 1) -> list[Caller]:
        """People whose number is theirs alone, as the wire presents it; the same ones for the same seed."""
        index, reader = self.directory(), parts.reader_of(self.settings)
        found = []
        with closing(sqlite3.connect(self.folder / "crm.db")) as crm, closing(index):
            rows = crm.execute("select written from phones where person_id is not null").fetchall()
            Random(seed).shuffle(rows)  # noqa: S311 # no secret
            for (written,) in rows:
                number = reader.read(written)
                if number is None or number.e164 is None:
                    continue
                identity = resolve(number, index.candidates(number), withheld=False)
                if identity.match is Match.EXACT and identity.person and identity.person.contact:
                    found.append(Caller(number.e164, identity.person.contact))
                if len(found) == wanted:
                    break
        return list(itertools.islice(itertools.cycle(found), wanted))

    def directory(self) -> DirectoryIndex:
        """The directory, to be asked from here."""
        index = parts.directory_of(self.settings, parts.secrets_of(self.settings))
        if index is None:
            raise ConfigurationError(say("The settings name no directory."))
        return index


@contextmanager
def measured_site(
    numbers: int, line: str = _SIMULATED, customers: int | None = None
) -> Iterator[MeasuredSite]:
    """Make a desk; it is gone after the block.

    Args:
        numbers: How many its directory holds, at least.
        line: The settings' table of its line, which leads to the benchmark's PBX.
        customers: How many of the demo company's are among them; a twentieth, and 2,000 at most, unless told.
    """
    customers = min(CUSTOMERS, max(40, numbers // 20)) if customers is None else customers
    with tempfile.TemporaryDirectory(prefix="screenpop-bench-") as name:
        folder = Path(name)
        build(folder, customers=customers, today=date.today())  # noqa: DTZ011 # books follow the local calendar
        add_numbers(folder / "crm.db", numbers)
        config = folder / "settings.toml"
        text = settings_text(folder, folder / "desk")
        if _SIMULATED not in text:
            raise ConfigurationError(say("The demo company’s settings have no simulated line."))
        config.write_text(text.replace(_SIMULATED, _SECRETS + line), encoding="utf-8")
        settings = read_settings(config, all_kinds())
        yield MeasuredSite(folder, config, settings, fill_directory(settings))


def add_numbers(crm: Path, wanted: int) -> None:
    """Add companies with one number each, written in several ways, until the file has that many numbers."""
    with closing(sqlite3.connect(crm)) as database, database:
        there = database.execute("select count(*) from phones").fetchone()[0]
        rest = range(max(0, wanted - there))
        database.executemany(
            "insert into companies values (?, ?, null, null, null, 'PL', '2020-01-01', 1, null, null, null, null)",
            ((f"F-{place}", f"Firma {place}") for place in rest),
        )
        database.executemany(
            "insert into phones (customer_no, person_id, written) values (?, null, ?)",
            ((f"F-{place}", _written(place)) for place in rest),
        )


def fill_directory(settings: Settings) -> Imported:
    """Fill the directory from its source, as `screenpop directory import` does."""
    parts.make_data_folder(settings)
    secrets = parts.secrets_of(settings)
    sources = parts.sources_of(settings, secrets)
    try:
        feed = parts.feed_of_directory(settings, sources)
        return parts.import_directory(settings, secrets, feed, parts.reader_of(settings))
    finally:
        for source in sources.values():
            source.close()


def _written(place: int) -> str:
    """A Polish mobile number that is no other's, in one of the ways in which people write them."""
    digits = f"{('88', '78', '69')[place % 3]}{place // 3 * 7 % 10_000_000:07}"
    return _WRITTEN[place % len(_WRITTEN)].format(a=digits[:3], b=digits[3:6], c=digits[6:])
