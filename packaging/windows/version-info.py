#!/usr/bin/env python3
"""What Windows shows of the program's file, for PyInstaller: version-info.py > version-info.txt."""

import sys
import tomllib
from pathlib import Path

project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
numbers = tuple(int(part) for part in f"{project['version']}.0".split("."))
words = {
    "CompanyName": project["authors"][0]["name"],
    "FileDescription": "Screenpop",
    "FileVersion": project["version"],
    "InternalName": "screenpop",
    "LegalCopyright": project["license"],
    "OriginalFilename": "screenpop.exe",
    "ProductName": "Screenpop",
    "ProductVersion": project["version"],
}
strings = ",\n        ".join(f"StringStruct({name!r}, {value!r})" for name, value in words.items())
sys.stdout.write(f"""VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0, OS=0x40004, fileType=1, subtype=0),
  kids=[
    StringFileInfo([
      StringTable('040904B0', [
        {strings},
      ])
    ]),
    VarFileInfo([VarStruct('Translation', [0x0409, 1200])])
  ]
)
""")
