from datetime import date

import pytest

from connectors.learnt import LearntFile
from screenpop.bootstrap.kinds import all_kinds
from screenpop.bootstrap.learnt import learnt_of, learnt_place
from screenpop.bootstrap.parts import departments_of, secrets_of, sources_of
from screenpop.bootstrap.shared_database import database_of
from screenpop.customers import Customer
from screenpop.ports.learnt import Findings, Score, Worth
from screenpop.sentences import say
from screenpop.settings.reading import read_settings
from screenpop.storage.learnt_server import LearningOnServer, LearntOnServer

SERVER = '[record]\ndatabase = "postgresql+psycopg://anna@db.example/screenpop"\n'
WORTH = Worth("loyal", date(2019, 1, 31), None, leaving=False, important=True, why=say("bought once"))
SCORE = Score("S9", "loyal", 4, 5, 5, alive=0.9, purchases=12.0, value=9000.0, currency="PLN")


def settings(folder, more=""):
    file = folder / "settings.toml"
    text = f'region = "PL"\nagent = "anna"\ndata = "data"\n[line]\nkind = "simulator"\n{more}'
    file.write_text(text, encoding="utf-8")
    (folder / "data").mkdir(exist_ok=True)
    return read_settings(file, all_kinds())


@pytest.mark.parametrize(
    ("more", "reader", "writer"),
    [("", LearntFile, LearntFile), (SERVER, LearntOnServer, LearningOnServer)],
    ids=["file", "server"],
)
def test_what_was_learnt_lies_with_the_record(tmp_path, more, reader, writer):
    desk = settings(tmp_path, more)
    with learnt_place(desk, secrets_of(desk)) as place:
        assert isinstance(place.learnt, reader)
        assert isinstance(place.learning, writer)
    database = database_of(desk, secrets_of(desk))
    assert isinstance(learnt_of(desk, database), reader)
    database.close()


def test_departments_are_handed_what_was_learnt(tmp_path):
    desk = settings(tmp_path, "[departments.value]\n")
    with learnt_place(desk, secrets_of(desk)) as place:
        place.learning.replace(Findings(date(2026, 3, 2), "{}", (), [(WORTH, SCORE)], (), ()))
    (value,) = departments_of(desk, sources_of(desk, secrets_of(desk)))

    answer = value.ask(Customer("C1", "Hurt-Bud", {"sales": "S9"}))

    assert (answer.segment, answer.since, answer.important) == ("Loyal", date(2019, 1, 31), True)
