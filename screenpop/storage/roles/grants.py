"""Makes the roles and issues every grant and policy anew, so that the record's doors are as they are meant to be.

Whoever runs it is a superuser, or owns the database and may create roles. It is one transaction: nobody finds
a door open meanwhile. Grants and policies that somebody else made on the record's tables are gone afterwards.
"""

from collections.abc import Iterable

from sqlalchemy import Connection, text

from screenpop.errors import ConfigurationError
from screenpop.sentences import say
from screenpop.storage.roles.functions import FUNCTIONS
from screenpop.storage.roles.names import (
    ENTRIES,
    EVERY_AGENTS,
    EVERYBODY,
    GROUPS,
    LEARNT,
    OF_A_CALL,
    OF_AN_AGENT,
    OWNER,
    READER,
)
from screenpop.storage.roles.policies import (
    AUDITORS_READ,
    EVERYBODY_READS,
    LEARNERS_READ,
    LEARNERS_WRITE,
    SUPERVISORS_READ,
    policies,
)
from screenpop.storage.roles.reading_views import READING_SCHEMA
from screenpop.storage.roles.statements import run

_NEVER_TOLD = {"recorded_at"}
"""Columns that the server alone fills."""

_AGENTS_READ = (
    *(*OF_AN_AGENT, *OF_A_CALL, "legs", "call_log", "promises_due", "agent_customers", "desks"),
    *(*EVERY_AGENTS, *EVERYBODY_READS),
)
_AGENTS_WRITE = (*OF_AN_AGENT, *OF_A_CALL)
_EXECUTE = {
    "my_agent()": GROUPS,
    "my_role()": GROUPS,
    "agents_read()": GROUPS,
    "rare_calls(text, text, integer)": ("screenpop_supervisor", "screenpop_auditor"),
    "drafts(text)": ("screenpop_agent",),
    "has_claimed(uuid)": ("screenpop_agent",),
    "failed_checks(text, interval, uuid[])": ("screenpop_agent",),
    "given_and_permitted(text)": ("screenpop_agent",),
    "gestures_spent(timestamptz)": ("screenpop_agent",),
    "export_person(text, text)": ("screenpop_retention",),
    "erase_person(text, text, text)": ("screenpop_retention",),
    "erase_old(integer, integer, integer)": ("screenpop_retention",),
}


def issue_grants(connection: Connection) -> None:
    """Make what is missing and put right what is otherwise.

    Raises:
        ConfigurationError: The database holds no record, or is too old.
    """
    tables = _relations(connection, "r")
    if not {*ENTRIES, *LEARNT} <= set(tables):
        raise ConfigurationError(
            say("This database holds no record yet. First run: screenpop database upgrade")
        )
    run(connection, "set local lock_timeout = '10s'")
    _make_roles(connection)
    run(connection, "lock table " + ", ".join(f"screenpop.{table}" for table in tables))
    _own(connection, tables)
    run(connection, FUNCTIONS)
    run(connection, READING_SCHEMA)
    _own(connection, tables)
    _close(connection)
    for table in tables:
        run(connection, f"alter table screenpop.{table} enable row level security, force row level security")
        for statement in policies(table):
            run(connection, statement)
    _grant(connection)


def _make_roles(connection: Connection) -> None:
    there = set(connection.execute(text("select rolname from pg_roles")).scalars())
    for role in EVERYBODY:
        if role not in there:
            run(connection, f"create role {role} nologin")
    missing = text("select not pg_has_role(current_user, :owner, 'usage')")
    if connection.execute(missing, {"owner": OWNER}).scalar():
        run(connection, f"grant {OWNER} to current_user")
    if not connection.execute(
        text("select pg_has_role('screenpop_supervisor', 'screenpop_agent', 'usage')")
    ).scalar():
        run(connection, "grant screenpop_agent to screenpop_supervisor")


def _relations(connection: Connection, kinds: str) -> list[str]:
    asked = text(
        "select relname from pg_class where relnamespace = to_regnamespace('screenpop')"
        " and relkind = any(:kinds) order by relname"
    )
    return list(connection.execute(asked, {"kinds": list(kinds)}).scalars())


