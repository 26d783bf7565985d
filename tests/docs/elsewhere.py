"""Commands of the documentation that are not run beside the others: which test runs them, or why none can."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Elsewhere:
    """Some commands.

    Attributes:
        lines: What they look like, from their first word to their last.
        by: The test that does it for real, with what to find in it; or empty.
        why: Where no test does: what would be needed.
    """

    lines: str
    by: tuple[str, str] = ("", "")
    why: str = ""

    def is_about(self, line: str) -> bool:
        """Whether the command is one of these."""
        return re.fullmatch(self.lines, line) is not None


_WINDOWS = "Windows only, and there is none here; what the command is given is held against the program"
_MAKE = "sets up the very tree that the tests run in"

ELSEWHERE = (
    Elsewhere(r"(\S+/)?screenpop demo( .*)?", ("tests/main_job/test_demo.py", '"demo"')),
    Elsewhere(r"screenpop bench( .*)?", ("tests/bench/test_benchmarks.py", '"bench"')),
    Elsewhere(r"screenpop gallery .*", ("tests/commands/test_gallery.py", "gallery")),
    Elsewhere(r"screenpop watch( .*)?", ("tests/main_job/test_simulated_calls.py", "watching(")),
    Elsewhere(r"screenpop supervise( .*)?", ("tests/commands/test_supervise.py", '"supervise"')),
    Elsewhere(r"screenpop sign-out.*", ("tests/main_job/test_hot_desks.py", '"sign-out"')),
    Elsewhere(r"screenpop .*--agent .*", ("tests/docs/test_hot_desks_page.py", "--agent")),
    Elsewhere(r"screenpop data remove.*", ("tests/commands/test_data.py", '"remove"')),
    Elsewhere(r"screenpop --no-guard", ("tests/test_guard.py", "--no-guard")),
    Elsewhere(r"uv tool install \"screenpop\[learning\] @ .*", ("tests/packages/test_wheel.py", "[learning]")),
    Elsewhere(r"sha256sum -c SHA256SUMS.*", why="for who fetched a release; packaging/checksums writes the file"),
    Elsewhere(r"screenpop settings --assistant", ("tests/commands/test_settings_command.py", "--assistant")),
    Elsewhere(r"screenpop (--config FILE|settings)", ("tests/main_job/test_one_instance.py", '"--config"')),
    Elsewhere(r"make( test| demo| nightly| pictures| package| docs)?", why=_MAKE),
    Elsewhere(r"python3 -m venv \.venv|\.venv/bin/pip install .*|pip install", why=_MAKE),
    Elsewhere(r"cp resources/screenpop\.desktop .*|xdg-mime default .*", why="changes the desktop of whoever runs it"),
    Elsewhere(r"asterisk -rx '.*'", why="there is no Asterisk here; its messages are replayed in tests/telephony/ami"),
    Elsewhere(r"sudo .*apt(-get)? install .*screenpop-learn_.*", ("tests/packages/test_upgrade.py", "debs.learn")),
    Elsewhere(r"sudo .*apt(-get)? install .*screenpop_.*", ("tests/packages/conftest.py", "debian.put(debs.desktop)")),
    Elsewhere(r"apt-get -y", ("tests/packages/test_upgrade.py", '"--allow-downgrades"')),
    Elsewhere(r"dpkg -i", why="named only for what it does otherwise than apt-get"),
    Elsewhere(r"pip install --target", ("tests/third_party/test_example.py", '"--target"')),
    Elsewhere(r"sudo apt (remove|purge) screenpop", ("tests/packages/test_purge.py", 'apt("purge"')),
    Elsewhere(r"(pipx|uv tool) install .*screenpop-.*", ("tests/packages/installed.py", '"uv", "tool", "install"')),
    Elsewhere(r"python3 -m pytest test_parcels.py", ("tests/docs/test_writing_a_connector.py", "test_parcels.py")),
    Elsewhere(r"pipx inject .*|uv tool .* --with .*", why="an example's wheel; tests/third_party installs it by pip"),
    Elsewhere(r"chmod \+x Screenpop-.*", ("tests/packages/test_appimage.py", "APPIMAGE_EXTRACT_AND_RUN")),
    Elsewhere(r"pg_dumpall --roles-only", ("tests/docs/test_database.py", "pg_restore")),
    Elsewhere(r"(sudo )?(systemctl|loginctl|journalctl) .*", why="there is no systemd that runs here"),
    Elsewhere(r"(schtasks|msiexec|reg|winget|powershell) .*", why=_WINDOWS),
)  # fmt: skip # a table reads best with a row a line


def elsewhere(line: str) -> Elsewhere | None:
    """Where this command is tried, if not beside the others."""
    return next((each for each in ELSEWHERE if each.is_about(line)), None)
