"""The kind of department that cross-sell is: its settings and question."""

from connectors.cross_sell.connector import CrossSell
from connectors.cross_sell.rows import LineRow, ProductRow
from screenpop.ports.kinds import DepartmentKind, DepartmentSettings, DepartmentSurroundings
from screenpop.ports.questions import Question


class CrossSellSettings(DepartmentSettings):
    """Everybody's sales lines, for `screenpop learn`, and what is said of products; the questions bind nothing."""

    lines: str
    products: str | None = None


def _build(settings: CrossSellSettings, surroundings: DepartmentSurroundings) -> CrossSell:
    return CrossSell(surroundings.learnt, settings.deadline, surroundings.name)


KIND = DepartmentKind(
    name="cross_sell",
    settings=CrossSellSettings,
    questions=(
        Question("lines", LineRow, about_everybody=True),
        Question("products", ProductRow, required=False, about_everybody=True),
    ),
    build=_build,
)
