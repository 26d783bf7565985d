"""The installer for Windows: its tables as wixl makes them of a stand-in tree, else its text."""

import ast
import shlex
import struct
import subprocess
import sys
import tomllib
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest

from screenpop.commands.parser import whole_parser
from tests.packages.conftest import ROOT

WINDOWS = ROOT / "packaging" / "windows"
WIX = "{http://schemas.microsoft.com/wix/2006/wi}"
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
TREE = {
    "screenpop.exe": b"the program",
    "_internal/PySide6/Qt6Core.dll": b"a library",
    "_internal/PySide6/plugins/platforms/qwindows.dll": b"a plugin",
    "_internal/resources/a file & 'another'.toml": b"odd names",
    "_internal/screenpop/same.txt": b"one",
    "_internal/ui/same.txt": b"another",
}


@dataclass(frozen=True, slots=True)
class Installer:
    """A finished .msi."""

    file: Path

    def rows(self, table: str) -> list[Mapping[str, str]]:
        """A table as msiinfo exports it: a line of columns, one of types, one of keys, then the rows."""
        told = subprocess.run(
            ["msiinfo", "export", self.file, table], check=True, capture_output=True, timeout=60
        ).stdout.decode()
        columns, _, _, *rows = (line.rstrip("\r").split("\t") for line in told.split("\n") if line)
        return [dict(zip(columns, row, strict=True)) for row in rows]

    def properties(self) -> dict[str, str]:
        return {row["Property"]: row["Value"] for row in self.rows("Property")}

    def registry(self) -> dict[tuple[str, str], tuple[str, str, str]]:
        """(key, name) → (root, value, component)."""
        return {
            (row["Key"], row["Name"]): (row["Root"], row["Value"], row["Component_"])
            for row in self.rows("Registry")
        }


def tree_in(folder: Path, files: Mapping[str, bytes] = TREE) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def told_by(script: str, *words: str | Path) -> str:
    return subprocess.run(
        [sys.executable, WINDOWS / script, *words], check=True, capture_output=True, timeout=60
    ).stdout.decode()


@pytest.fixture(scope="module")
def icon(tmp_path_factory) -> Path:
    file = tmp_path_factory.mktemp("icon") / "screenpop.ico"
    script, drawing = ROOT / "packaging" / "icon-files.py", ROOT / "resources" / "icons" / "screenpop.svg"
    subprocess.run([sys.executable, script, drawing, file], check=True, timeout=60)
    return file


@pytest.fixture(scope="module")
def installer(icon, tmp_path_factory) -> Installer:
    folder = tmp_path_factory.mktemp("msi")
    file = folder / "screenpop.msi"
    subprocess.run(
        [WINDOWS / "check", tree_in(folder / "tree"), icon, file], check=True, capture_output=True, timeout=60
    )
    return Installer(file)


@pytest.fixture(scope="module")
def definition() -> ElementTree.Element:
    return ElementTree.parse(WINDOWS / "screenpop.wxs").getroot()  # a text of our own


def test_every_file_of_the_program_is_installed_as_it_is(installer, tmp_path):
    subprocess.run(
        ["msiextract", "-C", tmp_path, installer.file], check=True, capture_output=True, timeout=60
    )
    [program] = tmp_path.rglob("screenpop.exe")
    installed = {
        file.relative_to(program.parent).as_posix(): file.read_bytes()
        for file in program.parent.rglob("*")
        if file.is_file()
    }

    assert installed == TREE
    assert len(installer.rows("File")) == len(TREE) + 1  # and the policy


def test_every_component_belongs_to_one_feature_and_is_for_64_bit(installer):
    components = installer.rows("Component")
    guids = [uuid.UUID(row["ComponentId"]) for row in components]

    assert len(set(guids)) == len(components)
    assert all(int(row["Attributes"]) & 256 for row in components)
    belonging = Counter(row["Component_"] for row in installer.rows("FeatureComponents"))
    assert belonging == {row["Component"]: 1 for row in components}


def test_the_list_of_files_depends_on_nothing_but_their_places(tmp_path):
    one = tree_in(tmp_path / "one")
    other = tree_in(tmp_path / "other", dict(reversed(TREE.items())))

    assert told_by("harvest.py", one) == told_by("harvest.py", other)


def test_a_name_that_an_installer_cannot_hold_is_refused(tmp_path):
    tree = tree_in(tmp_path, {**TREE, "_internal/zażółć.txt": b""})
    told = subprocess.run(
        [sys.executable, WINDOWS / "harvest.py", tree], check=False, capture_output=True, timeout=60
    )

    assert told.returncode == 1
    assert "_internal/zażółć.txt: an installer holds names of ASCII only" in told.stderr.decode()


