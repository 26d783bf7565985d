"""What both packaged programs are made of, and what is left out of them; the .spec files read it."""

import fnmatch
import sys
from collections.abc import Iterable
from importlib.metadata import distribution
from importlib.util import find_spec
from pathlib import Path

from PyInstaller.archive.writers import ZlibArchiveWriter
from PyInstaller.utils.hooks import collect_submodules, copy_metadata

OURS = ("screenpop", "telephony", "connectors", "ui")

# Parts of Python that no connector of others will miss.
_NOT_OF_PYTHON = (
    "_tkinter",
    "antigravity",
    "crypt",
    "curses",
    "distutils",
    "ensurepip",
    "idlelib",
    "lib2to3",
    "nis",
    "nturl2path",
    "ossaudiodev",
    "pydoc_data",
    "readline",
    "rlcompleter",
    "test",
    "this",
    "tkinter",
    "turtle",
    "turtledemo",
    "venv",
)
_NOT_OF_A_PROGRAM = (
    "_distutils_hack",
    "IPython",
    "matplotlib",
    "pip",
    "pkg_resources",
    "pytest",
    "setuptools",
)
NEVER = (*_NOT_OF_PYTHON, *_NOT_OF_A_PROGRAM, "_curses", "_curses_panel")

# What PyInstaller has programs do at their start for modules that ours load late or never; inspect takes 20 ms.
_NOT_AT_THE_START = {
    "pyi_rth_inspect",
    "pyi_rth_multiprocessing",
    "pyi_rth_pkgutil",
    "pyi_rth_pyqtgraph_multiprocess",
    "pyi_rth_setuptools",
}
# It loads QtCore for commands without windows too, and leaves QT_PLUGIN_PATH to every program that we open; PySide6
# tells Qt by itself where its plugins are.
_NOT_ON_LINUX = {"pyi_rth_pyside6"}

# Files that come along with what is used, and that nothing of ours opens.
_UNREAD = (
    "*/tests/*",
    "*/test/*",
    "*.pyi",
    "*.pyx",
    "*.pxd",
    "*.h",
    "*.hpp",
    "*.a",
    *(
        f"*.dist-info/{file}"
        for file in ("RECORD", "INSTALLER", "REQUESTED", "WHEEL", "direct_url.json", "LICENSE*")
    ),
    *("*.dist-info/licenses/*", "*.dist-info/sboms/*", "*.dist-info/NOTICE*", "*.dist-info/AUTHORS*"),
    "PySide6/Qt/qml/*",
    "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
)
_TRANSLATIONS = tuple(
    f"PySide6/Qt/translations/qtbase_{language}.qm" for language in ("en", "hu", "pl", "th")
)
_PLUGINS = (
    "platforms/libqxcb.so",
    "platforms/libqwayland.so",
    "platforms/libqoffscreen.so",
    "platforminputcontexts/libcompose*",
    "platforminputcontexts/libibus*",
    "platformthemes/libqxdgdesktopportal.so",
    "imageformats/libqsvg.so",
    "iconengines/libqsvgicon.so",
    "wayland-shell-integration/libxdg-shell.so",
    "wayland-decoration-client/libbradient.so",
    *("platforms/qwindows.dll", "platforms/qoffscreen.dll", "styles/q*.dll"),
    *("imageformats/qsvg.dll", "iconengines/qsvgicon.dll"),
    *("platforms/libqcocoa.dylib", "platforms/libqoffscreen.dylib", "styles/libq*.dylib"),
    *("imageformats/libqsvg.dylib", "iconengines/libqsvgicon.dylib"),
)
_NOT_OF_QT = tuple(
    f"libQt6{part}*" for part in ("Quick", "Qml", "Pdf", "Test", "Sql", "VirtualKeyboard", "Egl", "WlShell")
)
# Of pyarrow only tables in memory and Parquet files are ours; each library lies there three times, by three names.
_NOT_OF_ARROW = tuple(
    f"pyarrow/{part}"
    for part in (
        *(
            "libarrow_flight*",
            "libarrow_python_flight*",
            "libarrow_s3*",
            "libarrow_gcs*",
        ),
        *(
            "_flight*",
            "_substrait*",
            "_s3fs*",
            "_gcsfs*",
            "_azurefs*",
            "_hdfs*",
            "_orc*",
            "_dataset_orc*",
            "include/*",
        ),
        *("libarrow*.so", "libparquet*.so", "*.so.*.*.*", "src/*", "*.cc"),
    )
)

