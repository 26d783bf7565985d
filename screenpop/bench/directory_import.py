"""How many numbers a second the directory takes from a database; what it costs when little or nothing has changed."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from connectors.directory.feed import Feed
from screenpop.bench.figures import Figure, Reach, Sizes
from screenpop.bench.site import MeasuredSite, fill_directory, measured_site
from screenpop.bootstrap import parts

NUMBERS = 100_000
_CHANGED = 1_000
_CHANGES = """select p.written as number, c.customer_no as customer_id, c.company_name as customer
              from phones p join companies c on c.customer_no = p.customer_no
              where :since > '' and c.company_name like 'Firma neu %'"""


@dataclass(slots=True)
class _Watch:
    """Seconds of the clock and of one core, since it was made."""

    wall: float
    core: float

    @classmethod
    def started(cls) -> "_Watch":
        return cls(time.perf_counter(), time.process_time())

    @property
    def seconds(self) -> tuple[float, float]:
        return time.perf_counter() - self.wall, time.process_time() - self.core


def measure(sizes: Sizes) -> Iterator[Figure]:
    """The whole way: asked of SQLite, read, indexed, on the disk; then the same again, and a few changes."""
    with measured_site(sizes.numbers or NUMBERS) as site:
        for file in site.settings.data.glob("directory*"):
            file.unlink()
        watch = _Watch.started()
        imported = fill_directory(site.settings)
        wall, core = watch.seconds
        what = f"of {imported.read:,} rows"
        bar = Reach(25_000, at_least=True)
        yield Figure("import", f"rows a second of one core, {what}", "/s", imported.read / core, reach=bar)
        yield Figure("import", f"rows a second, {what}", "/s", imported.read / wall)
        watch = _Watch.started()
        again = fill_directory(site.settings)
        yield Figure("import", f"rows a second, {again.changed} changed", "/s", again.read / watch.seconds[0])
        _change(site.folder / "crm.db")
        yield _of_changes(site)


def _of_changes(site: MeasuredSite) -> Figure:
    """Only what has changed is asked for and written."""
    secrets = parts.secrets_of(site.settings)
    sources = parts.sources_of(site.settings, secrets)
    try:
        feed = parts.feed_of_directory(site.settings, sources)
        changing = Feed(feed.source, feed.contacts, _CHANGES)
        watch = _Watch.started()
        imported = parts.import_directory(site.settings, secrets, changing, parts.reader_of(site.settings))
        return Figure("import", f"{imported.changed:,} changes alone", "s", watch.seconds[0])
    finally:
        for source in sources.values():
            source.close()


def _change(crm: Path) -> None:
    with closing(sqlite3.connect(crm)) as database, database:
        database.execute(
            """update companies set company_name = 'Firma neu ' || customer_no where customer_no in
               (select customer_no from companies where customer_no like 'F-%' limit ?)""",
            (_CHANGED,),
        )
