"""What a first start need not ask: who signed in, and the country that this computer is set to."""

import getpass
from typing import Any

from PySide6.QtCore import QLocale

from screenpop.settings.draft import Draft
from screenpop.settings.layers import KeyPath


def guessed(draft: Draft) -> dict[KeyPath, Any]:
    """What nobody has said yet, as it probably is."""
    guesses = {"agent": _login(), "region": _country()}
    return {(key,): value for key, value in guesses.items() if value and draft.counts((key,)) in (None, "")}


def _login() -> str:
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):  # an account without a name, as in a container
        return ""


def _country() -> str:
    code = QLocale.territoryToCode(QLocale.system().territory())
    return code if len(code) == 2 and code.isascii() and code.isupper() else "GB"
