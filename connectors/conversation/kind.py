"""The kind of department that the conversation is: its settings and questions."""

from collections.abc import Sequence

from pydantic import Field, model_validator

from connectors.conversation.connector import TimeLine
from connectors.conversation.lately import Lately
from connectors.conversation.rows import SaidRow
from connectors.conversation.strands import AskedStrand, Asker, OwnNotes, Strand
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

    `source`, `said`: may be left out together: what agents noted in our own record stands there by itself.
    `channel`: that of rows which do not tell their own. `also`: what other sources hold.
    """

    source: str = ""
    said: str | None = None
    channel: str = Field(default="", max_length=80)
    also: tuple[AlsoTable, ...] = Field(default=(), max_length=9)

    @model_validator(mode="after")
    def _asks_its_source(self) -> "ConversationSettings":
        if bool(self.source) != bool(self.said):
            raise ValueError("“source” and the question “said” go together")
        return self

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
    asker = Asker(surroundings.name, surroundings.agent)
    questions = [(surroundings.source, "said", settings.said, settings.channel, "")] if settings.said else []
    questions += [
        (surroundings.sources[each.source], _key(place), each.said, each.channel, each.ref)
        for place, each in enumerate(settings.also)
    ]
    strands: list[Strand] = [Lately(AskedStrand(asker, *question)) for question in questions]
    if surroundings.memory:
        strands.append(OwnNotes(surroundings.memory))
    return TimeLine(tuple(strands), settings.deadline, surroundings.name)


KIND = DepartmentKind(
    name="conversation",
    settings=ConversationSettings,
    questions=(Question("said", SaidRow, required=False),),
    build=_build,
)
