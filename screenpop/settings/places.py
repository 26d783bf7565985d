"""Where settings and data lie when nobody says otherwise."""

import platform
from pathlib import Path

import platformdirs


def settings_file() -> Path:
    """The user's settings file; it need not exist."""
    return platformdirs.user_config_path("screenpop", appauthor=False) / "settings.toml"


def data_folder() -> Path:
    """The user's folder for the record, the directory and what was learnt; it need not exist."""
    return platformdirs.user_data_path("screenpop", appauthor=False)


def policy_file() -> Path:
    """What this computer's administrator presets and locks; it need not exist.

    No environment variable leads there: whoever works here could set it.
    """
    if platform.system() not in ("Windows", "Darwin"):
        return Path("/etc/screenpop/policy.toml")
    return platformdirs.site_config_path("screenpop", appauthor=False) / "policy.toml"
