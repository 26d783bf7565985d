"""The kind of department that credit is: its settings and questions."""

from connectors.credit.connector import Credit
from connectors.credit.rows import OfferableRow, StandingRow
from screenpop.ports.kinds import DepartmentKind, DepartmentSettings, DepartmentSurroundings
from screenpop.ports.questions import Question


class CreditSettings(DepartmentSettings):
    """The questions about limits; they bind `:customer_id`, `:ref` and `:agent`."""

    standing: str
    offerable: str | None = None


def _build(settings: CreditSettings, surroundings: DepartmentSurroundings) -> Credit:
    return Credit(
        source=surroundings.source,
        today=surroundings.today,
        deadline=settings.deadline,
        standing=settings.standing,
        offerable=settings.offerable,
        name=surroundings.name,
        agent=surroundings.agent,
    )


KIND = DepartmentKind(
    name="credit",
    settings=CreditSettings,
    questions=(Question("standing", StandingRow), Question("offerable", OfferableRow, required=False)),
    build=_build,
)
