"""Kamailio as the lines' PBX: it tells of dialogs, rings all contacts, and notes who asks to be let in."""

import shutil
from pathlib import Path

from tests.peers import Kamailio, free_port
from tests.telephony.wire.certificates import Authority

TABLES = Path("/usr/share/kamailio/dbtext/kamailio")
CONFIGURATION = Path(__file__).parents[1] / "sip" / "kamailio_presence.cfg"
_UDP = "listen=udp:127.0.0.1:5070"
_FIRST_MODULE = 'loadmodule "kex.so"'
_BEGINNING = "request_route {"


class CountingKamailio(Kamailio):
    """The presence configuration of the SIP tests, and a note of every request to be let in.

    Attributes:
        tls_port: Where it speaks TLS.
        ca_file: Whose word stands behind its certificate.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        authority = Authority(folder)
        self.tls_port, self.ca_file = free_port(), authority.file
        shutil.copytree(TABLES, folder / "tables")
        text = CONFIGURATION.read_text().replace("DBTEXT", str(folder / "tables"))
        for here, more in (
            (_UDP, _UDP.replace("udp", "tcp")),
            (_UDP, self._speaks_tls(folder, authority)),
            (_FIRST_MODULE, 'loadmodule "xlog.so"'),
            (_BEGINNING, '\txlog("L_ERR", "HEARD $rm of $ua\\n");'),
        ):
            assert here in text
            text = text.replace(here, f"{here}\n{more}")
        configuration = folder / "written.cfg"
        configuration.write_text(text)
        super().__init__(configuration, folder)

    def _speaks_tls(self, folder: Path, authority: Authority) -> str:
        certificate, key = authority.signs("127.0.0.1")
        file = folder / "tls.cfg"
        file.write_text(
            f"[server:default]\nmethod = TLSv1.2+\ncertificate = {certificate}\nprivate_key = {key}\n"
        )
        return f"""listen=tls:127.0.0.1:{self.tls_port}
enable_tls=yes
tcp_children=2
loadmodule "/usr/lib/x86_64-linux-gnu/kamailio/modules/tls.so"
modparam("tls", "config", "{file}")"""

    def asked_to_be_let_in(self) -> int:
        """How many REGISTER and SUBSCRIBE of ours came."""
        told = self.log()
        return sum(told.count(f"HEARD {method} of Screenpop") for method in ("REGISTER", "SUBSCRIBE"))
