import pytest

from screenpop.bootstrap.kinds import all_kinds
from screenpop.errors import ConfigurationError
from screenpop.settings.laying import laid
from screenpop.settings.reading import read_settings

PRESET = """
[sources.erp]
kind = "sql"
[directory]
source = "erp"
contacts = "select 1"
[departments.accounting]
source = "erp"
open_items = "select 2"
payments = "select 3"
[departments.sales]
source = "erp"
purchases = "select 4"
"""
OWN = """
preset = "erp.toml"
region = "PL"
agent = "anna"
[line]
kind = "simulator"
[sources.erp]
url = "sqlite:///erp.db"
"""


@pytest.fixture
def read(tmp_path):
    (tmp_path / "erp.toml").write_text(PRESET)

    def read(own: str):
        file = tmp_path / "settings.toml"
        file.write_text(own)
        return read_settings(file, all_kinds())

    return read


def test_with_a_preset_the_file_needs_to_say_only_where_the_system_is(read):
    settings = read(OWN)

    assert settings.sources["erp"].url == "sqlite:///erp.db"
    assert settings.directory.contacts == "select 1"
    assert settings.departments["accounting"].payments == "select 3"


def test_what_the_file_says_itself_counts_more_than_the_preset(read):
    settings = read(OWN + '[departments.accounting]\nopen_items = "select 5"\ndeadline = "1s"\n')

    assert settings.departments["accounting"].open_items == "select 5"
    assert settings.departments["accounting"].payments == "select 3"


def test_a_department_of_another_source_keeps_no_question_of_the_preset(read):
    settings = read(
        OWN + '[sources.books]\nkind = "sql"\nurl = "sqlite:///b.db"\n'
        '[departments.accounting]\nsource = "books"\nopen_items = "select 5"\n'
    )

    assert settings.departments["accounting"].payments is None


def test_a_directory_from_a_file_keeps_no_question_of_the_preset(read):
    settings = read(OWN + '[directory]\nfile = "people.vcf"\n')

    assert (settings.directory.file, settings.directory.contacts) == ("people.vcf", "")


def test_a_department_of_the_preset_can_be_dropped(read):
    settings = read(OWN + "[departments]\nsales = false\n")

    assert list(settings.departments) == ["accounting"]


def test_a_preset_that_there_is_not_is_refused_with_those_that_there_are(read):
    with pytest.raises(ConfigurationError, match="“preset”: there is no preset “sap”; there are"):
        read(OWN.replace("erp.toml", "sap"))


@pytest.mark.parametrize("name", ["../erp", "/etc/passwd", "erp", "", "a/b"])
def test_a_name_is_never_a_path(read, name):
    with pytest.raises(ConfigurationError, match="no preset"):
        read(OWN.replace("erp.toml", name))


def test_a_preset_may_not_say_where_passwords_come_from(read, tmp_path):
    (tmp_path / "erp.toml").write_text(PRESET + '[secrets]\nfrom = "environment"\n')

    with pytest.raises(ConfigurationError, match="says “secrets”; a preset may have"):
        read(OWN)


def test_of_two_presets_the_later_ones_department_replaces_the_earlier_ones(tmp_path):
    (tmp_path / "a.toml").write_text(PRESET)
    (tmp_path / "b.toml").write_text('[departments.accounting]\nsource = "erp"\nopen_items = "select 9"\n')

    tables, _ = laid({"preset": ["a.toml", "b.toml"]}, tmp_path / "settings.toml", None)

    assert tables["departments"]["accounting"] == {"source": "erp", "open_items": "select 9"}
    assert "sales" in tables["departments"]


@pytest.mark.parametrize("odd", ["preset = 7", "preset = [1]"])
def test_a_preset_is_named_by_text(read, odd):
    with pytest.raises(ConfigurationError, match="preset"):
        read(OWN.replace('preset = "erp.toml"', odd))
