"""Where settings and data lie when nobody says otherwise."""

from pathlib import Path

import platformdirs


def settings_file() -> Path:
    """The user's settings file; it need not exist."""
    return platformdirs.user_config_path("screenpop", appauthor=False) / "settings.toml"


def data_folder() -> Path:
    """The user's folder for the record, the directory and what was learnt; it need not exist."""
    return platformdirs.user_data_path("screenpop", appauthor=False)
