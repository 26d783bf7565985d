"""Words that nobody else uses, planted wherever something private may stand, and found again in whatever shape."""

import base64
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, quote_plus

WHERE = """
company contact product note draft fact disposition reason search display_name agent email question answer hostile
url_user url_password secret_line secret_source secret_record secret_prospects environment file_name folder
exception cause thread_error local error_kind thread_name template value sentence warning key seat log_name command"""


def canary(where: str) -> str:
    """What is planted there."""
    number = WHERE.split().index(where)
    return f"Kanarek{number:02}Żółć"


NUMBER = "+48600777123"


def shapes() -> dict[str, bytes]:
    """All canaries in every writing in which they might hide, in small letters."""
    found = {}
    for word in [*map(canary, WHERE.split()), "Kanarek", NUMBER, "600777123", "600 777 123"]:
        for encoding in ("utf-8", "utf-16-le", "utf-16-be", "latin-1"):
            raw = word.encode(encoding, "ignore")
            found[f"{word} {encoding}"] = raw
            found[f"{word} {encoding} hex"] = raw.hex().encode()
            for shift in range(3):
                coded = base64.b64encode(b"x" * shift + raw)
                found[f"{word} {encoding} base64 {shift}"] = coded[4 if shift else 0 : -4]
        found[f"{word} url"] = quote(word, safe="").encode()
        found[f"{word} form"] = quote_plus(word).encode()
        found[f"{word} json"] = json.dumps(word).strip('"').encode()
        found[f"{word} escaped"] = word.encode("unicode_escape")
        found[f"{word} backwards"] = word[::-1].encode()
    return {name: needle.lower() for name, needle in found.items() if len(needle) >= 6}


def hits(bundle: bytes) -> list[str]:
    """Where canaries are in a bundle: in its files, in their names, or in what lies around them."""
    return [f"{where}: {name}" for where, raw in _everything(bundle) for name in _found_in(raw)]


def _everything(bundle: bytes) -> Iterator[tuple[str, bytes]]:
    yield "the zip itself", bundle
    with zipfile.ZipFile(io.BytesIO(bundle)) as opened:
        for each in opened.infolist():
            yield each.filename, opened.read(each)
            yield f"name of {each.filename}", each.filename.encode()


def _found_in(raw: bytes) -> Iterator[str]:
    small = raw.lower()
    for name, needle in shapes().items():
        if needle in small:
            yield name


def with_more(bundle: bytes, name: str, content: bytes) -> bytes:
    """The same bundle with one more file in it."""
    more = io.BytesIO(bundle)
    with zipfile.ZipFile(more, "a", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr(name, content)
    return more.getvalue()


def files_beneath(folder: Path) -> bytes:
    """All that stands in a folder's files, one after the other."""
    return b"\n".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())
