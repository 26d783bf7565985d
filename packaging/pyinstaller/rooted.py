"""Runs before the packaged program: where its own files are read from, and what it leaves to programs that it starts.

An upgrade puts another file in the executable's place while the program runs. Modules that are loaded later are read
from the file that was started, which Linux keeps until the program ends, instead of from whatever has that name now.
"""

import os
import sys

import pyimod02_importers

EXTENSIONS = "/usr/local/lib/screenpop"
"""Where an administrator installs other people's kinds of sources and departments: docs/writing-a-connector.md."""

if sys.platform == "linux":
    pyimod02_importers.pyz_archive._filename = "/proc/self/exe"  # noqa: SLF001 # PyInstaller has no other way to say so

    # PyInstaller names its own libraries to the linker so; a browser that we open must find the system's.
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    os.environ.pop("LD_LIBRARY_PATH", None)
    if before is not None:
        os.environ["LD_LIBRARY_PATH"] = before
    # The program started by itself takes itself for a part of us otherwise, and names no libraries to the linker.
    os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"

    if os.path.isdir(EXTENSIONS):  # noqa: PTH112 # pathlib takes 10 ms, which the guard beside the desktop never needs
        sys.path.append(EXTENSIONS)