def _own(connection: Connection, tables: Iterable[str]) -> None:
    """Have everything belong to the role that nobody logs in as."""
    run(connection, f"alter schema screenpop owner to {OWNER}")
    for table in tables:
        run(connection, f"alter table screenpop.{table} owner to {OWNER}")
    for view in _relations(connection, "v"):
        run(connection, f"alter view screenpop.{view} owner to {OWNER}")
    functions = text(
        "select oid::regprocedure::text, prorettype = 'trigger'::regtype from pg_proc"
        " where pronamespace = to_regnamespace('screenpop')"
    )
    for function, is_trigger in connection.execute(functions).all():
        run(connection, f"alter routine {function} owner to {OWNER}")
        if is_trigger:
            run(
                connection,
                f"alter function {function} security definer set search_path = pg_catalog, screenpop, pg_temp",
            )


_GRANTED = """
select distinct thing, sort,
       case grantee when 0 then 'public' else quote_ident(pg_get_userbyid(grantee)) end as grantee
from (
    select c.oid::regclass::text as thing, 'table' as sort, c.relnamespace as place, c.relowner as owner,
           (aclexplode(c.relacl)).grantee
    from pg_class c where c.relacl is not null
    union all
    select c.oid::regclass::text, 'table', c.relnamespace, c.relowner, (aclexplode(a.attacl)).grantee
    from pg_class c join pg_attribute a on a.attrelid = c.oid where a.attacl is not null
    union all
    select p.oid::regprocedure::text, 'routine', p.pronamespace, p.proowner,
           (aclexplode(coalesce(p.proacl, acldefault('f', p.proowner)))).grantee
    from pg_proc p where p.pronamespace = to_regnamespace('screenpop')
    union all
    select quote_ident(n.nspname), 'schema', n.oid, n.nspowner, (aclexplode(n.nspacl)).grantee
    from pg_namespace n where n.nspacl is not null
) granted
where place in (to_regnamespace('screenpop'), to_regnamespace('screenpop_read')) and grantee <> owner
"""
_POLICIES = """
select quote_ident(p.polname), p.polrelid::regclass::text from pg_policy p
join pg_class c on c.oid = p.polrelid where c.relnamespace = to_regnamespace('screenpop')
"""


def _close(connection: Connection) -> None:
    """Take back every grant and policy, whoever made it."""
    for thing, sort, grantee in connection.execute(text(_GRANTED)).all():
        run(connection, f"revoke all on {sort} {thing} from {grantee}")
    for policy, table in connection.execute(text(_POLICIES)).all():
        run(connection, f"drop policy {policy} on {table}")
    run(connection, "revoke create on schema public from public")


def _grant(connection: Connection) -> None:
    run(connection, f"grant usage on schema screenpop to {', '.join(GROUPS)}")
    run(connection, f"grant usage on schema screenpop_read to {READER}")
    run(connection, f"grant select on all tables in schema screenpop_read to {READER}")
    reads = {
        "screenpop_agent": _AGENTS_READ,
        "screenpop_supervisor": (*SUPERVISORS_READ, *EVERYBODY_READS),
        "screenpop_auditor": (*AUDITORS_READ, *EVERYBODY_READS),
        "screenpop_retention": EVERYBODY_READS,
        "screenpop_learner": (*LEARNERS_READ, *EVERYBODY_READS),
    }
    for group, things in reads.items():
        run(connection, f"grant select on {', '.join(f'screenpop.{thing}' for thing in things)} to {group}")
    run(connection, "grant select (run, as_of, finished_at) on screenpop.learnt_runs to screenpop_agent")
    for table in _AGENTS_WRITE:
        columns = ", ".join(_columns(connection, table))
        run(connection, f"grant insert ({columns}) on screenpop.{table} to screenpop_agent")
        if table == "customer_views":
            run(connection, f"grant insert ({columns}) on screenpop.{table} to screenpop_auditor")
    run(connection, "grant insert, update (seen_at, state) on screenpop.desks to screenpop_agent")
    written = ", ".join(f"screenpop.{table}" for table in LEARNERS_WRITE)
    run(connection, f"grant select, insert, delete on {written} to screenpop_learner")
    run(connection, "grant update (finished_at) on screenpop.learnt_runs to screenpop_learner")
    name = connection.execute(text("select quote_ident(current_database())")).scalar_one()
    run(connection, f"grant temporary on database {name} to screenpop_learner")
    for function, groups in _EXECUTE.items():
        run(connection, f"grant execute on function screenpop.{function} to {', '.join(groups)}")


def _columns(connection: Connection, table: str) -> list[str]:
    asked = text(
        "select quote_ident(attname) from pg_attribute where attrelid = to_regclass(:table)"
        " and attnum > 0 and not attisdropped and attname <> all(:never) order by attnum"
    )
    wanted = {"table": f"screenpop.{table}", "never": list(_NEVER_TOLD)}
    return list(connection.execute(asked, wanted).scalars())
