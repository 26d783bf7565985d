"""What the command line says of arguments that it cannot read."""

import pytest

from screenpop.commands.parser import run


def test_a_program_without_a_console_reads_its_arguments(tmp_path, monkeypatch):
    monkeypatch.setattr("sys.stdout", None)
    monkeypatch.setattr("sys.stderr", None)

    assert run(["watch", "--config", str(tmp_path / "nowhere.toml")]) == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("sing",),
        ("ring",),
        ("watch", "--loud"),
        ("log",),
        ("log", "export", "--format", "pdf"),
        ("log", "list", "--limit", "few"),
        ("secret", "guess", "line"),
    ],
    ids=" ".join,
)
def test_a_wrong_command_is_exit_code_2_and_one_line(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        run(arguments)

    told = capsys.readouterr()
    assert (ended.value.code, told.out) == (2, "")
    assert len(told.err.splitlines()) == 1
    assert told.err.startswith("screenpop")
