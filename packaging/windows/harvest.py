#!/usr/bin/env python3
"""Lists the program's files for the installer: harvest.py FOLDER > files.wxs.

The same folder gives the same text. A file keeps its component's GUID for as long as it keeps its place, which is what
Windows Installer asks of components: it counts by it which version's files may go.
"""

import hashlib
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import quoteattr

NAMESPACE = uuid.UUID("6d1ff2c4-7b0e-5a3f-9f55-2c6e0f0c9a1d")
MAIN = "screenpop.exe"


def _id(kind: str, place: str) -> str:
    return f"{kind}_{hashlib.sha256(place.encode()).hexdigest()[:24]}"


def _guid(place: str) -> str:
    return f"{{{str(uuid.uuid5(NAMESPACE, place)).upper()}}}"


def _lines(root: Path, folder: Path, indent: str) -> Iterator[str]:
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        place = entry.relative_to(root).as_posix()
        if not place.isascii():
            sys.exit(f"{place}: an installer holds names of ASCII only.")
        if entry.is_dir():
            yield f'{indent}<Directory Id="{_id("d", place)}" Name={quoteattr(entry.name)}>'
            yield from _lines(root, entry, f"{indent}  ")
            yield f"{indent}</Directory>"
        elif place != MAIN:  # that one stands in screenpop.wxs, with its shortcut
            source = quoteattr(f"$(var.Tree)/{place}")
            yield f'{indent}<Component Id="{_id("c", place)}" Guid="{_guid(place)}" Win64="yes">'
            yield f'{indent}  <File Id="{_id("f", place)}" Name={quoteattr(entry.name)} Source={source} KeyPath="yes"/>'
            yield f"{indent}</Component>"


def harvested(root: Path) -> str:
    """The whole fragment."""
    tree = "\n".join(_lines(root, root, " " * 6))
    places = sorted(
        file.relative_to(root).as_posix()
        for file in root.rglob("*")
        if not file.is_dir() and file != root / MAIN
    )
    references = "\n".join(f'      <ComponentRef Id="{_id("c", place)}"/>' for place in places)
    return f"""<?xml version="1.0" encoding="utf-8"?>
<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">
  <Fragment>
    <DirectoryRef Id="INSTALLFOLDER">
{tree}
    </DirectoryRef>
    <ComponentGroup Id="ProgramFiles">
{references}
    </ComponentGroup>
  </Fragment>
</Wix>
"""


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr] # it is a text stream here
    sys.stdout.write(harvested(Path(sys.argv[1])))
