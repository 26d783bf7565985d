"""In which order the settings are shown, and what belongs together; each of the file's keys stands in one section."""

from dataclasses import dataclass

from screenpop.sentences import Sentence, say
from screenpop.settings.described import Field, fields_of
from screenpop.settings.file_table import FileTable

OF_KINDS = ("line", "sources", "departments")
"""The keys whose tables have a kind, which says what they hold."""


@dataclass(frozen=True, slots=True)
class Section:
    """Settings that are shown together.

    Attributes:
        name: For programs.
        title: What it is called.
        told: What it is about, in a sentence.
        keys: The file's.
    """

    name: str
    title: Sentence
    told: Sentence
    keys: tuple[str, ...]


SECTIONS = (
    Section(
        "you",
        say("You"),
        say("Who sits at this desk, and where its data is."),
        ("agent", "seat", "region", "outside_line", "data", "secrets"),
    ),
    Section("line", say("Line"), say("How this desk learns of its calls."), ("line", "dial")),
    Section("directory", say("Directory"), say("Who knows whose number it is."), ("directory", "prospects")),
    Section("sources", say("Sources"), say("Where departments keep their data."), ("preset", "sources")),
    Section("departments", say("Departments"), say("What is asked about each customer."), ("departments",)),
    Section("card", say("Card and windows"), say("How it looks, and when a card comes."), ("window", "pop")),
    Section("keys", say("Keys"), say("What works from every program."), ("keys",)),
    Section("wrap_up", say("Wrap-up"), say("What agents choose from after a call."), ("wrap_up",)),
    Section("called", say("Called numbers"), say("What your own numbers and queues mean."), ("called",)),
    Section(
        "verification",
        say("Verification"),
        say("What is shown before the agent knows who is really calling."),
        ("verification",),
    ),
    Section(
        "offers",
        say("Offers"),
        say("What is suggested to customers, what is said when, and how it is learnt."),
        ("offers", "playbook", "learn"),
    ),
    Section("facts", say("Facts"), say("What you want to know of your customers."), ("facts",)),
    Section("links", say("Links"), say("Ways from the card into other systems."), ("links",)),
    Section("record", say("Record"), say("Where all calls come together."), ("record",)),
    Section(
        "supervision", say("Supervision"), say("What this desk's person may see of others."), ("supervision",)
    ),
    Section(
        "diagnostics",
        say("Diagnostics"),
        say("What is kept for whoever has to find out what went wrong."),
        ("diagnostics",),
    ),
)


def file_fields() -> dict[str, Field]:
    """The fields of the file itself, by key; what stands beneath `OF_KINDS` is told by the kinds."""
    return {field.key: field for field in fields_of(FileTable, "")}
