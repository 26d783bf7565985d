"""The kind of department that value is: its settings and question."""

from pydantic import model_validator

from connectors.value.connector import Value
from connectors.value.rows import RelationshipRow
from screenpop.ports.kinds import DepartmentKind, DepartmentSettings, DepartmentSurroundings
from screenpop.ports.questions import Question


class ValueSettings(DepartmentSettings):
    """The question about the relationship; it binds `:customer_id`, `:ref` and `:agent`.

    `source`, `relationship`: may be left out together: what was learnt of the customer stands there by itself.
    """

    source: str = ""
    relationship: str | None = None

    @model_validator(mode="after")
    def _asks_its_source(self) -> "ValueSettings":
        if bool(self.source) != bool(self.relationship):
            raise ValueError("“source” and the question “relationship” go together")
        return self


def _build(settings: ValueSettings, surroundings: DepartmentSurroundings) -> Value:
    return Value(
        source=surroundings.source,
        deadline=settings.deadline,
        relationship=settings.relationship,
        learnt=surroundings.learnt,
        name=surroundings.name,
        agent=surroundings.agent,
    )


KIND = DepartmentKind(
    name="value",
    settings=ValueSettings,
    questions=(Question("relationship", RelationshipRow, required=False),),
    build=_build,
)
