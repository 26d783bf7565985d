"""The chain's head, taken out of the database: with it, a chain that was written anew as a whole is found.

The file holds one JSON object a line, each with the place and hash of a link and when it was exported; a daily
export adds a line. It is kept where whoever administers the database cannot write.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, text

from screenpop.errors import ConfigurationError
from screenpop.sentences import say

_HEAD = text("select seq, hash, clock_timestamp() from screenpop.chain_head")


def head_line(connection: Connection) -> str:
    """The head as a line of such a file."""
    seq, hash_, at = connection.execute(_HEAD).one()
    now: datetime = at
    return json.dumps({"seq": seq, "hash": bytes(hash_).hex(), "at": now.isoformat(timespec="microseconds")})


def read_heads(file: Path) -> Mapping[int, bytes]:
    """The hashes in a file, by their place; an empty chain says nothing.

    Raises:
        ConfigurationError: It is no such file, or contradicts itself.
    """
    heads: dict[int, bytes] = {}
    try:
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.strip():
                head = json.loads(line)
                seq, hash_ = int(head["seq"]), bytes.fromhex(head["hash"])
                if heads.setdefault(seq, hash_) != hash_:
                    raise ValueError(seq)
    except OSError as error:
        raise ConfigurationError(
            say("{file} cannot be read: {why}.", file=file, why=error.strerror or str(error))
        ) from None
    except (ValueError, KeyError, TypeError):
        raise ConfigurationError(
            say("{file} holds no heads, as “screenpop database head” writes them.", file=file)
        ) from None
    return {seq: hash_ for seq, hash_ in heads.items() if seq > 0}
