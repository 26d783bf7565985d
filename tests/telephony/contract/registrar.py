"""Kamailio as the lines' PBX: UDP and TCP, it tells of dialogs, rings all contacts, and notes who asks to be let in."""

import shutil
from pathlib import Path

from tests.peers import Kamailio

TABLES = Path("/usr/share/kamailio/dbtext/kamailio")
CONFIGURATION = Path(__file__).parents[1] / "sip" / "kamailio_presence.cfg"
_UDP = "listen=udp:127.0.0.1:5070"
_FIRST_MODULE = 'loadmodule "kex.so"'
_BEGINNING = "request_route {"


class CountingKamailio(Kamailio):
    """The presence configuration of the SIP tests, and a note of every request to be let in."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        shutil.copytree(TABLES, folder / "tables")
        text = CONFIGURATION.read_text().replace("DBTEXT", str(folder / "tables"))
        for here, more in (
            (_UDP, _UDP.replace("udp", "tcp")),
            (_FIRST_MODULE, 'loadmodule "xlog.so"'),
            (_BEGINNING, '\txlog("L_ERR", "HEARD $rm of $ua\\n");'),
        ):
            assert here in text
            text = text.replace(here, f"{here}\n{more}")
        configuration = folder / "written.cfg"
        configuration.write_text(text)
        super().__init__(configuration, folder)

    def asked_to_be_let_in(self) -> int:
        """How many REGISTER and SUBSCRIBE of ours came."""
        told = self.log()
        return sum(told.count(f"HEARD {method} of Screenpop") for method in ("REGISTER", "SUBSCRIBE"))
