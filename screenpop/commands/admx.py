"""Writes the administrative templates for Windows' group policies: `screenpop settings --admx DIR`."""

from pathlib import Path

from screenpop.bootstrap.kinds import all_kinds
from screenpop.errors import ConfigurationError
from screenpop.sentences import say
from screenpop.settings.admx import adml, admx
from ui.language import language_for
from ui.wording import Wording

CULTURES = {"en": "en-US", "pl": "pl-PL", "hu": "hu-HU", "th": "th-TH"}
NAME = "screenpop"


def write_templates(folder: Path) -> None:
    """Put the template and its texts in each language into a folder, as Windows' PolicyDefinitions has them.

    Raises:
        ConfigurationError: They cannot be written.
    """
    kinds = all_kinds()
    files = {folder / f"{NAME}.admx": admx(kinds)}
    for code, culture in CULTURES.items():
        files[folder / culture / f"{NAME}.adml"] = adml(kinds, Wording(language_for(code)).text)
    try:
        for file, text in files.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise ConfigurationError(
            say("The templates cannot be written into {folder}: {why}.", folder=folder, why=error.strerror)
        ) from None
