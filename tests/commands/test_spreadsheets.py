import pytest

from screenpop.commands.parser import run


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_templates_are_put_into_the_folder(tmp_path, capsys, kind):
    folder = tmp_path / "new" / "sheets"

    assert run(["spreadsheets", str(folder), "--format", kind]) == 0

    names = [f"{name}.{kind}" for name in ("customers", "invoices", "messages", "sales", "terms")]
    assert sorted(file.name for file in folder.iterdir()) == names
    assert capsys.readouterr().out.splitlines() == [str(folder / name) for name in names]


def test_nothing_is_written_over(tmp_path, capsys):
    mine = tmp_path / "sales.xlsx"
    mine.write_text("mine")

    assert run(["spreadsheets", str(tmp_path)]) == 2

    assert "holds a sales.xlsx already" in capsys.readouterr().err
    assert [file.read_text() for file in tmp_path.iterdir()] == ["mine"]


def test_a_folder_that_cannot_be_is_told(tmp_path, capsys):
    (tmp_path / "file").write_text("")

    assert run(["spreadsheets", str(tmp_path / "file" / "sheets")]) == 2

    assert "Nothing can be put into" in capsys.readouterr().err
