"""How many numbers a second the directory takes from a database."""

import time
from collections.abc import Iterator

from screenpop.bench.figures import Figure, Reach, Sizes
from screenpop.bench.site import fill_directory, measured_site

NUMBERS = 100_000


def measure(sizes: Sizes) -> Iterator[Figure]:
    """The whole way: asked of SQLite, read, indexed, on the disk."""
    with measured_site(sizes.numbers or NUMBERS) as site:
        wall, core = time.perf_counter(), time.process_time()
        imported = fill_directory(site.settings)
        wall, core = time.perf_counter() - wall, time.process_time() - core
    what = f"of {imported.read:,} rows"
    yield Figure(
        "import",
        f"rows a second of one core, {what}",
        "/s",
        imported.read / core,
        reach=Reach(25_000, at_least=True),
    )
    yield Figure("import", f"rows a second, {what}", "/s", imported.read / wall)
