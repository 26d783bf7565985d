"""Keeps the dialogs of one extension in step with the documents about them (RFC 4235, 4.1)."""

from dataclasses import dataclass, field, replace

from telephony.sip.dialogs import MOST_DIALOGS, Dialog, DialogInfo, DialogState


@dataclass(slots=True)
class DialogTable:
    """The dialogs of one extension, brought up to date by one document after the other.

    A document older than the last one is dropped; one with the same version is not, because some PBXs never
    count and their NOTIFYs are in order by CSeq. Where dropped ones count up among themselves, the PBX counts
    anew. A full document ends whatever it does not name.

    Attributes:
        incomplete: A partial document went missing; only a full one can be trusted again.
        outdated: How many documents came too late.
    """

    incomplete: bool = False
    outdated: int = 0
    _version: int | None = None
    _dropped: int | None = None
    _alive: dict[str, Dialog] = field(default_factory=dict)

    def subscribe_anew(self) -> None:
        """Expect another count of versions; what was alive stays so until a document says otherwise."""
        self._version = self._dropped = None
        self.incomplete = False

    def apply(self, info: DialogInfo) -> tuple[Dialog, ...]:
        """Take a document in and give the dialogs to act on, ended ones first."""
        if self._comes_too_late(info.version):
            self.outdated += 1
            return ()
        if info.full:
            self.incomplete = False
        elif self._version is None or info.version > self._version + 1:
            self.incomplete = True
        self._version = info.version
        named = {dialog.id for dialog in info.dialogs}
        gone = [dialog for key, dialog in self._alive.items() if key not in named] if info.full else []
        changed = [replace(dialog, state=DialogState.TERMINATED) for dialog in gone] + list(info.dialogs)
        for dialog in changed:
            if dialog.state is DialogState.TERMINATED:
                self._alive.pop(dialog.id, None)
            else:
                self._alive[dialog.id] = dialog
        while len(self._alive) > MOST_DIALOGS:
            oldest = self._alive.pop(next(iter(self._alive)))
            changed.append(replace(oldest, state=DialogState.TERMINATED))
        return tuple(sorted(changed, key=lambda dialog: dialog.state is not DialogState.TERMINATED))

    def _comes_too_late(self, version: int) -> bool:
        if self._version is None or version >= self._version:
            self._dropped = None
            return False
        if self._dropped is not None and version > self._dropped:
            self._version = self._dropped = None
            return False
        self._dropped = version
        return True
