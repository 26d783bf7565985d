"""Everybody's sales lines for learning, read from the department's source and counted where the settings say."""

from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from tempfile import TemporaryDirectory

from connectors.cross_sell.kind import CrossSellSettings
from connectors.cross_sell.rows import LineRow, ProductRow
from connectors.learning.assortment import Assortment
from connectors.learning.engines.engine import Engine
from connectors.learning.history import History
from connectors.learning.lines import read_lines
from screenpop.bootstrap import parts
from screenpop.errors import ConfigurationError, UnreadableAnswer
from screenpop.ports.rows import read_each
from screenpop.ports.source import HasWorkshop, Source
from screenpop.sentences import Sentence, say
from screenpop.settings.model import LearnTable, Settings
from screenpop.settings.reading import missing

Tell = Callable[[Sentence], None]


@contextmanager
def history_of(
    settings: Settings, before: date, *, without: Collection[str], tell: Tell
) -> Iterator[History]:
    """The lines, for as long as the block lasts.

    Args:
        settings: Name the department, its source and the engine.
        before: Only earlier days count.
        without: Customers of whom nothing is to be learnt.
        tell: Progress.

    Raises:
        ConfigurationError: The settings have no such department, or an engine that is not installed.
        SourceError: The source could not answer, or a row is not what it must be; the error names it.
    """
    department = _department(settings)
    sources = parts.sources_of(settings, parts.secrets_of(settings))
    lines = _Lines(sources[department.source], department.lines, settings.learn, before, without, tell)
    with ExitStack() as opened:
        for each in sources.values():
            opened.enter_context(closing(each))
        match settings.learn.engine:
            case "duckdb":
                history = lines.read()
            case "postgresql":
                history = lines.in_postgresql(opened) or lines.read()
            case "spark":
                history = lines.on_spark(opened)
        yield replace(history, assortment=_assortment(sources[department.source], department, settings))


def _assortment(source: Source, department: CrossSellSettings, settings: Settings) -> Assortment | None:
    if department.products is None:
        return None
    products = list(read_each(source.stream(department.products, {}), ProductRow, "products"))
    offers = settings.offers
    return Assortment(products, offers.categories, offers.margin, offers.promotion)


def _department(settings: Settings) -> CrossSellSettings:
    tables = settings.departments.values()
    department = next((table for table in tables if isinstance(table, CrossSellSettings)), None)
    if department is None:
        raise missing(settings.file, "departments.cross_sell")
    return department


@dataclass(frozen=True, slots=True)
class _Lines:
    source: Source
    question: str
    learn: LearnTable
    before: date
    without: Collection[str]
    tell: Tell

    def read(self) -> History:
        history = read_lines(
            self.source, self.question, LineRow, self.before, without=self.without, tell=self.tell
        )
        return replace(history, memory=self.learn.memory)

    def in_postgresql(self, opened: ExitStack) -> History | None:
        """None if not every row is certain there: the reader that goes row by row takes it, or says what is wrong."""
        from connectors.learning.engines.postgresql import PostgreSQL  # noqa: PLC0415 # for who counts there

        if not isinstance(self.source, HasWorkshop):
            raise ConfigurationError(
                say(
                    "learn.engine: “{source}” is no PostgreSQL, where lines could be counted.",
                    source=self.source.name,
                )
            )
        try:
            with ExitStack() as tried:
                workshop = tried.enter_context(self.source.workshop())
                self.tell(say("The lines are numbered in “{source}”.", source=self.source.name))
                history = self._taken_in(PostgreSQL(workshop), self.question)
                opened.push(tried.pop_all())
        except UnreadableAnswer as error:
            self.tell(say("{reason} The lines are read row by row, and counted here.", reason=error.sentence))
            return None
        return history

    def on_spark(self, opened: ExitStack) -> History:
        from connectors.learning.engines.spark import Spark, handed_over, session  # noqa: PLC0415 # as above

        folder = opened.enter_context(TemporaryDirectory(prefix="screenpop-spark-"))
        spark = opened.enter_context(session(self.learn.url, self.learn.memory, folder))
        if self.learn.lines:
            return self._taken_in(Spark(spark), self.learn.lines)
        return handed_over(spark, self.read())

    def _taken_in(self, engine: Engine, question: str) -> History:
        from connectors.learning.engines.counting import take_in  # noqa: PLC0415 # as above

        return take_in(engine, question, self.before, self.without, self.learn.memory)
