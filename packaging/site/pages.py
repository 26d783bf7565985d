"""What the site shows beside docs/: pages and pictures that stand elsewhere in the project. MkDocs calls this.

The pages are written for readers of the files, so a few links and fences are put into MkDocs' way of writing.
"""

import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

_ROOT = Path(__file__).parents[2]
_ELSEWHERE = {
    "ARCHITECTURE.md": "architecture.md",
    "CHANGELOG.md": "changelog.md",
    "LICENSE": "licence.txt",
    "resources/presets/examples/crm.toml": "crm.toml",
    "tests/connectors/directory/hard_numbers.md": "hard-numbers.md",
}
_SCENE = re.compile(r"\]\(\.\./tests/pictures/([^)]+\.png)\)")
_NAMED_FENCE = re.compile(r"^```(\w+) ([^\s`=]+)$", re.MULTILINE)


def on_files(files: Files, *, config: Any) -> Files:
    """Add the pages that stand elsewhere, and the scenes that the gallery shows."""
    for source, page in _ELSEWHERE.items():
        files.append(File.generated(config, page, abs_src_path=str(_ROOT / source)))
    gallery = (_ROOT / "docs" / "gallery.md").read_text(encoding="utf-8")
    for name in sorted(set(_SCENE.findall(gallery))):
        scene = _ROOT / "tests" / "pictures" / name
        files.append(File.generated(config, f"pictures/scenes/{name}", abs_src_path=str(scene)))
    return files


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Put links and fences into MkDocs' way of writing."""
    for source, page in _ELSEWHERE.items():
        markdown = markdown.replace(f"](../{source}", f"]({page}").replace(f"]({source}", f"]({page}")
    markdown = markdown.replace("](docs/", "](")
    markdown = _SCENE.sub(r"](pictures/scenes/\1)", markdown)
    return _NAMED_FENCE.sub(r'```\1 title="\2"', markdown)
