"""Grants are issued again and again, by whoever owns the database, and put right what somebody got wrong."""

import psycopg
import pytest

from screenpop.errors import ConfigurationError, RecordUnavailable
from screenpop.storage.database import Database
from screenpop.storage.roles.grants import issue_grants
from screenpop.storage.roles.members import create_login, grant_reading, grant_role, revoke_role
from screenpop.storage.roles.names import EVERYBODY
from tests.servers import PostgreSQL
from tests.storage.roles.company import Company

DOORS = """
select c.relname::text, c.relowner::regrole::text, c.relrowsecurity, c.relforcerowsecurity, c.relacl::text,
       (select array_agg(a.attname::text || a.attacl::text order by a.attname) from pg_attribute a
        where a.attrelid = c.oid and a.attacl is not null),
       (select array_agg(concat_ws(' ', p.policyname, p.cmd, p.roles::text, p.qual, p.with_check) order by p.policyname)
        from pg_policies p where p.schemaname = 'screenpop' and p.tablename = c.relname)
from pg_class c where c.relnamespace = 'screenpop'::regnamespace and c.relkind in ('r', 'v') order by 1
"""
FUNCTIONS = """
select oid::regprocedure::text, proowner::regrole::text, prosecdef, proconfig, proacl::text from pg_proc
where pronamespace = 'screenpop'::regnamespace order by 1
"""


def test_issuing_again_changes_nothing(company: Company):
    before = company.alter(DOORS), company.alter(FUNCTIONS)

    with company.administering() as connection:
        issue_grants(connection)

    assert (company.alter(DOORS), company.alter(FUNCTIONS)) == before


def test_every_table_belongs_to_the_owner_and_row_security_is_forced(company: Company):
    for name, owner, secured, forced, *_ in company.alter(DOORS):
        assert owner == "screenpop_owner", name
        if not name.startswith(("call_facts", "call_sums")):
            assert (secured, forced) == (True, True), name


def test_every_function_that_runs_as_the_owner_has_a_fixed_path_and_no_public_door(company: Company):
    for name, owner, runs_as_owner, settings, access in company.alter(FUNCTIONS):
        assert owner == "screenpop_owner", name
        assert not runs_as_owner or any(one.startswith("search_path=") for one in settings), name
        assert access is not None, name
        assert "{=" not in access, name
        assert ",=" not in access, name


def test_nobody_logs_in_as_a_group_or_the_owner(company: Company):
    asked = (
        "select rolname from pg_roles where rolname = any(%s) and (rolcanlogin or rolsuper or rolbypassrls)"
    )

    assert company.ask("postgres", asked, list(EVERYBODY)) == []


WRONG = (
    "grant update, delete on screenpop.wrap_ups to screenpop_agent;"
    "create policy wrong on screenpop.wrap_ups to screenpop_agent using (true);"
    "grant select on screenpop.chain_salts to public;"
    "grant insert (recorded_at) on screenpop.calls to screenpop_agent;"
    "grant execute on function screenpop.chain_append(text, uuid, text, timestamptz) to public;"
    "grant create on schema screenpop to public;"
    "alter table screenpop.customer_views no force row level security;"
    "alter table screenpop.line_changes disable row level security;"
    "alter function screenpop.guard_entry() security invoker"
)


def test_what_somebody_granted_too_much_is_taken_back(company: Company):
    company.have_call("ola", "K-2", "what Ola wrote")
    before = company.alter(DOORS), company.alter(FUNCTIONS)
    company.alter(WRONG)
    with company.connected("anna") as connection:
        assert connection.execute("update screenpop.wrap_ups set note = 'x'").rowcount == 1

    with company.administering() as connection:
        issue_grants(connection)

    assert (company.alter(DOORS), company.alter(FUNCTIONS)) == before
    with company.connected("anna") as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("update screenpop.wrap_ups set note = 'x'")


def test_who_owns_the_database_and_may_create_roles_needs_no_superuser(postgresql: PostgreSQL):
    name = postgresql.create_database()
    postgresql.run_sql(
        f"create role dba{name} login createrole password '{postgresql.password()}';"
        f" alter database {name} owner to dba{name}",
        "postgres",
    )
    database = Database(postgresql.url(name, login=f"dba{name}"), password=postgresql.password)
    try:
        database.upgrade()
        with database.writing() as connection:
            issue_grants(connection)
            create_login(connection, f"eve{name}", postgresql.password())
        with database.writing() as connection:
            issue_grants(connection)
            grant_role(connection, f"eve{name}", "eve", "agent")
        database.upgrade()
        with database.writing() as connection:
            revoke_role(connection, f"eve{name}")
    finally:
        database.close()

    assert postgresql.run_sql("select what from screenpop.administration order by at", name)[-1] == (
        f"revoked login eve{name}",
    )


def test_a_database_without_a_record_is_told_to_be_upgraded(postgresql: PostgreSQL):
    name = postgresql.create_database()
    database = Database(postgresql.url(name, login="postgres"), password=postgresql.password)
    try:
        with (
            pytest.raises(RecordUnavailable, match="screenpop database upgrade"),
            database.writing() as connection,
        ):
            issue_grants(connection)
    finally:
        database.close()


def test_an_agent_is_one_login_and_a_login_one_agent(company: Company):
    with (
        company.administering() as connection,
        pytest.raises(ConfigurationError, match="“anna” is another login already"),
    ):
        grant_role(connection, company.login("ola"), "anna", "agent")


def test_a_superuser_is_given_no_role(company: Company):
    with (
        company.administering() as connection,
        pytest.raises(ConfigurationError, match="bypasses row security"),
    ):
        grant_role(connection, "postgres", "boss", "supervisor")


def test_a_login_that_is_not_there_is_not_made_unasked(company: Company):
    with company.administering() as connection, pytest.raises(ConfigurationError, match="no login “nobody”"):
        grant_reading(connection, "nobody")


def test_another_role_takes_the_place_of_the_one_before(company: Company):
    with company.connected("sven") as connection:
        with company.administering() as administrator:
            grant_role(administrator, company.login("sven"), "sven", "auditor")
        groups = connection.execute(
            "select g.rolname from pg_auth_members m join pg_roles g on g.oid = m.roleid"
            " join pg_roles l on l.oid = m.member where l.rolname = session_user"
        ).fetchall()
    with company.administering() as administrator:
        grant_role(administrator, company.login("sven"), "sven", "supervisor")

    assert groups == [("screenpop_auditor",)]


def test_a_logins_name_may_have_any_characters(company: Company):
    login = f"o'neil \"the\\{company.tag}_{company.name}"
    with company.administering() as connection:
        create_login(connection, login, company.server.password())
        grant_role(connection, login, "o'neil", "agent")

    assert company.alter("select role from screenpop.member where agent = 'o''neil'") == [("agent",)]


def test_what_administrators_do_is_on_record(company: Company):
    company.policy("all")

    deeds = [what for (what,) in company.alter("select what from screenpop.administration order by at")]
    assert f"granted agent to login {company.login('anna')} as agent anna" in deeds
    assert deeds[-1] == "agents read all"