def test_a_file_keeps_its_component_when_others_come_and_go(tmp_path):
    def guids(listed: str) -> dict[str, str]:
        return {
            component.find(f"{WIX}File").attrib["Source"]: component.attrib["Guid"]
            for component in ElementTree.fromstring(listed).iter(f"{WIX}Component")
        }

    before = guids(told_by("harvest.py", tree_in(tmp_path / "before")))
    newer = {name: b"newer" for name in TREE if "Qt6Core" not in name} | {"_internal/new.dll": b"new"}
    after = guids(told_by("harvest.py", tree_in(tmp_path / "after", newer)))

    assert len(set(before.values())) == len(TREE) - 1
    assert {name: guid for name, guid in after.items() if name in before} == {
        name: guid for name, guid in before.items() if "Qt6Core" not in name
    }


def test_it_asks_nothing_and_installs_for_the_whole_computer(installer):
    tables = subprocess.run(
        ["msiinfo", "tables", installer.file], check=True, capture_output=True, text=True, timeout=60
    ).stdout.split()
    told = subprocess.run(
        ["msiinfo", "suminfo", installer.file], check=True, capture_output=True, text=True, timeout=60
    ).stdout

    assert "Dialog" not in tables
    assert installer.properties()["ALLUSERS"] == "1"
    assert "Template: x64;1033" in told


def test_a_newer_version_replaces_an_older_one_and_an_older_one_is_refused_in_words(installer):
    properties = installer.properties()
    found = {row["ActionProperty"]: row for row in installer.rows("Upgrade")}
    refusals = {row["Condition"]: row["Description"] for row in installer.rows("LaunchCondition")}

    assert properties["ProductVersion"] == VERSION
    assert found["WIX_UPGRADE_DETECTED"]["VersionMax"] == VERSION
    assert found["WIX_DOWNGRADE_DETECTED"]["VersionMin"] == VERSION
    assert int(found["WIX_DOWNGRADE_DETECTED"]["Attributes"]) & 2  # only found, not removed
    assert {row["UpgradeCode"] for row in found.values()} == {properties["UpgradeCode"]}
    assert "newer version of Screenpop is installed" in refusals["NOT WIX_DOWNGRADE_DETECTED"]
    assert "RemoveExistingProducts" in {row["Action"] for row in installer.rows("InstallExecuteSequence")}


def test_every_version_has_a_product_code_of_its_own(installer):
    assert told_by("product-code.py", VERSION) == told_by("product-code.py", VERSION)
    assert told_by("product-code.py", VERSION) != told_by("product-code.py", "9.9.9")
    assert installer.properties()["ProductCode"] == told_by("product-code.py", VERSION).strip()


def test_autostart_is_installed_only_when_asked_for(installer):
    levels = {row["Feature"]: int(row["Level"]) for row in installer.rows("Feature")}
    usual = int(installer.properties()["INSTALLLEVEL"])
    values = {key: told for key, told in installer.registry().items() if told[2] == "Autostart"}

    assert {name for name, level in levels.items() if level <= usual} == {"Program", "Links"}
    assert levels["Autostart"] > usual
    assert values == {
        (r"Software\Microsoft\Windows\CurrentVersion\Run", "Screenpop"): (
            "2",
            '"[INSTALLFOLDER]screenpop.exe"',
            "Autostart",
        )
    }


def test_the_start_menu_has_the_program_with_its_icon(installer):
    [shortcut] = installer.rows("Shortcut")

    assert (shortcut["Directory_"], shortcut["Name"], shortcut["Icon_"]) == (
        "ProgramMenuFolder",
        "Screenpop",
        "screenpop.ico",
    )


def test_links_are_offered_as_on_linux_and_nobodys_telephone_is_taken_away(installer):
    desktop = (ROOT / "resources" / "screenpop.desktop").read_text()
    [schemes] = [line.partition("=")[2] for line in desktop.splitlines() if line.startswith("MimeType=")]
    wanted = {kind.removeprefix("x-scheme-handler/") for kind in schemes.strip(";").split(";")}
    registry = installer.registry()
    offered = {
        name: value for (key, name), (_, value, _) in registry.items() if key.endswith("URLAssociations")
    }

    assert set(offered) == wanted
    assert {root for root, _, _ in registry.values()} == {"2"}  # HKEY_LOCAL_MACHINE
    assert (
        registry[(r"Software\RegisteredApplications", "Screenpop")][1] == r"Software\Screenpop\Capabilities"
    )
    for handler in (*offered.values(), "screenpop"):
        assert registry[(rf"Software\Classes\{handler}", "URL Protocol")][1] == ""
        started = registry[(rf"Software\Classes\{handler}\shell\open\command", "")][1]
        program, *words = shlex.split(started.replace("%1", "tel:+48225550123"))
        assert program == "[INSTALLFOLDER]screenpop.exe"
        read = whole_parser().parse_args(words)
        assert (read.module, read.link) == ("open", "tel:+48225550123")
    assert not any(
        key.startswith((r"Software\Classes\tel\\", r"Software\Classes\tel")) for key, _ in registry
    )


