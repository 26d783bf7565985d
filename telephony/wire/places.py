"""Where the settings say that a PBX is."""


def place_in(server: str, default_port: int) -> tuple[str, int]:
    """Host and port of "host", "host:port", "[v6]:port" or a bare IPv6 address.

    Raises:
        ValueError: It is none of these.
    """
    host, bracket, rest = (
        server.removeprefix("[").partition("]") if server.startswith("[") else (server, "", "")
    )
    if not bracket and server.count(":") == 1:
        host, _, rest = server.partition(":")
        rest = f":{rest}"
    port = rest.removeprefix(":") if rest else str(default_port)
    if not host or not host.isprintable() or set(host) & set(" /@"):
        raise ValueError(f'a server is written like "pbx.example" or "pbx.example:{default_port}"')
    if not (port.isascii() and port.isdigit() and len(port) < 6 and 0 < int(port) < 65536):
        raise ValueError("a port is a number from 1 to 65535")
    return host, int(port)
