"""The kind of department that value is: its settings and question."""

from connectors.value.connector import Value
from connectors.value.rows import RelationshipRow
from screenpop.ports.kinds import DepartmentKind, DepartmentSettings, DepartmentSurroundings
from screenpop.ports.questions import Question


class ValueSettings(DepartmentSettings):
    """The question about the relationship; it binds `:customer_id`, `:ref` and `:agent`."""

    relationship: str


def _build(settings: ValueSettings, surroundings: DepartmentSurroundings) -> Value:
    return Value(
        source=surroundings.source,
        deadline=settings.deadline,
        relationship=settings.relationship,
        name=surroundings.name,
        agent=surroundings.agent,
    )


KIND = DepartmentKind(
    name="value",
    settings=ValueSettings,
    questions=(Question("relationship", RelationshipRow),),
    build=_build,
)
