"""What is said to the manager interface. No value can bring lines of its own."""

import hashlib

WANTED_CLASSES = "call,agent"
"""Nothing else is sent to us, whatever the user may read."""
SITE_CLASSES = "call,agent,user,dialplan"
"""With the classes in which channel variables and a dialplan's own events come."""


def action(name: str, /, **fields: str) -> bytes:
    """An action, ready to be sent."""
    lines = [f"Action: {name}", *(f"{key}: {_one_line(value)}" for key, value in fields.items())]
    return _bytes("\r\n".join(lines) + "\r\n\r\n")


def login(username: str, password: str, *, classes: str, action_id: str) -> bytes:
    """Sign on with the password itself."""
    return action("Login", ActionID=action_id, Username=username, Secret=password, Events=classes)


def challenge(action_id: str) -> bytes:
    """Ask for something to hash the password with."""
    return action("Challenge", ActionID=action_id, AuthType="MD5")


def login_by_hash(username: str, password: str, challenge: str, *, classes: str, action_id: str) -> bytes:
    """Sign on with a hash of the server's challenge and the password."""
    key = hashlib.md5(_bytes(challenge + password), usedforsecurity=False).hexdigest()
    return action("Login", ActionID=action_id, AuthType="MD5", Username=username, Key=key, Events=classes)


def originate(*, channel: str, extension: str, number: str, context: str, action_id: str) -> bytes:
    """Ring the agent's phone, and once it is picked up have it call the number.

    The caller's number stays the extension's, as if the agent had dialled; the phone shows whom it will call.
    """
    return action(
        "Originate",
        ActionID=action_id,
        Channel=channel,
        Context=context,
        Exten=number,
        Priority="1",
        CallerID=f'"{number}" <{extension}>',
        Timeout="30000",
        Async="true",
    )


def _one_line(value: str) -> str:
    """Without control characters; a password keeps whatever else it is made of."""
    return "".join(" " if letter < " " or letter == "\x7f" else letter for letter in value)


def _bytes(text: str) -> bytes:
    """A password from the environment may be no UTF-8: its bytes count."""
    return text.encode("utf-8", "surrogateescape")
