"""Nothing of the site's, of its customers or of its people gets into a support bundle, however it was put in."""

import base64
import json
import os
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from screenpop.bootstrap.parts import secrets_of
from screenpop.bootstrap.site_record import SPOOL_FILE, SiteRecord
from screenpop.commands.settings_of import read_own_settings
from screenpop.ports.drafts import KeptDraft
from screenpop.record.entries import FactLearned, OfferMade
from screenpop.record.ids import new_id
from screenpop.storage.drafts import DRAFTS_FILE, DraftFile
from tests.diagnostics.support.canaries import NUMBER, canary, files_beneath, hits, shapes, with_more
from tests.main_job.rings import ringing
from tests.main_job.site import Site
from tests.program import screenpop, watching

SECRETS = {"LINE": "secret_line", "SOURCES_CRM": "secret_source", "RECORD": "secret_record"}
ENVIRONMENT = {
    **{f"SCREENPOP_SECRET_{name}": canary(where) for name, where in SECRETS.items()},
    "SCREENPOP_SECRET_PROSPECTS": canary("secret_prospects"),
    canary("environment"): canary("environment"),
    "XDG_CURRENT_DESKTOP": canary("environment"),
    "QT_QPA_PLATFORM": "offscreen",
    "XDG_DATA_HOME": "/nowhere",  # what is asked where the settings cannot be read
}
MORE = f"""
[wrap_up]
dispositions = ["{canary("disposition")}"]
reasons = ["{canary("reason")}"]

[[facts]]
name = "mailbox"
ask = "{canary("fact")}?"

[[links]]
label = "{canary("question")}"
url = "https://crm.example/{{customer_id}}?who={canary("email")}"

[seat.machines]
"{canary("seat")}" = "101"

[diagnostics]
log = "debug"
"""
BROKEN = f"""
[sources."{canary("key")}"]
kind = "sql"
url = "postgresql+psycopg://{canary("url_user")}:{canary("url_password")}@db.example/{canary("key")}"
{canary("key").encode("ascii", "ignore").decode()} = 600777123
"""


