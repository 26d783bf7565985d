"""A screen reader's side of a test: it hears and works another program over AT-SPI alone, as Orca does.

Runs under the system's Python, which has Debian's pyatspi; reads one wish a line as JSON and answers so.
{"do": "hear"} → [[role, name, text], …] of what is shown; {"do": "press", "name": "Save"}; {"do": "write", …}.
"""

import json
import sys
from typing import Any

import pyatspi  # type: ignore[import-not-found] # Debian's, for Debian's own Python

Node = Any  # pyatspi tells no types


def windows(program: str) -> list[Node]:
    """The windows of a program that are shown."""
    desktop = pyatspi.Registry.getDesktop(0)
    programs = [desktop.getChildAtIndex(place) for place in range(desktop.childCount)]
    found = [each for each in programs if each is not None and each.name == program]
    return [window for each in found for window in children(each) if is_shown(window)]


def children(node: Node) -> list[Node]:
    """What a part is made of."""
    return [each for place in range(node.childCount) if (each := node.getChildAtIndex(place)) is not None]


def is_shown(node: Node) -> bool:
    """It is on the screen."""
    return bool(node.getState().contains(pyatspi.STATE_SHOWING))


def shown(node: Node) -> list[Node]:
    """A part and all in it that is shown, in the order in which it is read."""
    return [node] + [below for each in children(node) if is_shown(each) for below in shown(each)]


def text_of(node: Node) -> str:
    """What stands in a part that is written into; else nothing."""
    try:
        return str(node.queryText().getText(0, -1))
    except NotImplementedError:
        return ""


def do(wish: dict[str, str]) -> object:
    """Do what is wished in the window with that name."""
    found = [window for window in windows("screenpop") if wish["window"] in window.name]
    if wish["do"] == "windows":
        return [window.name for window in windows("screenpop")]
    parts = [part for window in found for part in shown(window)]
    if wish["do"] == "hear":
        return [
            [part.getRoleName(), part.name, part.description, text_of(part), is_focusable(part)]
            for part in parts
        ]
    part = next(each for each in parts if each.name == wish["name"] and each.getRoleName() == wish["role"])
    if wish["do"] == "press":
        return part.queryAction().doAction(0)
    return part.queryEditableText().setTextContents(wish["text"])


def is_focusable(node: Node) -> bool:
    """The keyboard can go there."""
    return bool(node.getState().contains(pyatspi.STATE_FOCUSABLE))


for line in sys.stdin:
    try:
        answer = do(json.loads(line))
    except (
        StopIteration,
        LookupError,
        RuntimeError,
    ) as error:  # it changed meanwhile: whoever asks, asks again
        answer = None if isinstance(error, StopIteration) else str(error)
    print(json.dumps(answer), flush=True)  # noqa: T201 # the test reads it
