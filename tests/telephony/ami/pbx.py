"""Writes what an Asterisk says on its manager interface, and reads calls out of it."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from screenpop.events.calls import (
    CallAnswered,
    CallEnded,
    CallOffered,
    CallUpdated,
    Direction,
    LineEvent,
    PartyChanged,
)
from screenpop.ports.kinds import FactsTable
from telephony.ami.framing import Framing
from telephony.ami.tracker import Tracker
from telephony.facts import FactRules

STATES = {"0": "Down", "4": "Ring", "5": "Ringing", "6": "Up"}


@dataclass
class Channel:
    name: str
    uniqueid: str
    linkedid: str
    number: str = "<unknown>"
    person: str = "<unknown>"
    exten: str = "s"
    state: str = "0"
    far: str = "<unknown>"
    far_person: str = "<unknown>"

    def fields(self, prefix: str = "") -> dict[str, str]:
        return {
            f"{prefix}Channel": self.name,
            f"{prefix}ChannelState": self.state,
            f"{prefix}ChannelStateDesc": STATES[self.state],
            f"{prefix}CallerIDNum": self.number,
            f"{prefix}CallerIDName": self.person,
            f"{prefix}ConnectedLineNum": self.far,
            f"{prefix}ConnectedLineName": self.far_person,
            f"{prefix}Context": "internal",
            f"{prefix}Exten": self.exten,
            f"{prefix}Uniqueid": self.uniqueid,
            f"{prefix}Linkedid": self.linkedid,
        }


def event(name: str, *parts: dict[str, str], **more: str) -> bytes:
    lines = [f"Event: {name}", "Privilege: call,all"]
    for part in (*parts, more):
        lines += [f"{key}: {value}" for key, value in part.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


class Pbx:
    """What was said so far; every method says something more."""

    def __init__(self) -> None:
        self.said: list[bytes] = []
        self._count = itertools.count(1)

    def say(self, name: str, *parts: dict[str, str], **more: str) -> None:
        self.said.append(event(name, *parts, **more))

    def channel(self, device: str, root: Channel | None = None, **of: str) -> Channel:
        count = next(self._count)
        uniqueid = f"1700000000.{count}"
        made = Channel(f"{device}-{count:08x}", uniqueid, root.linkedid if root else uniqueid, **of)
        self.say("Newchannel", made.fields())
        return made

    def outside(
        self, number: str = "+48221234567", person: str = "Jan Kowalski", exten: str = "5101"
    ) -> Channel:
        return self.channel("PJSIP/trunk", number=number, person=person, exten=exten, state="4")

    def phone(self, root: Channel, extension: str = "101", tech: str = "PJSIP") -> Channel:
        return self.channel(f"{tech}/{extension}", root, number=extension, person="Anna Nowak")

    def rings(self, source: Channel, target: Channel, *, far: bool = True) -> None:
        """The target is dialled by the source, and rings."""
        if far:
            self.connects(target, source.number, source.person)
        self.say("DialBegin", source.fields(), target.fields("Dest"), DialString="x")
        self.state(target, "5")
        self.say("DialState", source.fields(), target.fields("Dest"), DialStatus="RINGING")

    def connects(self, channel: Channel, number: str, person: str = "<unknown>") -> None:
        channel.far, channel.far_person = number, person
        self.say("NewConnectedLine", channel.fields())

    def state(self, channel: Channel, state: str) -> None:
        channel.state = state
        self.say("Newstate", channel.fields())

    def answers(self, source: Channel, target: Channel) -> None:
        self.state(target, "6")
        self.say("DialEnd", source.fields(), target.fields("Dest"), DialStatus="ANSWER")
        if source.state != "6":
            self.state(source, "6")
        for one in (target, source):
            self.say("BridgeEnter", {"BridgeUniqueid": "b"}, one.fields())

    def dial_ends(self, source: Channel, target: Channel, status: str) -> None:
        self.say("DialEnd", source.fields(), target.fields("Dest"), DialStatus=status)

    def hangs_up(self, *channels: Channel, cause: int = 16) -> None:
        for channel in channels:
            self.say("Hangup", channel.fields(), Cause=str(cause))

    def joins_queue(self, caller: Channel, queue: str) -> None:
        self.state(caller, "6")
        self.say("QueueCallerJoin", caller.fields(), Queue=queue, Position="1")

    def leaves_queue(self, caller: Channel, queue: str) -> None:
        self.say("QueueCallerLeave", caller.fields(), Queue=queue)

    def queue_rings(self, caller: Channel, phone: Channel, queue: str) -> None:
        self.say("AgentCalled", caller.fields(), phone.fields("Dest"), Queue=queue)
        self.rings(caller, phone)

    def passes_on(self, by: Channel, whom: Channel, to: str) -> None:
        self.say(
            "BlindTransfer",
            {"Result": "Success"},
            by.fields("Transferer"),
            whom.fields("Transferee"),
            Extension=to,
        )

    def only_of(self, extension: str) -> list[bytes]:
        """What an event filter for one extension lets through, as the captures show it."""
        own = (f"\r\nChannel: PJSIP/{extension}-".encode(), f"\r\nDestChannel: PJSIP/{extension}-".encode())
        silent = (b"Event: DialState", b"Event: BridgeEnter", b"Event: QueueMember")
        return [
            said for said in self.said if any(mark in said for mark in own) and not said.startswith(silent)
        ]


class Desk:
    """An extension's calls as a tracker finds them."""

    def __init__(self, extension: str = "101", **facts: object) -> None:
        self.events: list[LineEvent] = []
        self.now = 1000.0
        self.tracker = Tracker(
            line="line",
            extension=extension,
            technologies=("PJSIP", "SIP"),
            rules=FactRules(FactsTable.model_validate(facts)),
            report=self.events.append,
            uptime=lambda: self.now,
        )
        self._framing = Framing(self.tracker.events)

    def hears(self, said: Iterable[bytes]) -> "Desk":
        for one in said:
            for message in self._framing.feed(one):
                if message.event:
                    self.tracker.hear(message)
        return self

    def of(self, kind: type) -> list:
        return [one for one in self.events if isinstance(one, kind)]

    def story(self) -> list[str]:
        """The events in short: "in +48…", "answered", "party +48…", "missed"."""
        return [word for one in self.events if (word := _word(one))]


def _word(one: LineEvent) -> str:
    match one:
        case CallOffered(caller=caller, direction=direction):
            arrow = "in" if direction is Direction.IN else "out"
            return f"{arrow} {'withheld' if caller.withheld else caller.number}"
        case CallAnswered():
            return "answered"
        case PartyChanged(caller=caller):
            return f"party {caller.number}"
        case CallEnded(ending=ending):
            return ending.value
        case CallUpdated():
            return ""
    raise AssertionError(one)


def story(said: Iterable[bytes], extension: str = "101") -> list[str]:
    """What a desk makes of it all; nothing is left when everybody has hung up."""
    desk = Desk(extension).hears(said)
    assert len(desk.tracker) == 0
    return desk.story()