def test_the_list_of_programs_shows_icon_and_help(installer, icon, tmp_path):
    properties = installer.properties()
    stream = subprocess.run(
        ["msiinfo", "extract", installer.file, f"Icon.{properties['ARPPRODUCTICON']}"],
        check=True,
        capture_output=True,
        timeout=60,
    ).stdout

    assert stream == icon.read_bytes()
    assert properties["ARPHELPLINK"].startswith("https://")
    assert properties["ARPNOMODIFY"] == "1"


def test_the_icon_has_every_size_that_windows_asks_for(icon):
    held = icon.read_bytes()
    reserved, kind, count = struct.unpack_from("<HHH", held)
    entries = [struct.unpack_from("<BBBBHHII", held, 6 + 16 * number) for number in range(count)]

    assert (reserved, kind) == (0, 1)
    assert [entry[0] or 256 for entry in entries] == [16, 20, 24, 32, 40, 48, 64, 256]
    for width, _, _, _, _, depth, length, place in entries:
        body = held[place : place + length]
        assert depth == 32
        assert len(body) == length
        if width:
            assert struct.unpack_from("<Iii", body) == (40, width, 2 * width)
            assert len(set(struct.unpack_from(f"<{width * width}I", body, 40))) > 3  # something is drawn
        else:
            assert body.startswith(b"\x89PNG")
    assert entries[-1][6] + entries[-1][7] == len(held)


def test_the_policys_file_stands_where_the_program_reads_it_and_only_administrators_write_it(
    installer, definition
):
    folders = {row["Directory"]: row for row in installer.rows("Directory")}
    component = definition.find(f".//{WIX}Component[@Id='Policy']")
    allowed = component.find(f".//{WIX}PermissionEx").attrib["Sddl"]

    assert (folders["POLICYFOLDER"]["Directory_Parent"], folders["POLICYFOLDER"]["DefaultDir"]) == (
        "CommonAppDataFolder",
        "screenpop",
    )
    assert tomllib.loads((WINDOWS / "policy.toml").read_text()) == {}
    assert "D:PAI" in allowed  # nothing is inherited from ProgramData, where anybody may create files
    assert [entry for entry in allowed.split("(")[1:] if ";FA;" in entry] == [
        "A;OICI;FA;;;SY)",
        "A;OICI;FA;;;BA)",
    ]
    assert "(A;OICI;0x1200a9;;;BU)" in allowed  # users read


def test_data_is_kept_unless_told_otherwise(installer, definition):
    policy = definition.find(f".//{WIX}Component[@Id='Policy']").attrib
    purging = {element.attrib["Action"]: (element.text or "") for element in definition.iter(f"{WIX}Custom")}
    actions = {element.attrib["Id"]: element.attrib for element in definition.iter(f"{WIX}CustomAction")}

    assert (policy["Permanent"], policy["NeverOverwrite"]) == ("yes", "yes")
    assert set(purging) == set(actions) == {"PurgePolicy", "PurgeUsers"}
    for name, condition in purging.items():
        assert condition == 'PURGEDATA = "1" AND REMOVE = "ALL" AND NOT UPGRADINGPRODUCTCODE'
        assert "rmdir /s /q" in actions[name]["ExeCommand"]
        assert actions[name]["Return"] == "ignore"
    assert "PURGEDATA" not in installer.properties()


def test_windows_shows_name_and_version_of_the_programs_file():
    told = ast.parse(told_by("version-info.py"), mode="eval")
    calls = [
        node for node in ast.walk(told) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    ]
    strings = {
        ast.literal_eval(call.args[0]): ast.literal_eval(call.args[1])
        for call in calls
        if call.func.id == "StringStruct"  # type: ignore[attr-defined] # filtered above
    }
    [numbers] = [
        ast.literal_eval(word.value) for call in calls for word in call.keywords if word.arg == "filevers"
    ]

    assert (strings["ProductName"], strings["ProductVersion"]) == ("Screenpop", VERSION)
    assert ".".join(map(str, numbers)) == f"{VERSION}.0"


def test_what_the_build_on_windows_names_is_there():
    script = (WINDOWS / "build.ps1").read_text()
    named = {
        word.strip("\"'(),@")
        for word in script.split()
        if word.strip("\"'(),@").startswith(("packaging\\", "resources\\"))
    } - {"packaging\\$lock.lock", "packaging\\windows"}
    words: Sequence[str] = ("desktop", "tools")

    assert len(named) >= 6
    assert all((ROOT / name.replace("\\", "/")).is_file() for name in named), named
    assert all((ROOT / "packaging" / f"{word}.lock").is_file() for word in words)
    assert "NOT RUN YET" in script
