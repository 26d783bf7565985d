"""Reads what a PBX notifies of an extension's dialogs: application/dialog-info+xml (RFC 4235).

The body comes from outside: a DOCTYPE is refused, so that there are no entities to expand, and size, depth
and number of dialogs are bounded. Prefixes are dropped instead of resolved: some PBXs forget to declare them.
"""

import codecs
from dataclasses import dataclass, field
from xml.parsers import expat

from telephony.sip.dialogs import MOST_DIALOGS, Dialog, DialogInfo, DialogParty, DialogState

_LARGEST_BODY = 64 * 1024
_DEEPEST = 12
_LONGEST_TEXT = 1024
_INCOMING = {"recipient": True, "initiator": False}


class UnreadableDialogInfo(ValueError):
    """The body is no dialog-info document, or one that nobody honest would send."""


def read_dialog_info(body: bytes) -> DialogInfo:
    """Read a NOTIFY's body.

    Raises:
        UnreadableDialogInfo: It is too large, not well-formed, declares entities, or is another document.
    """
    if len(body) > _LARGEST_BODY:
        raise UnreadableDialogInfo("too large")
    parser = expat.ParserCreate()
    reading = _Reading()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = reading.open
    parser.EndElementHandler = reading.close
    parser.CharacterDataHandler = reading.text
    try:
        parser.Parse(_text_of(body).strip("\0 \t\r\n"), True)  # noqa: FBT003 # expat takes it by position only
    except expat.ExpatError as error:
        raise UnreadableDialogInfo(str(error)) from None
    return reading.document()


def _text_of(body: bytes) -> str:
    """The text, whatever encoding the document claims: PBXs write Latin-1 names under a UTF-8 heading."""
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return body.decode("utf-16", "replace")
    if body[:2] in (b"<\0", b"\0<"):
        return body.decode("utf-16-le" if body[0] else "utf-16-be", "replace")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("iso-8859-1")


def _refuse_doctype(*_: object) -> None:
    raise UnreadableDialogInfo("a DOCTYPE has no place here")


@dataclass(slots=True)
class _Reading:
    """Collects the elements of one document as expat meets them."""

    root: dict[str, str] | None = None
    path: list[str] = field(default_factory=list)
    attributes: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    displays: dict[str, str] = field(default_factory=dict)
    state: dict[str, str] = field(default_factory=dict)
    replaces: str = ""
    dialogs: list[Dialog] = field(default_factory=list)

    def open(self, element: str, attributes: dict[str, str]) -> None:
        name = element.rpartition(":")[2]
        if not self.path:
            if name != "dialog-info":
                raise UnreadableDialogInfo(f"another document: {name[:40]}")
            self.root = attributes
        self.path.append(name)
        if len(self.path) > _DEEPEST:
            raise UnreadableDialogInfo("nested too deeply")
        inside = self._inside()
        if inside == "":
            self.attributes, self.texts, self.displays = attributes, {}, {}
            self.state, self.replaces = {}, ""
        elif inside == "state":
            self.state = attributes
        elif inside == "replaces":
            self.replaces = attributes.get("call-id", "")[:_LONGEST_TEXT]
        elif inside is not None and attributes.get("display"):
            self.displays[inside] = attributes["display"]

    def text(self, text: str) -> None:
        inside = self._inside()
        if inside:
            self.texts[inside] = (self.texts.get(inside, "") + text)[:_LONGEST_TEXT]

    def close(self, _: str) -> None:
        if self._inside() == "":
            if len(self.dialogs) == MOST_DIALOGS:
                raise UnreadableDialogInfo("too many dialogs")
            self.dialogs.append(self._dialog())
        self.path.pop()

    def document(self) -> DialogInfo:
        root = self.root or {}
        version = root.get("version", "0").strip()
        if not (version.isascii() and version.isdigit() and len(version) <= 10):
            raise UnreadableDialogInfo("the version is no number")
        return DialogInfo(int(version), root.get("state", "full").strip() != "partial", tuple(self.dialogs))

    def _inside(self) -> str | None:
        """Where we are within a dialog, as a path; "" at the dialog itself, None outside of one."""
        return "/".join(self.path[2:]) if self.path[1:2] == ["dialog"] else None

    def _dialog(self) -> Dialog:
        told = self.texts.get("state", "").strip().lower()
        state = "trying" if told == "proceeding" else told
        if state not in set(DialogState):
            raise UnreadableDialogInfo(f"unknown state: {state[:40]}")
        direction = self.attributes.get("direction", "").strip().lower()
        code = self.state.get("code", "").strip()
        return Dialog(
            id=self.attributes.get("id", "")[:_LONGEST_TEXT],
            state=DialogState(state),
            call_id=self.attributes.get("call-id", "")[:_LONGEST_TEXT] or None,
            incoming=_INCOMING.get(direction),
            remote=self._party("remote/identity"),
            local=self._party("local/identity"),
            referred_by=self._party("referred-by"),
            replaces=self.replaces or None,
            event=self.state.get("event", "").strip().lower()[:_LONGEST_TEXT] or None,
            code=int(code) if code.isascii() and code.isdigit() and len(code) == 3 else None,
        )

    def _party(self, path: str) -> DialogParty | None:
        uri = self.texts.get(path, "").strip()
        display = self.displays.get(path, "").strip()[:_LONGEST_TEXT]
        return DialogParty(uri, display or None) if uri else None
