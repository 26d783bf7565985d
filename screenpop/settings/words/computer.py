"""The keys of one computer: who sits there, where it saves, what is kept of its troubles."""

from screenpop.sentences import say
from screenpop.settings.words.words import Catalogue, Words

COMPUTER: Catalogue = {
    "seat": Words(say("Seat"), say("Who sits at this computer, and which extension rings there.")),
    "seat.agent": Words(
        say("Agent is"),
        say("How this computer knows who sits there."),
        choices={
            "login": say("Who signed in to the system"),
            "ask": say("Asked for at each start"),
        },
    ),
    "seat.extension": Words(
        say("Extension is"),
        say("How this computer knows which telephone stands beside it."),
        choices={
            "line": say("The line's own"),
            "machine": say("This computer's"),
            "agent": say("The agent's"),
            "ask": say("Asked for at each start"),
        },
    ),
    "seat.machines": Words(say("Computers"), say("The extension of each computer, by its name.")),
    "seat.agents": Words(say("Agents"), say("The extension of each agent, by their name.")),
    "seat.map": Words(
        say("List of extensions"),
        say(
            "A CSV file with the columns machine or agent, extension, and username where that is another one."
        ),
        "file",
    ),
    "record.spool": Words(
        say("Saved first"),
        say(
            "Where a note is when it is called saved. What is saved on this computer reaches the database later."
        ),
        choices={
            "auto": say("On this computer, if its disk keeps it"),
            "disk": say("On this computer"),
            "server": say("In the database"),
        },
    ),
    "diagnostics": Words(
        say("Diagnostics"), say("What is kept for whoever has to find out what went wrong.")
    ),
    "diagnostics.log": Words(
        say("Log from"),
        say("How much the log files hold. Detailed logs are for finding a fault, not for every day."),
        choices={
            "debug": say("Every detail"),
            "info": say("What happens"),
            "warning": say("What goes wrong"),
        },
    ),
    "diagnostics.log_files": Words(say("Log files"), say("So many are kept, of 1 MB each.")),
    "diagnostics.restart": Words(
        say("Comes back"),
        say("After a crash the program starts again by itself, with the note that was written."),
    ),
}
