"""The keys of one desk: who sits there, its windows, keys, wrap-up."""

from screenpop.sentences import say
from screenpop.settings.words.words import Catalogue, Words

DESK: Catalogue = {
    "agent": Words(
        say("Agent"),
        say(
            "Who sits at this desk, as the record names them; the name you signed in with where it is empty."
        ),
        example="anna",
    ),
    "region": Words(
        say("Country"),
        say("A number without +CC is read as this country's. Two letters, as in PL, HU, TH, GB."),
        example="PL",
    ),
    "outside_line": Words(
        say("Outside line"),
        say("What your telephone system puts before outside numbers, if anything."),
        example="0",
    ),
    "data": Words(
        say("Data folder"),
        say("Where this desk keeps its record and directory; your own folder where it is empty."),
        "folder",
    ),
    "preset": Words(
        say("Known system"),
        say("Settings that ship with Screenpop for a known system. What you say yourself counts more."),
        "presets",
    ),
    "secrets": Words(say("Passwords"), say("Where passwords come from.")),
    "line": Words(say("Lines"), say("How this desk learns of its calls.")),
    "sources": Words(say("Sources"), say("Where departments keep their data.")),
    "departments": Words(say("Departments"), say("What is asked about each customer.")),
    "window": Words(say("Windows"), say("How they look and speak, and where cards stand.")),
    "pop": Words(say("Cards"), say("Which calls get a card, and when.")),
    "dial": Words(say("Calling out"), say("How a number in a window is called.")),
    "keys": Words(
        say("Keys"), say("What works from every program, as in Ctrl+Alt+C; nothing where it is empty.")
    ),
    "wrap_up": Words(say("Wrap-up"), say("What agents choose from after a call.")),
    "secrets.from": Words(
        say("Passwords"),
        say("Where passwords come from. They never stand in the settings file."),
        choices={
            "keyring": say("This system's keyring"),
            "ask": say("Asked at each start"),
            "environment": say("Environment variables"),
        },
    ),
    "window.language": Words(
        say("Language"),
        say("Of all windows; dates and amounts follow it."),
        choices={
            "system": say("As the system"),
            **{
                code: say("{language}", language=name)
                for code, name in {"en": "English", "pl": "Polski", "hu": "Magyar", "th": "ไทย"}.items()
            },
        },
    ),
    "window.theme": Words(
        say("Theme"),
        say("Light, dark or with the strongest contrast."),
        choices={
            "system": say("As the system"),
            "light": say("Light"),
            "dark": say("Dark"),
            "high-contrast": say("High contrast"),
        },
    ),
    "window.corner": Words(
        say("Corner"),
        say("Where cards stand on the screen."),
        choices={
            "top-left": say("Top left"),
            "top-right": say("Top right"),
            "bottom-left": say("Bottom left"),
            "bottom-right": say("Bottom right"),
        },
    ),
    "window.screen": Words(
        say("Screen"),
        say("The name of the screen where cards stand; the main one where it is empty."),
        "screen",
    ),
    "window.cards": Words(
        say("Cards at once"),
        say("So many stand there at most; the topmost says how many more calls there are."),
    ),
    "window.panels": Words(
        say("Panels"),
        say("The departments on the card, in this order; all of them where it is empty."),
        "departments",
    ),
    "window.over_full_screen": Words(
        say("Over full-screen programs"),
        say("Cards stand before a program that fills the screen; else they wait."),
    ),
    "window.autostart": Words(
        say("Start by itself"), say("Screenpop starts when you sign in to this computer.")
    ),
    "keys.card": Words(
        say("Bring the card"),
        say("Brings the last card back and lets you type into it, from any program."),
        "keys",
    ),
    "keys.put_away": Words(say("Put cards away"), say("Puts all cards away, from any program."), "keys"),
    "keys.no_cards": Words(say("No cards"), say("No cards come until it is pressed again."), "keys"),
    "pop.on": Words(
        say("A card comes"),
        say("When a call gets its card."),
        choices={
            "ring": say("When it rings"),
            "answer": say("When I answer"),
            "hand": say("When I ask for it"),
        },
    ),
    "pop.outgoing": Words(say("Calls I make"), say("Calls that the desk phone makes get a card, too.")),
    "pop.internal": Words(say("Colleagues' calls"), say("Colleagues who call get a card, too.")),
    "dial.by": Words(
        say("Numbers are called by"),
        say("What happens when you click a number."),
        choices={
            "line": say("The desk phone"),
            "system": say("This computer's telephone program"),
            "off": say("Nobody"),
        },
    ),
    "dial.abroad": Words(
        say("Before a country code"),
        say("What is dialled for calls abroad, where your country's usual prefix is not meant."),
        example="00",
    ),
    "wrap_up.dispositions": Words(
        say("Outcomes"),
        say("What agents choose from when a call is over. The ones that ship are translated."),
    ),
    "wrap_up.reasons": Words(say("Reasons"), say("Why customers call, to choose from.")),
    "wrap_up.templates": Words(say("Templates"), say("Texts that agents write often, for the note.")),
    "wrap_up.templates.name": Words(say("Its name"), say("As it stands in the menu.")),
    "wrap_up.templates.text": Words(say("Text"), say("What goes into the note.")),
    "wrap_up.follow_up": Words(
        say("Outcome with a follow-up"), say("The outcome that asks for a follow-up by itself.")
    ),
}
