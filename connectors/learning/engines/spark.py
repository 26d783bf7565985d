"""Counts on Spark, for histories that outgrow one machine: on a cluster, or on this computer's processors."""

import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import ibis  # type: ignore[import-untyped] # it has none
import pyarrow as pa  # type: ignore[import-untyped] # it has none

from connectors.learning.engines.counting import Counting
from connectors.learning.history import History
from connectors.learning.tables.plan import HISTORY
from screenpop.errors import ConfigurationError, SourceUnavailable, UnreadableAnswer
from screenpop.sentences import say

_OURS = {
    "string": "string",
    "smallint": "int16",
    "int": "int32",
    "bigint": "int64",
    "double": "float64",
    "date": "date",
    "timestamp": "timestamp",  # falls on the day of the session's time zone, which is this computer's
    "timestamp_ntz": "timestamp",
}
_ARROW = {"int32": pa.int32(), "int64": pa.int64(), "float64": pa.float64(), "string": pa.string()}


class Spark:
    """An engine; see `connectors.learning.engines.engine`."""

    dialect = "pyspark"

    def __init__(self, session: Any) -> None:
        """Take an open session."""
        self._session = session
        self._kept: dict[str, Any] = {}

    def see(self, name: str, question: str) -> Mapping[str, str]:
        """Give the department's question a name."""
        with _explained():
            frame = self._session.sql(question.strip().rstrip(";"))
            frame.createOrReplaceTempView(name)
            return {
                column: "decimal" if kind.startswith("decimal") else _OURS.get(kind, "")
                for column, kind in frame.dtypes
            }

    def take(self, name: str, table: pa.Table) -> None:
        """Hand over a table."""
        with _explained():
            self._keep(name, self._session.createDataFrame(table))

    def make(self, name: str, columns: Mapping[str, str], sql: str) -> None:
        """Make a table, which stays in the cluster's memory or on its disks."""
        del columns
        with _explained():
            self._keep(name, self._session.sql(sql))

    def read(self, name: str, columns: Mapping[str, str]) -> pa.Table:
        """What is in a table."""
        with _explained():
            found = self._kept[name].toArrow()
        return found.select(list(columns)).cast(
            pa.schema([(each, _ARROW[kind]) for each, kind in columns.items()])
        )

    def drop(self, name: str) -> None:
        """Let go of a table."""
        self._session.catalog.dropTempView(name)
        del self._kept[name]

    def _keep(self, name: str, frame: Any) -> None:
        # What a table was made of is forgotten: else each plan holds the plans of all before it, several times.
        made = frame.localCheckpoint()
        made.createOrReplaceTempView(name)
        self._kept[name] = made


def handed_over(session: Any, history: History) -> History:
    """A history that was read already, counted there."""
    engine = Spark(session)
    engine.take(HISTORY, history.table())
    return replace(history, elsewhere=Counting(engine))


@contextmanager
def session(master: str, memory: str, folder: str) -> Iterator[Any]:
    """A session, until the block ends.

    Args:
        master: "local[2]", "spark://…" or "sc://…".
        memory: What its process here may use.
        folder: Where that one puts what does not fit, of nobody else's reading.

    Raises:
        ConfigurationError: Spark or Java are not installed.
        SourceUnavailable: The cluster does not answer.
    """
    opened = _opened(master, memory, folder)
    try:
        yield opened
    finally:
        opened.stop()


def _opened(master: str, memory: str, folder: str) -> Any:
    try:
        with warnings.catch_warnings():
            # It says that pandas 3 is newer than it knows; nothing of ours goes through pandas.
            warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
            from pyspark.sql import SparkSession  # noqa: PLC0415 # an extra, and heavy

            _ = ibis.pyspark  # compiling asks for its options, which are there once it was named
    except ImportError:
        raise ConfigurationError(
            say("The engine “spark” needs the extra “spark”: pip install screenpop[spark].")
        ) from None
    builder = SparkSession.builder.appName("screenpop learn")
    for key, value in _configuration(master, memory, folder).items():
        builder = builder.config(key, value)
    try:
        return (
            builder.remote(master).getOrCreate()
            if _by_connect(master)
            else builder.master(master).getOrCreate()
        )
    except Exception as error:  # Java's, py4j's and gRPC's own, whatever they are
        raise _unreachable(master, error) from error


def _configuration(master: str, memory: str, folder: str) -> Mapping[str, str]:
    if _by_connect(master):
        return {}
    here = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
        "spark.driver.memory": memory.removesuffix("B"),
        "spark.local.dir": folder,
        "spark.sql.warehouse.dir": folder,
    }
    if master.startswith("local"):
        here |= {
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.host": "127.0.0.1",
            "spark.sql.shuffle.partitions": "4",  # for a few processors; two hundred take a second each
        }
    return here


def _by_connect(master: str) -> bool:
    return master.startswith("sc://")


def _unreachable(master: str, error: Exception) -> ConfigurationError | SourceUnavailable:
    if type(error).__name__ == "PySparkRuntimeError" and "JAVA_GATEWAY" in str(error):
        return ConfigurationError(
            say("Spark needs Java 17, which was not found; on Debian it is openjdk-17-jre-headless.")
        )
    return SourceUnavailable(
        say("Spark does not answer at {master}: {reason}", master=master, reason=_first_line(error))
    )


@contextmanager
def _explained() -> Iterator[None]:
    """Spark's own errors end here."""
    try:
        yield
    except Exception as error:
        kind = type(error).__name__
        if kind in {
            "AnalysisException",
            "ParseException",
            "NumberFormatException",
            "ArithmeticException",
            "DateTimeException",
        }:
            raise UnreadableAnswer(
                say("Spark does not understand the lines: {reason}", reason=_first_line(error))
            ) from error
        if kind.startswith(
            ("PySpark", "Py4J", "Spark", "IllegalArgument", "Connect", "QueryExecution", "Python")
        ):
            raise SourceUnavailable(
                say("Spark could not count: {reason}", reason=_first_line(error))
            ) from error
        raise


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:300]