Row = tuple[str, str, str]
"""As PyInstaller has them: where a file goes, where it is, what it is."""


def ours(*, without: Iterable[str] = ()) -> list[str]:
    """All modules of ours but some: commands, kinds and migrations are named by words of the settings."""
    return [
        module
        for package in OURS
        for module in collect_submodules(package, filter=lambda name: not _is_beneath(name, without))
    ]


def pythons_own() -> list[str]:
    """Python's library: a connector of others may need any of it."""
    return sorted(
        module
        for module in sys.stdlib_module_names
        if not module.startswith("_") and not _is_beneath(module, _NOT_OF_PYTHON) and find_spec(module)
    )


def shipped(*, fonts: bool) -> list[tuple[str, str]]:
    """Our files that are no code: texts, presets, migrations, and the numbers that the benchmark asks."""
    installed = Path(str(distribution("screenpop").locate_file("")))
    unwanted = (
        "*.po",
        "*.pot",
        "*.cfg",
        "*.desktop",
        "*/systemd/*",
        *(() if fonts else ("*/fonts/*", "*/icons/*")),
    )
    files = [
        *(file for file in (installed / "resources").rglob("*") if file.is_file()),
        *(installed / "screenpop" / "storage" / "migrations").rglob("*.py"),
        *(installed / "screenpop" / "bench").glob("*.csv"),
    ]
    return [
        (str(file), str(file.parent.relative_to(installed)))
        for file in sorted(files)
        if not any(fnmatch.fnmatch(str(file), pattern) for pattern in unwanted)
    ]


def known(*names: str) -> list[tuple[str, str]]:
    """What packages say of themselves: their versions, and what they bring."""
    return [row for name in names for row in copy_metadata(name)]


def trimmed(rows: Iterable[Row], more: Iterable[str] = ()) -> list[Row]:
    """Only what is read."""
    return sorted(row for row in rows if not _is_unread(row[0], (*_UNREAD, *_NOT_OF_ARROW, *more)))


def at_the_start(rows: Iterable[Row]) -> list[Row]:
    """The scripts that run one after another, without what ours need not."""
    without = _NOT_AT_THE_START | (_NOT_ON_LINUX if sys.platform == "linux" else set())
    return [row for row in rows if row[0] not in without]


def stored() -> None:
    """Have modules put into the executable as they are: a package presses them harder, and they load without ado."""
    ZlibArchiveWriter._COMPRESSION_LEVEL = 0  # noqa: SLF001 # PyInstaller has no option for it


def locales(languages: Iterable[str]) -> tuple[str, ...]:
    """Babel's data of languages that are not among these, as patterns for `trimmed`."""
    wanted = tuple(languages)
    folder = Path(str(distribution("babel").locate_file("babel/locale-data")))
    return tuple(
        f"babel/locale-data/{file.name}"
        for file in sorted(folder.iterdir())
        if file.stem.split("_")[0] not in wanted
    )


def _is_unread(place: str, patterns: Iterable[str]) -> bool:
    place = place.replace("\\", "/")
    if "PySide6/Qt/translations/" in place:
        return place not in _TRANSLATIONS
    if "PySide6" in place and "/plugins/" in place:
        return not any(fnmatch.fnmatch(place, f"*/plugins/{plugin}") for plugin in _PLUGINS)
    if any(fnmatch.fnmatch(place.rsplit("/", 1)[-1], pattern) for pattern in _NOT_OF_QT):
        return True
    return any(fnmatch.fnmatch(place, pattern) for pattern in patterns)


def _is_beneath(name: str, others: Iterable[str]) -> bool:
    return any(name == other or name.startswith(f"{other}.") for other in others)
