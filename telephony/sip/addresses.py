"""Reads addresses and lists of header values, tolerantly, into the types of `sipmessage`.

The quoted strings of `sipmessage` run to the *last* quotation mark, so that a display name could swallow the
address behind it; and its host names end in no digit. What is a name, what an address and what a parameter
is therefore told apart here, and its grammar reads the URI wherever it can.
"""

from urllib.parse import unquote

from sipmessage import URI, Address, Parameters


def split_outside(value: str, separator: str) -> list[str]:
    """Split at a separator that stands neither in quotation marks nor in angle brackets; drops what is empty."""
    if separator not in value:
        return [value.strip()] if value.strip() else []
    pieces, start = [], 0
    quoted = escaped = bracketed = False
    for at, sign in enumerate(value):
        if escaped:
            escaped = False
        elif quoted:
            escaped = sign == "\\"
            quoted = sign != '"'
        elif sign == '"':
            quoted = not bracketed
        elif sign in "<>":
            bracketed = sign == "<"
        elif sign == separator and not bracketed:
            pieces.append(value[start:at].strip())
            start = at + 1
    pieces.append(value[start:].strip())
    return [piece for piece in pieces if piece]


def parameters_in(value: str) -> Parameters:
    """Read `;name=value;flag`; names in lower case, values without their quotation marks."""
    found: dict[str, str | None] = {}
    for piece in split_outside(value, ";"):
        name, equals, text = piece.partition("=")
        name = name.strip().lower()
        if name and name != "self":  # `Parameters` takes its names as keyword arguments
            found.setdefault(name, unquoted(text.strip()) if equals else None)
    return Parameters(**found)


def read_address(value: str) -> Address:
    """Read `"Name" <uri>;parameters` or a bare URI with parameters."""
    name, uri, rest = parts_of(value.strip())
    return Address(uri=read_uri(uri), name=name, parameters=parameters_in(rest))


def read_uri(text: str) -> URI:
    """Read a URI; one that keeps no grammar is taken apart at its marks."""
    scheme, colon, rest = text.strip().partition(":")
    text = f"{scheme.lower()}{colon}{rest}"
    return strict_uri(text) or _loose_uri(text)


def strict_uri(text: str) -> URI | None:
    """Read a URI by the grammar; None if it does not keep it."""
    try:
        return URI.parse(text)
    except (ValueError, TypeError):  # TypeError: a parameter of the name "self"
        return None


def parts_of(value: str) -> tuple[str, str, str]:
    """Display name, URI and what follows, each as written; the name without its quotation marks."""
    if value.startswith('"'):
        end = _closing_quote(value)
        if end > 0:
            _, _, rest = value[end + 1 :].partition("<")
            uri, _, after = rest.partition(">")
            return unquoted(value[: end + 1]), uri, after
        name, _, rest = value[1:].rpartition("<")
        uri, _, after = rest.partition(">")
        return name.strip(), uri, after
    if "<" in value:
        name, _, rest = value.partition("<")
        uri, _, after = rest.partition(">")
        return name.strip(), uri, after
    uri, semicolon, after = value.partition(";")
    return "", uri, semicolon + after


def _closing_quote(value: str) -> int:
    at = 1
    while at < len(value):
        if value[at] == "\\":
            at += 1
        elif value[at] == '"':
            return at
        at += 1
    return -1


def unquoted(text: str) -> str:
    """Take the quotation marks and the backslashes off a quoted string; other text stays as it is."""
    if len(text) < 2 or text[0] != '"' or text[-1] != '"':
        return text
    inner = text[1:-1]
    if "\\" not in inner:
        return inner
    plain, escaped = [], False
    for sign in inner:
        if sign == "\\" and not escaped:
            escaped = True
        else:
            plain.append(sign)
            escaped = False
    return "".join(plain)


def _loose_uri(text: str) -> URI:
    scheme, _, rest = text.partition(":")
    if scheme == "tel":
        subscriber, _, parameters = rest.partition(";")
        return URI("tel", "", unquote(subscriber).strip() or None, parameters=parameters_in(parameters))
    user_info, at, place = rest.rpartition("@")
    if not at and scheme not in ("sip", "sips"):
        return URI(scheme, "")
    place = place.partition("?")[0]
    host, _, parameters = place.partition(";")
    user, _, password = user_info.partition(":")
    name, port = _host_and_port(host.strip())
    return URI(
        scheme,
        name,
        unquote(user).strip() or None,
        unquote(password) or None,
        port,
        parameters_in(parameters),
    )


def _host_and_port(place: str) -> tuple[str, int | None]:
    host, colon, port = place.rpartition(":")
    if colon and not port.endswith("]") and port.isascii() and port.isdigit() and len(port) < 6:
        return host, int(port)
    return place, None
