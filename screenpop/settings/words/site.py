"""The keys of a site: its numbers, verification, facts, links, record, directory, supervision."""

from screenpop.sentences import say
from screenpop.settings.words.words import Catalogue, Words

SITE: Catalogue = {
    "called": Words(
        say("Our numbers"), say("What each of your numbers and queues means to whoever answers it.")
    ),
    "called.label": Words(say("Its name"), say("What the card calls it, as a brand or a department.")),
    "called.numbers": Words(say("Numbers"), say("As callers dial them."), example="+48 22 555 01 00"),
    "called.queues": Words(say("Queues"), say("As the telephone system calls them.")),
    "called.colour": Words(
        say("Colour"), say("Of the stripe on the card, as in #2456c8."), "colour", "#2456c8"
    ),
    "called.greeting": Words(say("Greeting"), say("How the agent greets whoever called it.")),
    "called.language": Words(say("Language"), say("What is spoken there, as two letters."), example="pl"),
    "called.panels": Words(
        say("Panels"), say("Only these departments are asked; all where it is empty."), "departments"
    ),
    "called.reasons": Words(
        say("Reasons"), say("Why customers call there; the desk's own where it is empty.")
    ),
    "called.dispositions": Words(
        say("Outcomes"), say("What calls there may come to; the desk's own where it is empty.")
    ),
    "called.notice": Words(say("Notice of the day"), say("Shown on every card of this number.")),
    "called.pop": Words(
        say("A card comes"),
        say("When calls to it get their card; as for all others where it is empty."),
        choices={
            "ring": say("When it rings"),
            "answer": say("When I answer"),
            "hand": say("When I ask for it"),
            "never": say("Never"),
        },
    ),
    "links": Words(say("Links"), say("Buttons that open the customer in another system.")),
    "links.label": Words(say("Its name"), say("What stands on the button.")),
    "links.url": Words(
        say("Address"),
        say(
            "With {customer_id}, {ref}, {name} or {number} in braces; each value is encoded.",
            customer_id="{customer_id}",
            ref="{ref}",
            name="{name}",
            number="{number}",
        ),
        "address",
        "https://erp.example/customers/{customer_id}",
    ),
    "links.department": Words(
        say("Department"), say("On whose panel it stands; on the card's header where it is empty.")
    ),
    "verification": Words(
        say("Verification"), say("What is shown before the agent knows who is really calling.")
    ),
    "directory": Words(say("Directory"), say("Who knows whose number it is.")),
    "prospects": Words(say("New people"), say("Where your CRM takes in whom agents note as new.")),
    "record": Words(say("Record"), say("Where all calls come together.")),
    "supervision": Words(say("Supervision"), say("What this desk's person may see of others.")),
    "verification.policy": Words(
        say("Before verification"),
        say("What is shown before the agent knows who is really calling."),
        choices={
            "show": say("Everything is shown"),
            "amounts": say("Departments are masked"),
            "verify": say("Departments and names are masked"),
        },
    ),
    "verification.checks": Words(say("Checks"), say("What a caller may be asked.")),
    "verification.checks.name": Words(
        say("Its name"),
        say("In the record, and as the question's column: small letters, digits and _."),
        example="postcode",
    ),
    "verification.checks.ask": Words(say("Question"), say("How the agent asks for it.")),
    "verification.needed": Words(say("Right answers"), say("So many of the checks must be right.")),
    "verification.wrong": Words(
        say("Wrong answers"),
        say(
            "After so many within a day the customer is locked until a supervisor has seen to it; 0 never locks."
        ),
    ),
    "verification.source": Words(say("Source"), say("Where the right answers stand."), "source"),
    "verification.answers": Words(
        say("Question for the answers"),
        say(
            "Binds :customer_id and gives one column a check. Without it the agent looks the answers up elsewhere."
        ),
        "question",
    ),
    "verification.deadline": Words(
        say("Waits at most"), say("So long the agent waits for the right answers at most.")
    ),
    "verification.open": Words(
        say("Never masked"), say("Departments that everybody may see."), "departments"
    ),
    "verification.reveal": Words(
        say("May be revealed"), say("An agent may see what is masked all the same; each time is on record.")
    ),
    "facts": Words(
        say("Facts"), say("What you want to know of your customers; the first is asked for first.")
    ),
    "facts.name": Words(
        say("Its name"), say("In the record and in exports: small letters, digits and _."), example="channel"
    ),
    "facts.ask": Words(say("Question"), say("How the agent may ask for it.")),
    "facts.label": Words(say("On the card"), say("As in “prefers e-mail”; the name where it is empty.")),
    "facts.kind": Words(
        say("Answer"),
        say("What kind of answer it has."),
        choices={
            "text": say("A text"),
            "date": say("A day"),
            "number": say("A number"),
            "choice": say("One of the choices"),
            "yes-no": say("Yes or no"),
        },
    ),
    "facts.choices": Words(say("Choices"), say("The answers to choose from.")),
    "facts.again_after": Words(
        say("Ask again after"), say("After so long it is asked for once more, as in 730d."), example="730d"
    ),
    "prospects.webhook": Words(
        say("Address"),
        say("Where your CRM takes in whom agents note as new."),
        "address",
        "https://crm.example/hooks/prospects",
    ),
    "prospects.ca_file": Words(
        say("Certificate"),
        say("What its certificate is checked with, where the system does not know it."),
        "file",
    ),
    "prospects.proxy": Words(
        say("Proxy"), say("The way there, if there is one."), "address", "http://proxy.example:3128"
    ),
    "record.database": Words(
        say("Database"),
        say(
            "A team's PostgreSQL with your own login, or the path of a file; a file of this desk where it is empty."
        ),
        "address",
        "postgresql+psycopg://anna@db.example/calls",
    ),
    "record.ca_file": Words(
        say("Certificate"),
        say("What its certificate is checked with, where the system does not know it."),
        "file",
    ),
    "record.tls": Words(say("Encrypted"), say("The way to the server. One on this computer never needs it.")),
    "directory.source": Words(say("Source"), say("Who knows everybody's numbers."), "source"),
    "directory.contacts": Words(
        say("Everybody"),
        say("The question that lists them. It gives number, customer_id and customer, and may give more."),
        "question",
    ),
    "directory.changes": Words(
        say("What has changed"),
        say("Lists what has changed since :since, if the source can tell."),
        "question",
    ),
    "directory.file": Words(
        say("Address book"), say("A file (vCard or CSV) in the place of a source."), "file"
    ),
    "directory.store": Words(
        say("Team's server"),
        say(
            "The PostgreSQL on which a team keeps its directory; this computer's own file where it is empty."
        ),
        "address",
    ),
    "directory.deadline": Words(
        say("Waits at most"), say("So long a card waits for a name, as in 500ms or 1s.")
    ),
    "supervision.role": Words(
        say("This person is"),
        say("What they may open where the record is a file. A server knows it of its logins."),
        choices={"agent": say("Agent"), "supervisor": say("Supervisor"), "auditor": say("Auditor")},
    ),
    "supervision.per_agent": Words(say("Figures by agent"), say("Supervisors see figures of single agents.")),
    "supervision.live_names": Words(
        say("Names on the live board"), say("The live board says who rings or talks.")
    ),
    "supervision.acceptance": Words(
        say("Offers by agent"), say("Offers made and accepted are shown by agent.")
    ),
    "supervision.smallest_group": Words(
        say("Smallest group"), say("Figures of fewer people than this are hidden.")
    ),
}
