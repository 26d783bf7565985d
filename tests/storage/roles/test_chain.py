"""The chain has every entry once and without a gap, however many write at the same time."""

import threading
from concurrent.futures import ThreadPoolExecutor

from screenpop.record.entries import LineChanged
from screenpop.record.ids import new_id
from screenpop.storage.roles.members import create_login, grant_role
from tests.storage.made_entries import NOON, found, started
from tests.storage.roles.company import Company
from tests.storage.roles.test_verifying import verified

WRITERS = 8
ROUNDS = 5


def test_eight_logins_that_write_at_once_make_one_chain_without_a_gap(company: Company):
    agents = [f"agent{number}" for number in range(WRITERS)]
    with company.administering() as connection:
        for agent in agents:
            create_login(connection, company.login(f"{company.name}_{agent}_"), company.server.password())
            grant_role(connection, company.login(f"{company.name}_{agent}_"), agent, "agent")
    [(before,)] = company.alter("select seq from screenpop.chain_head")
    together = threading.Barrier(WRITERS)

    def write(agent: str) -> None:
        with company.connected(f"{company.name}_{agent}_") as connection:
            together.wait(30)
            for _ in range(ROUNDS):
                for _ in range(4):
                    connection.execute(
                        "insert into screenpop.line_changes (id, at, agent, line, up, reason) values (%s, now(), %s,"
                        " 'line', true, '') on conflict (id) do nothing",
                        (new_id(), agent),
                    )
                connection.commit()

    with ThreadPoolExecutor(WRITERS) as writers:
        list(writers.map(write, agents))

    links = company.alter(f"select seq, login from screenpop.chain where seq > {before} order by seq")
    assert [seq for seq, _ in links] == list(range(before + 1, before + 1 + WRITERS * ROUNDS * 4))
    assert len({login for _, login in links}) == WRITERS
    assert verified(company)[1] == []


def test_an_entry_that_is_delivered_twice_has_one_link(company: Company):
    call = started("twice")
    company.deliver("anna", call, found(call.id))
    [(before,)] = company.alter("select seq from screenpop.chain_head")

    company.deliver("anna", call, found(call.id))
    company.deliver("anna", call)

    [(after,)] = company.alter("select seq from screenpop.chain_head")
    assert after == before + 1  # `found` makes another id each time
    assert company.alter(f"select count(*) from screenpop.chain where id = '{call.id}'") == [(1,)]


def test_a_transaction_that_is_given_up_leaves_no_gap(company: Company):
    with company.connected("anna") as connection:
        connection.execute(
            "insert into screenpop.line_changes (id, at, agent, line, up, reason)"
            " values (gen_random_uuid(), now(), 'anna', 'line', true, '')"
        )
        connection.rollback()
    company.deliver("anna", LineChanged(new_id(), NOON, "anna", "line", up=True))

    assert verified(company)[1] == []


def test_the_server_says_when_and_who_whatever_the_desk_says(company: Company):
    company.deliver("anna", LineChanged(new_id(), NOON, "anna", "line", up=True))

    [(fresh, same, login)] = company.alter(
        "select l.recorded_at > now() - interval '1 minute', l.recorded_at = c.recorded_at, c.login"
        " from screenpop.line_changes l join screenpop.chain c on c.id = l.id"
    )

    assert (fresh, same, login) == (True, True, company.login("anna"))
