"""The keys of the lines that ship; a key that all kinds have stands under `line`."""

from screenpop.sentences import say
from screenpop.settings.words.words import Catalogue, Words

LINES: Catalogue = {
    "line.name": Words(say("Its name"), say("Needed where there are several lines."), example="line"),
    "line.elsewhere": Words(
        say("Answered elsewhere"),
        say("What the card does then. On a line that cannot see the desk phone it may have been your own."),
        choices={"keep": say("The card stays"), "close": say("The card goes")},
    ),
    "line.facts": Words(
        say("What calls bring"),
        say("By what your telephone system tells the queue, a keyed number and more."),
    ),
    "line.facts.name": Words(
        say("In the caller's name"),
        say("With what the name begins; it is taken off."),
        example="{queue}|{keyed}|",
    ),
    "line.facts.headers": Words(say("SIP headers"), say("Which header tells which fact."), example="X-Queue"),
    "line.facts.variables": Words(
        say("Channel variables"), say("Which variable of Asterisk tells which fact."), example="QUEUENAME"
    ),
    "line.server": Words(
        say("Telephone system"),
        say("Its name or address, with a port if it is not the usual one."),
        example="pbx.example:5060",
    ),
    "line.extension": Words(say("Extension"), say("The short number of your desk phone."), example="101"),
    "line.username": Words(say("User name"), say("With which Screenpop signs on.")),
    "line.ca_file": Words(
        say("Certificate"),
        say("What the server's certificate is checked with, where the system does not know it."),
        "file",
    ),
    "line.sip.username": Words(
        say("User name"), say("With which Screenpop signs on; the extension where it is empty.")
    ),
    "line.sip.mode": Words(
        say("Listens"),
        say("It watches the extension, or registers as one more phone."),
        choices={"watch": say("By watching the desk phone"), "contact": say("As one more phone")},
    ),
    "line.sip.transport": Words(
        say("Transport"),
        say("How packets travel. TLS checks the certificate, and nothing switches that off."),
        choices={"udp": say("UDP"), "tcp": say("TCP"), "tls": say("TLS")},
    ),
    "line.sip.expires": Words(say("Signs on again"), say("After so many seconds at the latest.")),
    "line.sip.listen_port": Words(say("Own port"), say("Where this computer listens; any free one for 0.")),
    "line.sip.heartbeat": Words(
        say("Heartbeat"), say("So often it sees whether the server is there, as in 30s.")
    ),
    "line.sip.on_call": Words(
        say("A second call"),
        say("What this phone says while you talk, in mode “as one more phone”."),
        choices={"ring": say("Rings"), "refuse": say("Is told that you are busy")},
    ),
    "line.sip.dial": Words(
        say("May call out"), say("Your telephone system takes REFER and has the desk phone call. Few do.")
    ),
    "line.ami.tls": Words(say("Encrypted"), say("With TLS; the certificate is checked.")),
    "line.ami.login": Words(
        say("Password is sent"),
        say("“Proved” is for servers without TLS."),
        choices={"plain": say("As it is"), "md5": say("Proved by MD5")},
    ),
    "line.ami.technology": Words(
        say("Devices"),
        say("The channel driver of the extension's devices; both are followed where it is empty."),
        choices={"PJSIP": say("PJSIP"), "SIP": say("SIP")},
    ),
    "line.ami.dial_context": Words(
        say("Dial context"), say("Where the extension's own calls begin in the dialplan.")
    ),
    "line.simulator.mode": Words(
        say("Listens"),
        say("How it listens to the little telephone system in the program."),
        choices={
            "contact": say("As one more phone"),
            "watch": say("By watching the desk phone"),
            "both": say("Both ways"),
        },
    ),
}
