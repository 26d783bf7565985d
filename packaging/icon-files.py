#!/usr/bin/env python3
"""Draws the program's icon into one file, as Windows (.ico) or macOS (.icns) want it.

Usage: icon-files.py ICON.svg FILE…
"""

import os
import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ICO = (16, 20, 24, 32, 40, 48, 64, 256)
ICNS = {b"icp4": 16, b"ic11": 32, b"ic12": 64, b"ic07": 128, b"ic08": 256, b"ic09": 512, b"ic10": 1024}
_AS_BITMAP = 64
"""Up to this size Windows' older parts, the installer's among them, read bitmaps only."""


def drawn(icon: QSvgRenderer, size: int) -> QImage:
    """The icon on a transparent ground."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    icon.render(painter)
    painter.end()
    return image


def png(image: QImage) -> bytes:
    """The picture as a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def bitmap(image: QImage) -> bytes:
    """The picture as a bitmap in an .ico: without a file's header, upside down, a mask of no use behind it."""
    size = image.width()
    header = struct.pack("<IiiHHIIiiII", 40, size, 2 * size, 1, 32, 0, 0, 0, 0, 0, 0)
    pixels, row = bytes(image.constBits()), 4 * size
    rows = b"".join(pixels[at : at + row] for at in range(len(pixels) - row, -1, -row))
    return header + rows + bytes((size + 31) // 32 * 4 * size)


def ico(icon: QSvgRenderer) -> bytes:
    """All sizes that Windows asks for, with their directory."""
    images = [drawn(icon, size) for size in ICO]
    bodies = [bitmap(image) if image.width() <= _AS_BITMAP else png(image) for image in images]
    place = 6 + 16 * len(bodies)
    entries = b""
    for size, body in zip(ICO, bodies, strict=True):
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(body), place)
        place += len(body)
    return struct.pack("<HHH", 0, 1, len(bodies)) + entries + b"".join(bodies)


def icns(icon: QSvgRenderer) -> bytes:
    """All sizes that macOS asks for, each with its type's four letters."""
    bodies = {kind: png(drawn(icon, size)) for kind, size in ICNS.items()}
    told = b"".join(kind + struct.pack(">I", len(body) + 8) + body for kind, body in bodies.items())
    return b"icns" + struct.pack(">I", len(told) + 8) + told


os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
application = QGuiApplication([])
source = QSvgRenderer(sys.argv[1])
for name in sys.argv[2:]:
    file = Path(name)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes({".ico": ico, ".icns": icns}[file.suffix](source))
