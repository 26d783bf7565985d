"""How long learning takes and what memory, by engine and by number of lines; each run is the command itself."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from connectors.learnt import LEARNT_FILE
from screenpop.bench.figures import Figure, Reach, Sizes
from screenpop.bench.made_sales import END, fill, in_postgresql
from screenpop.errors import ConfigurationError
from screenpop.sentences import say

_SIZES = (500_000, 1_500_000)
_BARS = {500_000: (Reach(15), Reach(1000)), 1_500_000: (Reach(40), Reach(2000))}
_SETTINGS = '''
region = "PL"
agent = "anna"
data = '{folder}/{engine}'
[secrets]
from = "environment"
[line]
kind = "simulator"
[sources.shop]
kind = "sql"
url = "{url}"
allow_writer = true
[departments.cross_sell]
source = "shop"
lines = """select buyer as customer, order_no as basket, sold_at as at, sku as product, quantity, amount, currency
           from sales_lines"""
[learn]
engine = "{engine}"
url = "local[2]"
memory = "1GB"
'''


@dataclass(frozen=True, slots=True)
class _Run:
    """What one run of the command took: seconds, and megabytes of its largest process."""

    seconds: float
    resident: float


def measure(sizes: Sizes) -> Iterator[Figure]:
    """Learning with the chosen methods: DuckDB, and on the smaller sizes Spark and PostgreSQL beside it.

    `sizes.numbers` is a number of lines in the place of 0.5 and 1.5 million. The server's own processes are not
    counted, nor are Spark's but the largest.
    """
    for lines in (sizes.numbers,) if sizes.numbers else _SIZES:
        with tempfile.TemporaryDirectory(prefix="screenpop-bench-") as name:
            folder = Path(name)
            fill(folder / "shop.db", lines)
            yield from _of_duckdb(folder, lines)
            if lines <= _SIZES[-1]:
                yield from _beside(folder, lines, sizes.postgresql)


def _of_duckdb(folder: Path, lines: int) -> Iterator[Figure]:
    settings = _settings(folder, "duckdb", f"sqlite:///{folder}/shop.db")
    first = _run(settings, "--compare")
    yield Figure("learn", f"{lines:,} lines, all methods compared", "s", first.seconds, reach=Reach(300))
    again = _run(settings)
    seconds, resident = _BARS.get(lines, (None, None))
    yield Figure("learn", f"{lines:,} lines, chosen methods, DuckDB", "s", again.seconds, reach=seconds)
    yield Figure("learn", f"{lines:,} lines, DuckDB, resident", "MB", again.resident, reach=resident)


def _beside(folder: Path, lines: int, postgresql: str | None) -> Iterator[Figure]:
    yield from _of_engine(folder, lines, "spark", f"sqlite:///{folder}/shop.db")
    if postgresql:
        with in_postgresql(folder / "shop.db", postgresql) as url:
            yield from _of_engine(folder, lines, "postgresql", url)


def _of_engine(folder: Path, lines: int, engine: str, url: str) -> Iterator[Figure]:
    settings = _settings(folder, engine, url)
    (folder / engine).mkdir()
    (folder / engine / LEARNT_FILE).write_bytes((folder / "duckdb" / LEARNT_FILE).read_bytes())
    run = _run(settings)
    yield Figure("learn", f"{lines:,} lines, chosen methods, {engine}", "s", run.seconds)
    yield Figure("learn", f"{lines:,} lines, {engine}, resident here", "MB", run.resident)


def _settings(folder: Path, engine: str, url: str) -> Path:
    file = folder / f"{engine}.toml"
    file.write_text(_SETTINGS.format(folder=folder, engine=engine, url=url), encoding="utf-8")
    return file


def _run(settings: Path, *more: str) -> _Run:
    command: Sequence[str] = (
        sys.executable, "-m", "screenpop", "learn", "--at", END.isoformat(), "--json", *more, "--config", str(settings)
    )  # fmt: skip
    password = {"SCREENPOP_SECRET_SOURCES_SHOP": os.environ.get("PGPASSWORD", "none")}
    started = time.perf_counter()
    with tempfile.TemporaryFile() as told, tempfile.TemporaryFile() as complaints:
        process = subprocess.Popen(command, stdout=told, stderr=complaints, env={**os.environ, **password})  # noqa: S603 # our own command
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - started
        if process.returncode:
            complaints.seek(0)
            last = complaints.read().decode("utf-8", "replace").strip().splitlines()[-1:]
            raise ConfigurationError(say("“screenpop learn” failed: {reason}", reason=" ".join(last)))
        told.seek(0)
        json.loads(told.read().splitlines()[-1])
    return _Run(seconds, used.ru_maxrss / 1024)
