"""Which commands the packaged program leaves to its other half."""

import argparse
import sys

import pytest

from screenpop import shipped
from screenpop.commands import companion
from screenpop.errors import ConfigurationError


@pytest.fixture
def packaged(tmp_path, monkeypatch):
    """A frozen program without the libraries of learning, in a folder of its own."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "screenpop" / "screenpop"))
    monkeypatch.setattr(shipped.importlib.util, "find_spec", lambda _: None)
    return tmp_path


def test_from_source_nothing_is_handed_over():
    assert not companion.is_needed(argparse.Namespace(module="learn"))
    assert shipped.can_learn()


@pytest.mark.parametrize("module", ["learn", "offers"])
def test_what_learns_is_handed_over_by_the_packaged_program(packaged, module):
    assert companion.is_needed(argparse.Namespace(module=module))
    assert not companion.is_needed(argparse.Namespace(module="watch"))
    assert not shipped.can_learn()


def test_who_has_no_learning_half_is_told_what_to_install(packaged):
    with pytest.raises(ConfigurationError, match="screenpop-learn"):
        companion.hand_over(["learn"])


def test_the_learning_half_gets_the_very_same_words(packaged, monkeypatch):
    other = packaged / "screenpop-learn" / "screenpop-learn"
    other.parent.mkdir()
    other.touch()
    became = []
    monkeypatch.setattr("os.execv", lambda program, words: became.append((program, words)))

    companion.hand_over(["learn", "--at", "2026-01-01", "--config", "a b.toml"])

    assert became == [(other, [str(other), "learn", "--at", "2026-01-01", "--config", "a b.toml"])]
    assert shipped.can_learn()