class HostileSite(Site):
    """The company's folder, with a canary wherever a customer may be."""

    def plant(self) -> Path:
        """Fill it; the settings file."""
        with closing(sqlite3.connect(self.folder / "crm.db")) as crm, crm:
            row = (NUMBER, "K1", canary("company"), canary("contact"), 1, None, "K-1", 11, "PL/1")
            crm.execute("insert into people values (null, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        with closing(sqlite3.connect(self.folder / "shop.db")) as shop, shop:
            shop.execute('update "orderLines" set title = ?', (f"{canary('product')}\n{{0}} %s",))
        with closing(sqlite3.connect(self.folder / "ledger.db")) as ledger, ledger:
            ledger.execute(
                "insert into INVOICES values ('K-1', ?, '2026-01-01', ?, 'PLN', null, 'N')",
                (canary("answer"), canary("answer")),
            )
        config = self.config
        told = config.read_text().replace('agent = "anna"', f'agent = "{canary("agent")}"')
        told = told.replace("from INVOICES", f"from INVOICES /* {canary('question')} */")
        config.write_text(told + MORE)
        return config


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk that has worked for a while, was wrapped up and searched, and crashed."""
    site = HostileSite(tmp_path_factory.mktemp(canary("folder")) / "site")
    config = site.plant()
    with watching(config, **ENVIRONMENT) as program:
        program.expect("line_up", within=40)
        with ringing(config, NUMBER, "--name", canary("display_name"), "--answer"):
            call_id = program.expect("pop_opened")["call_id"]
            program.expect("panel_failed", department="accounting")
        program.expect("pop_closed")
    for command in (
        ("wrap-up", call_id, "--disposition", canary("disposition"), "--note", canary("note")),
        ("log", "list", "--text", canary("search")),
        ("directory", "find", canary("search")),
    ):
        run(*command, config=config)
    _keep_more(config)
    crashed = subprocess.run(
        [sys.executable, "-m", "tests.diagnostics.support.hostile_program", str(config)],
        env={**os.environ, **ENVIRONMENT}, capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    assert crashed.returncode == 1
    data = config.parent / "data"
    (data / f"{canary('file_name')}.csv").write_text(canary("file_name"))
    (data / "crashes" / f"{canary('file_name')}.txt").write_text(canary("file_name"))
    (data / "logs" / f"watch.log.{canary('file_name')}").write_text(canary("file_name"))
    with (data / "logs" / "watch.log").open("a") as log:
        log.write(f"{canary('hostile')}\n2026-01-01T00:00:00.000Z ERROR {canary('hostile')}: x [deadbeef]\n")
    return config


def _keep_more(config: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in ENVIRONMENT.items():
            patch.setenv(name, value)
        settings = read_own_settings(config)
        now = datetime.now(UTC)
        with closing(SiteRecord(settings, secrets_of(settings))) as record:
            record.keep(FactLearned(new_id(), None, now, canary("agent"), "K1", "mailbox", canary("fact")))
            record.keep(
                OfferMade(new_id(), None, now, canary("agent"), "K1", "fits", canary("product"), "taken")
            )
            record.deliver()
        with closing(DraftFile(settings.data / DRAFTS_FILE)) as drafts:
            drafts.keep(KeptDraft(new_id(), now, "", "", canary("draft")))


def run(*command: str, config: Path) -> str:
    done = screenpop(command[0], *command[1:], "--config", config, **ENVIRONMENT)
    assert "Traceback" not in done.stderr
    return done.stdout


def bundle_of(config: Path, folder: Path) -> tuple[bytes, Mapping[str, str]]:
    file = folder / "bundle.zip"
    told = json.loads(run("support", "--output", str(file), "--json", config=config))
    raw = file.read_bytes()
    assert told["file"] == str(file)
    assert file.stat().st_mode & 0o777 == 0o600
    with zipfile.ZipFile(file) as opened:
        return raw, {name: opened.read(name).decode() for name in told["parts"]}


def test_the_canaries_were_really_planted(config: Path) -> None:
    lives = files_beneath(config.parent)

    planted = ("company", "note", "fact", "draft", "product", "answer", "display_name", "agent", "hostile")
    assert [where for where in planted if canary(where).encode() not in lives] == []
    assert len(list((config.parent / "data" / "crashes").glob("2*.txt"))) == 1


def test_no_password_and_no_customer_is_in_the_logs_or_in_reports_of_crashes(config: Path) -> None:
    data = config.parent / "data"
    for file in [*(data / "logs").glob("*.log"), *(data / "crashes").glob("2*.txt")]:
        raw = file.read_bytes()
        private = (
            "secret_line",
            "secret_source",
            "secret_record",
            "secret_prospects",
            "company",
            "contact",
            "note",
        )
        private += (
            "product",
            "draft",
            "fact",
            "display_name",
            "sentence",
            "exception",
            "cause",
            "local",
            "answer",
        )
        assert not [where for where in (*private, "thread_error") if canary(where).encode() in raw], file.name
        assert b"600777123" not in raw, file.name


def test_no_canary_is_in_the_bundle(config: Path, tmp_path: Path) -> None:
    raw, parts = bundle_of(config, tmp_path)

    assert hits(raw) == []
    assert "Not kept: %s | “{asked}” answered what is no JSON: {why}." in parts["logs/screenpop.log"]
    (crash,) = (text for name, text in parts.items() if name.startswith("crashes/"))
    assert "RuntimeError" in crash
    assert "because of (another kind of error)" in crash
    assert "LookupError" in crash
    assert "error in a thread" in crash
    rows = json.loads(parts["databases.json"])
    assert rows["record.db"]["rows"]["wrap_ups"] == 1
    assert rows["drafts.db"]["rows"]["drafts"] == 1
    said = {each["key"]: each["value"] for each in json.loads(parts["settings.json"])["settings"]}
    assert said["agent"] == f"text of {len(canary('agent'))} letters"
    assert said["diagnostics.log"] == "debug"
    checks = {each["subject"]: each for each in json.loads(parts["checks.json"])["checks"]}
    assert checks["sales: purchases"]["passed"] is True


def test_broken_settings_and_a_damaged_spool_are_told_without_what_is_in_them(
    config: Path, tmp_path: Path
) -> None:
    before = config.read_text()
    spool = config.parent / "data" / SPOOL_FILE
    saved = spool.read_bytes()
    try:
        config.write_text(before + BROKEN)
        spool.write_bytes(f"no database {canary('note')}".encode() * 500)
        raw, parts = bundle_of(config, tmp_path)
    finally:
        config.write_text(before)
        spool.write_bytes(saved)

    assert hits(raw) == []
    assert json.loads(parts["databases.json"])[SPOOL_FILE]["cannot_be_read"] == "DatabaseError"
    assert json.loads(parts["checks.json"])["trouble"]


def test_a_file_that_is_no_toml_still_gives_a_bundle(tmp_path: Path) -> None:
    config = tmp_path / "settings.toml"
    config.write_text(f"agent = {canary('agent')}")

    raw, parts = bundle_of(config, tmp_path)

    assert hits(raw) == []
    assert json.loads(parts["settings.json"])["trouble"] == ["{file} is not valid TOML: {why}."]


@pytest.mark.parametrize("shape", ["plain", "base64", "hex", "utf-16", "url", "json", "backwards"])
def test_a_canary_that_is_put_in_on_purpose_is_found(config: Path, tmp_path: Path, shape: str) -> None:
    raw, _ = bundle_of(config, tmp_path)
    word = canary("note")
    needle = next(each for name, each in shapes().items() if name.startswith(f"{word} url"))
    planted = {
        "plain": f"a note: {word}!".encode(),
        "base64": base64.b64encode(f"..{word}..".encode()),
        "hex": f"..{word}..".encode().hex().encode(),
        "utf-16": f"..{word}..".encode("utf-16"),
        "url": b"?q=" + needle,
        "json": json.dumps({"note": word}).encode(),
        "backwards": word[::-1].encode(),
    }[shape]

    assert any(found.startswith("more.txt: ") for found in hits(with_more(raw, "more.txt", planted)))


def test_a_canary_in_a_files_name_is_found(config: Path, tmp_path: Path) -> None:
    raw, _ = bundle_of(config, tmp_path)

    assert hits(with_more(raw, f"{canary('file_name')}.txt", b""))


def test_the_list_tells_what_would_be_in_it_and_writes_nothing(config: Path, tmp_path: Path) -> None:
    told = run("support", "--list", config=config)

    assert [line.split()[1] for line in told.splitlines()][:3] == [
        "README.txt",
        "program.json",
        "settings.json",
    ]
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    there = tmp_path / "there.zip"
    there.write_text("mine")

    done = screenpop("support", "--output", there, "--config", tmp_path / "none.toml", **ENVIRONMENT)

    assert done.returncode == 2
    assert f"{there} cannot be written: " in done.stderr
    assert there.read_text() == "mine"
