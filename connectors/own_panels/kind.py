"""The kind `table`: its settings say which columns are amounts, days, links, badges and warnings."""

from collections.abc import Mapping, Sequence
from itertools import chain

from pydantic import Field, field_validator, model_validator

from connectors.own_panels.connector import OwnPanel
from connectors.own_panels.link_templates import link_template
from connectors.own_panels.shape import Shape
from screenpop.answers.table import ColumnKind
from screenpop.ports.kinds import DepartmentKind, DepartmentSettings, DepartmentSurroundings
from screenpop.ports.questions import AnyRow, Question

Columns = tuple[str, ...]


class OwnPanelSettings(DepartmentSettings):
    """The question, which binds `:customer_id`, `:ref` and `:agent`, and what its columns are.

    `currency`: that of all amounts, where no column `currency` tells. `links`: column → the address that it opens,
    with columns of the row in braces.
    """

    rows: str
    money: Columns = ()
    currency: str = Field(default="", pattern="^([A-Z]{3})?$")
    dates: Columns = ()
    links: Mapping[str, str] = Field(default_factory=dict)
    badges: Columns = ()
    warnings: Columns = ()

    @field_validator("links")
    @classmethod
    def _are_addresses(cls, links: Mapping[str, str]) -> Mapping[str, str]:
        for text in links.values():
            link_template(text)
        return links

    @model_validator(mode="after")
    def _name_each_column_once(self) -> "OwnPanelSettings":
        named: set[str] = set()
        for column in chain(self.money, self.dates, self.links, self.badges, self.warnings):
            if column.lower() in named:
                raise ValueError(
                    f"the column {column!r} can only be one of money, dates, links, badges, warnings"
                )
            named.add(column.lower())
        return self

    @property
    def shape(self) -> Shape:
        """What they say of columns."""
        kinds = {
            ColumnKind.MONEY: self.money,
            ColumnKind.DATE: self.dates,
            ColumnKind.LINK: tuple(self.links),
            ColumnKind.BADGE: self.badges,
            ColumnKind.WARNING: self.warnings,
        }
        return Shape(
            kinds={column.lower(): kind for kind, columns in kinds.items() for column in columns},
            links={column.lower(): link_template(text) for column, text in self.links.items()},
            currency=self.currency,
        )


def _hold(settings: OwnPanelSettings, columns: Sequence[str]) -> None:
    settings.shape.columns(columns)


def _build(settings: OwnPanelSettings, surroundings: DepartmentSurroundings) -> OwnPanel:
    return OwnPanel(
        source=surroundings.source,
        deadline=settings.deadline,
        rows=settings.rows,
        shape=settings.shape,
        name=surroundings.name,
        agent=surroundings.agent,
    )


KIND = DepartmentKind(
    name="table",
    settings=OwnPanelSettings,
    questions=(Question("rows", AnyRow, hold=_hold),),
    build=_build,
)
