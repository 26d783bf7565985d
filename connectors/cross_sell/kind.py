"""The kind of department that cross-sell is: its settings and question."""

from connectors.cross_sell.connector import CrossSell
from connectors.cross_sell.rows import LineRow
from connectors.learnt import LEARNT_FILE, Learnt
from screenpop.ports.kinds import DepartmentKind, DepartmentSettings, DepartmentSurroundings
from screenpop.ports.questions import Question


class CrossSellSettings(DepartmentSettings):
    """Everybody's sales lines, for `screenpop learn`; the question binds nothing."""

    lines: str


def _build(settings: CrossSellSettings, surroundings: DepartmentSurroundings) -> CrossSell:
    return CrossSell(Learnt(surroundings.data / LEARNT_FILE), settings.deadline, surroundings.name)


KIND = DepartmentKind(
    name="cross_sell",
    settings=CrossSellSettings,
    questions=(Question("lines", LineRow, about_everybody=True),),
    build=_build,
)
