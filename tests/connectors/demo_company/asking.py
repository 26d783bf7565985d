"""Asks the demo company's databases what its settings ask them."""

import sqlite3
import tomllib
from contextlib import closing
from pathlib import Path
from typing import Any

from connectors.demo_company.settings import settings_text


def rows(folder: Path, database: str, question: str, **values: object) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(folder / f"{database}.db")) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(question, values)]


def questions(folder: Path) -> dict[str, Any]:
    return tomllib.loads(settings_text(folder, folder / "data"))


def contacts(folder: Path) -> list[dict[str, Any]]:
    return rows(folder, "crm", questions(folder)["directory"]["contacts"])
