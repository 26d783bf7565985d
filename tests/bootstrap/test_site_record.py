"""A desk's record where the database is a file: the desk hears when it has something new."""

from contextlib import closing
from pathlib import Path

from screenpop.bootstrap import parts
from screenpop.bootstrap.kinds import all_kinds
from screenpop.bootstrap.site_record import SiteRecord
from screenpop.events.colleagues import ColleagueTold
from screenpop.settings.reading import read_settings
from tests.storage.desks import Heard
from tests.storage.made_entries import found, started, wrapped_up


def test_a_desk_is_told_when_the_file_has_what_a_card_that_rang_meanwhile_lacks(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('region = "PL"\nagent = "anna"\n[line]\nkind = "simulator"\n', encoding="utf-8")
    settings = read_settings(file, all_kinds())
    parts.make_data_folder(settings)
    heard, call = Heard(), started()
    with closing(SiteRecord(settings, parts.secrets_of(settings))) as record:
        record.start(heard)
        for entry in (call, found(call.id, "K-1"), wrapped_up(call.id, "wants a refund")):
            record.keep(entry)

        heard.until(lambda told: told == [ColleagueTold("K-1")])
