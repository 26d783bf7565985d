"""The workflows for a public host: they name what there is, may little, and publish only what was tagged."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.packages.conftest import ROOT

FOLDER = ROOT / ".github" / "workflows"
FILES = sorted(FOLDER.glob("*.yml"))
PUBLISHED = "startsWith(github.ref, 'refs/tags/v')"


def read(file: Path) -> dict[str, Any]:
    told: dict[Any, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    told["on"] = told.pop(True)  # YAML 1.1 reads the word "on" as true
    return told


def steps(workflow: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Each step of each job."""
    for job in workflow["jobs"].values():
        yield from job["steps"]


@pytest.fixture(params=FILES, ids=lambda file: file.stem)
def file(request) -> Path:
    return request.param


@pytest.fixture
def workflow(file) -> dict[str, Any]:
    return read(file)


def test_there_is_one_for_changes_and_one_for_releases():
    assert [file.stem for file in FILES] == ["release", "test"]


def test_what_they_run_is_there(file, workflow):
    text = file.read_text()
    scripts = "\n".join(step["run"] for step in steps(workflow) if "run" in step)
    targets = set(re.findall(r"^make ([a-z]+)", scripts, re.MULTILINE))
    named = set(re.findall(r"\b(?:packaging|docs|resources)/[\w./-]*\w", text))
    [known] = re.findall(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)

    assert targets <= set(known.split())
    assert named
    assert all((ROOT / name).is_file() for name in named), named


def test_every_job_waits_for_jobs_that_there_are_and_ends_by_itself(workflow):
    jobs = workflow["jobs"]

    for job in jobs.values():
        assert set(job.get("needs", [])) <= set(jobs)
        assert job["timeout-minutes"] <= 120


def test_the_shell_understands_every_script(workflow):
    for step in steps(workflow):
        if "run" in step and step.get("shell", "bash") != "powershell":
            told = subprocess.run(
                ["bash", "-n"], input=step["run"], capture_output=True, text=True, check=False, timeout=30
            )
            assert told.returncode == 0, told.stderr


def test_others_actions_are_of_one_version(workflow):
    used = [step["uses"] for step in steps(workflow) if "uses" in step]

    assert used
    assert [name for name in used if not re.fullmatch(r"actions/[a-z-]+@v\d+\.\d+\.\d+", name)] == []


def test_nothing_is_granted_that_no_step_needs(workflow):
    assert workflow["permissions"] == {"contents": "read"}
    granted = {name: job["permissions"] for name, job in workflow["jobs"].items() if "permissions" in job}
    writing = {name for name, rights in granted.items() if "write" in rights.values()}

    assert writing <= {"together", "publish"}
    assert all(
        "contents" not in rights or rights["contents"] == "read" or name == "publish"
        for name, rights in granted.items()
    )
    for step in steps(workflow):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


def test_no_text_from_outside_becomes_part_of_a_command(workflow):
    assert "pull_request_target" not in workflow["on"]
    for step in steps(workflow):
        assert "${{" not in step.get("run", ""), step


def test_only_a_tag_publishes_and_what_is_published_was_built_by_all_systems():
    release = read(FOLDER / "release.yml")
    publish = release["jobs"]["publish"]

    assert release["on"]["push"] == {"tags": ["v*"]}
    assert "pull_request" not in release["on"]
    assert publish["if"] == PUBLISHED
    assert publish["needs"] == ["together"]
    assert set(release["jobs"]["together"]["needs"]) == set(release["jobs"]) - {"together", "publish"}
    commands = [step.get("run", "") for step in steps(release) if "gh release" in step.get("run", "")]
    assert len(commands) == 1
    assert "--draft" in commands[0]


def test_they_say_that_they_were_never_run(file):
    assert "NOT RUN YET" in file.read_text().split("name:")[0]
