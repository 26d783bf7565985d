"""The kind of department that the conversation is: its settings and questions."""

from collections.abc import Sequence

from pydantic import Field

from connectors.conversation.connector import Strand, TimeLine
from connectors.conversation.rows import SaidRow
from screenpop.ports.kinds import DepartmentKind, DepartmentSettings, DepartmentSurroundings, Table
from screenpop.ports.questions import AskedElsewhere, Question


class AlsoTable(Table):
    """A question to another source, whose rows stand in the same time line.

    `ref`: the department whose number for the customer `:ref` is there, "sales" for the directory's `ref_sales`.
    """

    source: str
    said: str
    channel: str = Field(default="", max_length=80)
    ref: str = ""


class ConversationSettings(DepartmentSettings):
    """The questions about what was said; they bind `:customer_id`, `:ref` and `:agent`.

    `channel`: that of rows which do not tell their own. `also`: what other sources hold.
    """

    said: str
    channel: str = Field(default="", max_length=80)
    also: tuple[AlsoTable, ...] = Field(default=(), max_length=9)

    @property
    def asked_elsewhere(self) -> Sequence[AskedElsewhere]:
        """The questions to other sources."""
        return tuple(
            AskedElsewhere(_key(place), each.source, each.said, SaidRow, each.ref)
            for place, each in enumerate(self.also)
        )


def _key(place: int) -> str:
    """As the settings' own errors name it."""
    return f"also.{place}.said"


def _build(settings: ConversationSettings, surroundings: DepartmentSurroundings) -> TimeLine:
    others = (
        Strand(surroundings.sources[each.source], _key(place), each.said, each.channel, each.ref)
        for place, each in enumerate(settings.also)
    )
    return TimeLine(
        strands=(Strand(surroundings.source, "said", settings.said, settings.channel), *others),
        deadline=settings.deadline,
        name=surroundings.name,
        agent=surroundings.agent,
    )


KIND = DepartmentKind(
    name="conversation",
    settings=ConversationSettings,
    questions=(Question("said", SaidRow),),
    build=_build,
)
