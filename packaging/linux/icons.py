"""Draws the program's icon in the sizes that desktops ask for: icons.py ICON.svg …/icons/hicolor."""

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 22, 24, 32, 48, 64, 128, 256)

drawn, icons = QSvgRenderer(sys.argv[1]), Path(sys.argv[2])
application = QGuiApplication([])
for size in SIZES:
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    drawn.render(painter)
    painter.end()
    folder = icons / f"{size}x{size}" / "apps"
    folder.mkdir(parents=True, exist_ok=True)
    if not image.save(str(folder / "screenpop.png")):
        sys.exit(f"{folder} cannot be written.")
