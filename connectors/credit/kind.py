"""The kind of department that credit is: its settings and questions."""

from connectors.credit.connector import Credit
from connectors.credit.rows import OfferableRow, StandingRow
from screenpop.ports.kinds import DepartmentKind, DepartmentSettings, DepartmentSurroundings
from screenpop.ports.questions import Question


class CreditSettings(DepartmentSettings):
    """The questions about limits; they bind `:customer_id` and `:ref`."""

    standing: str
    offerable: str | None = None


def _build(settings: CreditSettings, surroundings: DepartmentSurroundings) -> Credit:
    return Credit(
        surroundings.source, surroundings.today, settings.deadline, settings.standing, settings.offerable
    )


KIND = DepartmentKind(
    name="credit",
    settings=CreditSettings,
    questions=(Question("standing", StandingRow), Question("offerable", OfferableRow, required=False)),
    build=_build,
)
