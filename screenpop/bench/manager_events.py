"""What an Asterisk's manager interface tells of a call, event by event: `PJSIP/trunk` calls an extension."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from screenpop.bench.wire import EXTENSION

BEGAN = 1_795_294_500
_DOWN, _RING, _RINGING, _UP = "Down", "Ring", "Ringing", "Up"
_STATES = {_DOWN: "0", _RING: "4", _RINGING: "5", _UP: "6"}


@dataclass(frozen=True, slots=True)
class ManagerCall:
    """One call.

    Attributes:
        serial: Tells calls apart.
        number: The caller's.
        name: The caller's.
        extension: Who is called.
    """

    serial: int
    number: str
    name: str
    extension: str = EXTENSION

    @property
    def linked_id(self) -> str:
        """What all its channels have in common: the Uniqueid of the first."""
        return f"{BEGAN + self.serial}.{self.serial * 2}"

    def rings(self) -> bytes:
        """A channel to the extension is made, dialled, and rings."""
        return b"".join(
            (
                _event("Newchannel", self._leg(_DOWN, known=False)),
                _event("NewConnectedLine", self._leg(_DOWN)),
                _event("DialBegin", self._root(), _dest(self._leg(_DOWN)), {"DialString": self.extension}),
                _event("Newstate", self._leg(_RINGING)),
            )
        )

    def is_answered(self) -> bytes:
        """The extension picks up."""
        dial_end = _event("DialEnd", self._root(), _dest(self._leg(_UP)), {"DialStatus": "ANSWER"})
        return _event("Newstate", self._leg(_UP)) + dial_end

    def gives_up(self) -> bytes:
        """The caller hangs up before anybody has answered."""
        dial_end = _event("DialEnd", self._root(), _dest(self._leg(_RINGING)), {"DialStatus": "CANCEL"})
        return dial_end + self._ends(_RINGING, {"Cause": "127", "Cause-txt": "Interworking, unspecified"})

    def ends(self) -> bytes:
        """The parties have talked."""
        return self._ends(_UP, {"Cause": "16", "Cause-txt": "Normal Clearing"})

    def channels(self) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """Its two channels while the parties talk: the caller's, the extension's."""
        return self._root(), self._leg(_UP)

    def _ends(self, state: str, why: Mapping[str, str]) -> bytes:
        return _event("Hangup", self._leg(state), why) + _event("Hangup", self._root(), why)

    def _leg(self, state: str, *, known: bool = True) -> Mapping[str, str]:
        return {
            "Channel": f"PJSIP/{self.extension}-{self.serial * 2 + 1:08x}",
            "ChannelState": _STATES[state],
            "ChannelStateDesc": state,
            "CallerIDNum": self.extension,
            "CallerIDName": "Agent",
            "ConnectedLineNum": self.number if known else "<unknown>",
            "ConnectedLineName": self.name if known else "<unknown>",
            "Language": "en",
            "AccountCode": "",
            "Context": "internal",
            "Exten": self.extension,
            "Priority": "1",
            "Uniqueid": f"{BEGAN + self.serial}.{self.serial * 2 + 1}",
            "Linkedid": self.linked_id,
        }

    def _root(self) -> Mapping[str, str]:
        return {
            **self._leg(_RING),
            "Channel": f"PJSIP/trunk-{self.serial * 2:08x}",
            "CallerIDNum": self.number,
            "CallerIDName": self.name,
            "ConnectedLineNum": "<unknown>",
            "ConnectedLineName": "<unknown>",
            "Context": "from-trunk",
            "Uniqueid": self.linked_id,
        }


def own_calls(calls: int) -> Iterator[bytes]:
    """What a user hears whose events the server filters: answered calls of one extension."""
    for serial in range(calls):
        call = _call(serial, EXTENSION)
        yield call.rings() + call.is_answered() + call.ends()


def everybodys_calls(calls: int, desks: int = 50) -> Iterator[bytes]:
    """What a user hears who hears all: as many extensions, and what else a server tells around each call."""
    for serial in range(calls):
        call = _call(serial, str(int(EXTENSION) + serial % desks))
        begins = (_of_the_device(call, "Ringing"), call.rings())
        answered = (_of_the_device(call, "InUse"), call.is_answered(), _of_the_bridge(call))
        yield b"".join((*begins, *answered, call.ends(), _of_the_device(call, "Idle")))


def _of_the_device(call: ManagerCall, state: str) -> bytes:
    device = f"PJSIP/{call.extension}"
    hint = {"Exten": call.extension, "Context": "hints", "Hint": device, "StatusText": state}
    queues = [
        _event(
            "QueueMemberStatus",
            {"Queue": queue, "MemberName": "Agent", "Interface": f"Local/{call.extension}@from-queue/n"},
            {"StateInterface": device, "Membership": "static", "Penalty": "0", "CallsTaken": "0"},
            {"LastCall": "0", "LastPause": "0", "LoginTime": str(BEGAN), "InCall": "0", "Status": "6"},
            {"Paused": "0", "PausedReason": "", "Ringinuse": "0", "Wrapuptime": "0"},
        )
        for queue in ("support", "sales")
    ]
    changes = _event("ExtensionStatus", hint), _event("DeviceStateChange", {"Device": device, "State": state})
    return b"".join((*changes, *queues))


def _of_the_bridge(call: ManagerCall) -> bytes:
    bridge = {
        "BridgeUniqueid": f"ae990be2-678f-4da3-9bac-{call.serial:012x}",
        "BridgeType": "basic",
        "BridgeTechnology": "simple_bridge",
        "BridgeCreator": "<unknown>",
        "BridgeName": "<unknown>",
        "BridgeNumChannels": "0",
        "BridgeVideoSourceMode": "none",
    }
    channels = call.channels()
    enters = [_event("BridgeEnter", bridge, channel) for channel in channels]
    leaves = [_event("BridgeLeave", bridge, channel) for channel in channels]
    asks = [_event(f"{how}Request", channels[0], {"Cause": "16"}) for how in ("Hangup", "SoftHangup")]
    whole = (_event("BridgeCreate", bridge), *enters, *asks, *leaves, _event("BridgeDestroy", bridge))
    return b"".join(whole)


def _call(serial: int, extension: str) -> ManagerCall:
    return ManagerCall(serial, f"+4822{serial % 10_000_000:07}", "Zażółć Gęślą", extension)


def _dest(channel: Mapping[str, str]) -> Mapping[str, str]:
    return {f"Dest{key}": value for key, value in channel.items()}


def _event(name: str, *parts: Mapping[str, str]) -> bytes:
    lines = [f"Event: {name}", "Privilege: call,all"]
    lines += [f"{key}: {value}" for part in parts for key, value in part.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()
