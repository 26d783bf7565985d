"""What somebody may try who has a login of their own, and a program that speaks SQL.

Statements name the calls in the office as :annas and :olas. `may` is who is not refused the same, once the superuser
has done `first`: so a test shows that nothing but the roles is in its way.
"""

from dataclasses import dataclass

from screenpop.storage.roles.names import ENTRIES

DENIED = "42501"


@dataclass(frozen=True)
class Attempt:
    name: str
    who: str
    sql: str
    states: tuple[str, ...] = (DENIED,)
    first: str = ""
    may: str = "postgres"


_ID = "gen_random_uuid()"
_WRAP_UP = (
    "insert into screenpop.wrap_ups (id, call, at, agent, reason, disposition, note, words)"
    " values ({id}, {call}, now() - interval '1 second', '{agent}', 'Order', 'Solved', 'forged', '')"
)
_CALL = (
    "insert into screenpop.calls (id, call_id, at, agent, direction, withheld, trust, words)"
    " values ({id}, 'forged', {at}, '{agent}', 'in', false, 'confirmed', '')"
)
_CUSTOMER = (
    "insert into screenpop.{table} (id, call, at, agent, customer_id, {columns})"
    " values (gen_random_uuid(), {call}, now() - interval '1 second', '{agent}', '{customer}', {values})"
)
_PAST = "now() - interval '1 second'"
_NO_GUARD = "alter table screenpop.{} disable trigger a_guard;"


def _wrap_up(agent: str = "anna", call: str = ":annas", id_: str = _ID) -> str:
    return _WRAP_UP.format(agent=agent, call=call, id=id_)


def _call(agent: str = "anna", at: str = _PAST, id_: str = _ID) -> str:
    return _CALL.format(agent=agent, at=at, id=id_)


def _fact(agent: str = "anna", call: str = "null", customer: str = "K-1") -> str:
    columns = {"table": "facts_learned", "columns": "fact, value", "values": "'birthday', 'never'"}
    return _CUSTOMER.format(agent=agent, call=call, customer=customer, **columns)


def _offer(agent: str = "anna", call: str = "null", customer: str = "K-1") -> str:
    columns = {
        "table": "offers_made",
        "columns": "list, product, outcome",
        "values": "'fits', 'x', 'accepted'",
    }
    return _CUSTOMER.format(agent=agent, call=call, customer=customer, **columns)


def _shown(agent: str = "anna", call: str = "null", customer: str = "K-1") -> str:
    columns = {"table": "offers_shown", "columns": "products, held_out", "values": "'[]', false"}
    return _CUSTOMER.format(agent=agent, call=call, customer=customer, **columns)


def _gesture(agent: str = "anna", call: str = "null", customer: str = "K-1", worth: str = "5, 'PLN'") -> str:
    columns = {
        "table": "gestures_given",
        "columns": "gesture, worth, currency",
        "values": f"'chocolates', {worth}",
    }
    return _CUSTOMER.format(agent=agent, call=call, customer=customer, **columns)


def _permission(agent: str = "anna", call: str = "null", customer: str = "K-1", channel: str = "all") -> str:
    columns = {
        "table": "permissions_noted",
        "columns": "channel, allowed",
        "values": f"'{channel}', true",
    }
    return _CUSTOMER.format(agent=agent, call=call, customer=customer, **columns)


_LEARNT_OFFER = (
    "insert into screenpop.learnt_offers (run, customer, list, place, product, score, reason, method)"
    " values (1, 'K-1', 'fits', 1, 'P-1', 1, '{}', '')"
)


def _view(agent: str = "anna", call: str = "null") -> str:
    columns = {"table": "customer_views", "columns": "look, what", "values": "'card', ''"}
    return _CUSTOMER.format(agent=agent, call=call, customer="K-1", **columns)


def _check(agent: str = "anna", call: str = "null") -> str:
    columns = {"table": "checks_made", "columns": "check_name, was_right", "values": "'Postcode', true"}
    return _CUSTOMER.format(agent=agent, call=call, customer="K-1", **columns)


def _promise(agent: str = "anna", taken_by: str = "null", call: str = "null") -> str:
    return (
        "insert into screenpop.promises (id, call, at, agent, kind, due, what, taken_by, words) values"
        f" (gen_random_uuid(), {call}, {_PAST}, '{agent}', 'promise', now(), 'forged', {taken_by}, '')"
    )


def _of_olas_promise(table: str, column: str, value: str, agent: str = "anna") -> str:
    return (
        f"insert into screenpop.{table} (id, promise, at, agent, {column})"
        f" select gen_random_uuid(), id, {_PAST}, '{agent}', {value} from screenpop.promises limit 1"
    )


def _of_olas_call(table: str, columns: str, values: str) -> str:
    return (
        f"insert into screenpop.{table} (id, call, at, {columns})"
        f" values (gen_random_uuid(), :olas, now() - interval '1 second', {values})"
    )


_CHANGES = [
    Attempt(f"{verb} {table}", "anna", sql.format(f"screenpop.{table}"))
    for table in (*ENTRIES, "legs", "call_log", "chain", "chain_salts", "chain_head", "erased")
    for verb, sql in (
        ("updates", "update {} set {{column}} = {{column}}"),
        ("deletes from", "delete from {}"),
        ("truncates", "truncate {} cascade"),
    )
]
_COLUMNS = {
    "chain": "digest",
    "chain_salts": "salt",
    "chain_head": "hash",
    "erased": "how",
    "erasures": "reason",
}
_COLUMNS |= {"administration": "what", "legs": "note", "call_log": "note", "wrap_ups": "note"}
CHANGES = [
    Attempt(
        one.name,
        one.who,
        one.sql.replace("{column}", _COLUMNS.get(one.name.rpartition(" ")[2], "at")),
    )
    for one in _CHANGES
]

FORGERIES = [
    Attempt("a call as somebody else", "anna", _call("ola")),
    Attempt("a call as nobody", "anna", _call("")),
    Attempt("a wrap-up as somebody else", "anna", _wrap_up("ola")),
    Attempt("a fact as somebody else", "anna", _fact("ola")),
    Attempt("an offer as somebody else", "anna", _offer("ola")),
    Attempt("a look as somebody else", "anna", _view("ola")),
    Attempt("what was suggested, as somebody else", "anna", _shown("ola")),
    Attempt("a gesture as somebody else", "anna", _gesture("ola")),
    Attempt("a permission as somebody else", "anna", _permission("ola")),
    Attempt("what was suggested on a colleague's call", "anna", _shown(call=":olas")),
    Attempt("a gesture on a colleague's call", "anna", _gesture(call=":olas")),
    Attempt("a permission on a colleague's call", "anna", _permission(call=":olas")),
    Attempt("what was suggested to a customer never had on a call", "anna", _shown(customer="K-2")),
    Attempt("a gesture to a customer never had on a call", "anna", _gesture(customer="K-2")),
    Attempt("lifts the objection of a customer never had on a call", "anna", _permission(customer="K-2")),
    Attempt(
        "a permission on a channel that there is not",
        "anna",
        _permission(channel="pigeon"),
        states=("23514",),
        first="alter table screenpop.permissions_noted drop constraint ck_permissions_noted_channel;",
    ),
    Attempt(
        "a gesture worth what nobody can add up",
        "anna",
        _gesture(worth="'NaN', 'PLN'"),
        states=("23514",),
        first="alter table screenpop.gestures_given drop constraint ck_gestures_given_worth;",
    ),
    Attempt(
        "a gesture worth something in no currency",
        "anna",
        _gesture(worth="5, null"),
        states=("23514",),
        first="alter table screenpop.gestures_given drop constraint ck_gestures_given_worth;",
    ),
    Attempt("what was learnt", "anna", _LEARNT_OFFER, may="lena"),
    Attempt(
        "a run of learning",
        "anna",
        "insert into screenpop.learnt_runs (as_of, report) values (now(), '')",
        may="lena",
    ),
    Attempt(
        "a line as somebody else",
        "anna",
        "insert into screenpop.line_changes (id, at, agent, line, up, reason)"
        " values (gen_random_uuid(), now() - interval '1 second', 'ola', 'line', false, '')",
    ),
    Attempt("a check as somebody else", "anna", _check("ola")),
    Attempt("a check on a colleague's call", "anna", _check(call=":olas")),
    Attempt("a promise as somebody else", "anna", _promise("ola")),
    Attempt("a promise that a colleague is to keep", "anna", _promise(taken_by="'ola'")),
    Attempt("a promise on a colleague's call", "anna", _promise(call=":olas")),
    Attempt(
        "a claim as somebody else", "anna", _of_olas_promise("promises_taken", "taken_by", "'ola'", "ola")
    ),
    Attempt("a claim for a colleague", "anna", _of_olas_promise("promises_taken", "taken_by", "'ola'")),
    Attempt(
        "settles as somebody else", "anna", _of_olas_promise("promises_settled", "ended_as", "'kept'", "ola")
    ),
    Attempt(
        "a promise due at a time that nobody can read",
        "anna",
        _promise().replace("now(), 'forged'", "timestamptz 'infinity', 'forged'"),
        states=("23514",),
        first="alter table screenpop.promises drop constraint ck_promises_due;",
    ),
    Attempt("what is due, past its triggers", "anna", "update screenpop.promises_due set taken_by = 'anna'"),
    Attempt("a wrap-up on a colleague's call", "anna", _wrap_up(call=":olas")),
    Attempt(
        "who is on a colleague's call",
        "anna",
        _of_olas_call("callers_found", "customer_id, customer, words", "'K-2', 'Mine', ''"),
    ),
    Attempt("the name on a colleague's call", "anna", _of_olas_call("call_details", "name", "'forged'")),
    Attempt(
        "another party on a colleague's call",
        "anna",
        _of_olas_call("party_changes", "number, withheld, trust, words", "'+481', false, 'confirmed', ''"),
    ),
    Attempt("picks up a colleague's call", "anna", _of_olas_call("pick_ups", "off_ms", "0")),
    Attempt("ends a colleague's call", "anna", _of_olas_call("call_ends", "ending", "'missed'")),
    Attempt("a fact on a colleague's call", "anna", _fact(call=":olas")),
    Attempt("an offer on a colleague's call", "anna", _offer(call=":olas")),
    Attempt("a look on a colleague's call", "anna", _view(call=":olas")),
    Attempt("a fact of a customer never had on a call", "anna", _fact(customer="K-2")),
    Attempt("an offer to a customer never had on a call", "anna", _offer(customer="K-2")),
    Attempt(
        "the server's time",
        "anna",
        "insert into screenpop.line_changes (id, at, agent, line, up, reason, recorded_at)"
        " values (gen_random_uuid(), now(), 'anna', 'line', false, '', '2020-01-01')",
    ),
    Attempt(
        "a call of the future",
        "anna",
        _call(at="now() + interval '1 minute'"),
        states=("23514",),
        first=_NO_GUARD.format("calls") + "alter table screenpop.calls alter recorded_at set default now();",
    ),
    *(
        Attempt(
            f"a call at {when}, which nobody who lists calls could read",
            "anna",
            _call(at=f"timestamptz '{when}'"),
            states=("23514",),
            first=_NO_GUARD.format("calls")
            + "alter table screenpop.calls alter recorded_at set default now();",
        )
        for when in ("-infinity", "0044-03-15 BC", "1969-12-31 23:59:59+00")
    ),
    Attempt(
        "an outcome of a million letters, which nobody's spreadsheet takes",
        "anna",
        "insert into screenpop.wrap_ups (id, call, at, agent, reason, disposition, note, words) values"
        " (gen_random_uuid(), :annas, now(), 'anna', '', repeat('x', 1000000), '', '')",
        states=("23514",),
        first="alter table screenpop.wrap_ups drop constraint ck_wrap_ups_disposition_length;",
    ),
    Attempt(
        "a word that the log does not know",
        "anna",
        "insert into screenpop.call_ends (id, call, at, ending) values (gen_random_uuid(), :annas, now(), 'bogus')",
        states=("23514",),
        first="alter table screenpop.call_ends drop constraint ck_call_ends_ending;",
    ),
    Attempt(
        "asks by ON CONFLICT whether a colleague's id is there",
        "anna",
        _call(id_=":olas") + " on conflict (id) do nothing",
    ),
    Attempt(
        "changes by ON CONFLICT what is there",
        "anna",
        _call(id_=":annas") + " on conflict (id) do update set agent = 'ola'",
    ),
    Attempt(
        "a link of the chain",
        "anna",
        "insert into screenpop.chain select 99, now(), login, kind, id, form, digest, previous, hash"
        " from screenpop.chain limit 1",
    ),
    Attempt("membership", "anna", "insert into screenpop.member values ('x', 'boss', 'supervisor')"),
    Attempt("another role", "anna", "update screenpop.member set role = 'supervisor'"),
    Attempt("another policy", "anna", "update screenpop.site_policy set agents_read = 'all'"),
    Attempt(
        "a customer had on a call", "anna", "insert into screenpop.agent_customers values ('anna', 'K-2')"
    ),
    Attempt(
        "an erasure",
        "anna",
        "insert into screenpop.erasures (reason, deleted, redacted, erased_digest) values ('x', 1, 1, '')",
    ),
    Attempt("an administrator's deed", "anna", "insert into screenpop.administration (what) values ('x')"),
    Attempt(
        "a leg",
        "anna",
        "insert into screenpop.legs select * from screenpop.legs",
        first="alter table screenpop.legs drop constraint pk_legs;",
    ),
    Attempt("a colleague's desk", "anna", "insert into screenpop.desks values ('zoe', now(), '{}')"),
    Attempt("takes a desk away", "anna", "delete from screenpop.desks"),
    Attempt(
        "a desk's state that is no JSON",
        "anna",
        "update screenpop.desks set state = 'x'",
        states=("22P02",),
        first="alter table screenpop.desks disable trigger a_guard;",
    ),
    Attempt(
        "who is who, by a temporary table",
        "anna",
        "create temp table member (login text, agent text, role text);"
        " insert into member values (session_user, 'ola', 'supervisor');"
        " set local search_path = pg_temp, screenpop; " + _call("ola"),
    ),
    Attempt(
        "who is who, by a temporary function",
        "anna",
        "create function pg_temp.my_agent() returns text language sql as $$ select 'ola' $$;"
        " set local search_path = pg_temp, screenpop; " + _call("ola"),
    ),
]

DOORS = [
    Attempt("sets the owner's role", "anna", "set role screenpop_owner"),
    Attempt("sets a supervisor's role", "anna", "set role screenpop_supervisor"),
    Attempt("sets a superuser's role", "anna", "set role postgres"),
    Attempt("is somebody else", "anna", "set session authorization postgres"),
    Attempt(
        "switches row security off",
        "anna",
        "set local row_security = off; select * from screenpop.wrap_ups",
    ),
    Attempt("switches triggers off", "anna", "set local session_replication_role = replica"),
    Attempt("disables the chain", "anna", "alter table screenpop.wrap_ups disable trigger a_link"),
    Attempt("disables row security", "anna", "alter table screenpop.wrap_ups disable row level security"),
    Attempt("unforces row security", "anna", "alter table screenpop.wrap_ups no force row level security"),
    Attempt("takes a table", "anna", "alter table screenpop.wrap_ups owner to current_user"),
    Attempt("adds a column", "anna", "alter table screenpop.wrap_ups add column x text"),
    Attempt("drops a table", "anna", "drop table screenpop.wrap_ups cascade"),
    Attempt("drops a policy", "anna", "drop policy agents_read on screenpop.wrap_ups"),
    Attempt("makes a policy", "anna", "create policy x on screenpop.wrap_ups using (true)"),
    Attempt("makes a rule", "anna", "create rule x as on insert to screenpop.wrap_ups do also nothing"),
    Attempt("renames a view", "anna", "alter view screenpop.call_facts rename to x"),
    Attempt("comments on a table", "anna", "comment on table screenpop.wrap_ups is 'x'"),
    Attempt("rebuilds an index", "anna", "reindex table screenpop.wrap_ups"),
    Attempt("locks a table", "anna", "lock table screenpop.wrap_ups in access exclusive mode"),
    Attempt("makes a table in the schema", "anna", "create table screenpop.x (y int)"),
    Attempt("makes a view in the schema", "anna", "create view screenpop.x as select 1 as y"),
    Attempt(
        "makes a function in the schema",
        "anna",
        "create function screenpop.x() returns int language sql as 'select 1'",
    ),
    Attempt(
        "makes a function in public",
        "anna",
        "create function public.x() returns int language sql as 'select 1'",
    ),
    Attempt(
        "replaces who is who",
        "anna",
        "create or replace function screenpop.my_agent() returns text language sql as $$ select 'ola' $$",
    ),
    Attempt("drops the schema", "anna", "drop schema screenpop cascade"),
    Attempt("drops what the owner has", "anna", "drop owned by screenpop_owner"),
    Attempt("takes what the owner has", "anna", "reassign owned by screenpop_owner to current_user"),
    Attempt("grants a table", "anna", "grant select on screenpop.chain to public"),
    Attempt("grants itself a role", "anna", "grant screenpop_supervisor to current_user", states=(DENIED,)),
    Attempt("makes itself a superuser", "anna", "alter role current_user superuser"),
    Attempt("makes itself free of row security", "anna", "alter role current_user bypassrls"),
    Attempt("makes a login", "anna", "create role mallory login"),
    Attempt("keeps the server from logging", "anna", "set log_statement = 'none'"),
    Attempt("copies a table into a file", "anna", "copy screenpop.wrap_ups to '/dev/null'"),
    Attempt("copies a file into a table", "anna", "copy screenpop.wrap_ups (id) from '/dev/null'"),
    Attempt("copies into a program", "anna", "copy (select 1) to program 'cat > /dev/null'"),
    Attempt("copies from a program", "anna", "create temp table t (x text); copy t from program 'id'"),
    Attempt("reads a file", "anna", "select pg_read_file('PG_VERSION')"),
    Attempt("lists a folder", "anna", "select pg_ls_dir('.')"),
    Attempt("reads a file as a large object", "anna", "select lo_import('/etc/hostname')"),
    Attempt(
        "writes a large object into a file",
        "anna",
        "select lo_create(424242); select lo_export(424242, '/dev/null')",
    ),
    Attempt("loads a library", "anna", "load 'dict_snowball'"),
    Attempt("installs dblink", "anna", "create extension dblink"),
    Attempt("makes a foreign server", "anna", "create foreign data wrapper x"),
    Attempt(
        "makes a function in C", "anna", "create function pg_temp.x() returns int language c as 'x', 'y'"
    ),
    Attempt(
        "writes a link itself",
        "anna",
        "select screenpop.chain_append('calls', gen_random_uuid(), 'x', now())",
    ),
    Attempt("erases a person", "anna", "select screenpop.erase_person('K-1', null, 'x')", may="rita"),
    Attempt("erases what is old", "anna", "select screenpop.erase_old(1, 1, 9)", may="rita"),
    Attempt("exports a person", "anna", "select screenpop.export_person('K-1', null)", may="rita"),
    Attempt("carries out an erasure", "anna", "select screenpop.carry_out(gen_random_uuid(), 'x')"),
    Attempt("renews a leg", "anna", "select screenpop.keep_leg(:olas)"),
    Attempt("joins legs", "anna", "select screenpop.rejoin(array[:olas, :annas])"),
    Attempt("calls a trigger's function", "anna", "select screenpop.chain_entry()"),
    Attempt("reads the chain", "anna", "select * from screenpop.chain"),
    Attempt("reads salts", "anna", "select * from screenpop.chain_salts"),
    Attempt("reads who is who", "anna", "select * from screenpop.member"),
    Attempt("reads erasures", "anna", "select * from screenpop.erasures"),
    Attempt("reads the view beneath the legs", "anna", "select * from screenpop.call_facts"),
    Attempt("reads other departments' views", "anna", "select * from screenpop_read.calls"),
]

OTHERS = [
    Attempt("reads scores", "anna", "select * from screenpop.learnt_scores", may="sven"),
    Attempt("reads the report of learning", "anna", "select report from screenpop.learnt_runs", may="sven"),
    Attempt("reads pairs", "anna", "select * from screenpop.learnt_pairs", may="sven"),
    Attempt("reads rhythms", "anna", "select * from screenpop.learnt_rhythms", may="sven"),
    Attempt("changes an offer", "anna", "update screenpop.learnt_offers set score = 1"),
    Attempt("deletes what was learnt", "anna", "delete from screenpop.learnt_offers", may="lena"),
    Attempt("empties what was learnt", "anna", "truncate screenpop.learnt_worth"),
    Attempt(
        "has another run count", "anna", "update screenpop.learnt_runs set finished_at = now()", may="lena"
    ),
    Attempt("sets the learner's role", "anna", "set role screenpop_learner"),
    Attempt("writes what was learnt", "sven", _LEARNT_OFFER, may="lena"),
    Attempt("deletes scores", "sven", "delete from screenpop.learnt_scores", may="lena"),
    Attempt("reads scores", "paul", "select * from screenpop.learnt_scores", may="sven"),
    Attempt("reads offers", "rita", "select * from screenpop.learnt_offers", may="anna"),
    Attempt("reads offers", "bi", "select * from screenpop.learnt_offers", may="anna"),
    Attempt("asks what was given to whom", "bi", "select screenpop.given_and_permitted('K-1')", may="anna"),
    Attempt("asks what gestures cost", "paul", "select screenpop.gestures_spent('2000-01-01')", may="anna"),
    Attempt("reads notes", "lena", "select * from screenpop.wrap_ups", may="anna"),
    Attempt("reads calls", "lena", "select * from screenpop.call_log", may="anna"),
    Attempt("reads facts", "lena", "select * from screenpop.facts_learned", may="anna"),
    Attempt("reads gestures", "lena", "select * from screenpop.gestures_given", may="anna"),
    Attempt("notes a permission", "lena", _permission("lena")),
    Attempt("takes an objection away", "lena", "delete from screenpop.permissions_noted"),
    Attempt("changes an objection", "lena", "update screenpop.permissions_noted set allowed = true"),
    Attempt("changes what was learnt in place", "lena", "update screenpop.learnt_offers set score = 1"),
    Attempt("changes when it learnt", "lena", "update screenpop.learnt_runs set as_of = now()"),
    Attempt("erases a person", "lena", "select screenpop.erase_person('K-1', null, 'x')", may="rita"),
    Attempt("reads who is who", "lena", "select * from screenpop.member", may="paul"),
    Attempt("reads the chain", "lena", "select * from screenpop.chain", may="paul"),
    Attempt("becomes a supervisor", "lena", "set role screenpop_supervisor"),
    Attempt("writes as an agent", "sven", _call("anna")),
    Attempt("changes a note", "sven", "update screenpop.wrap_ups set note = 'x'"),
    Attempt("deletes a note", "sven", "delete from screenpop.wrap_ups"),
    Attempt("wraps up an agent's call", "sven", _wrap_up("sven")),
    Attempt("changes what the log shows", "sven", "update screenpop.call_log set note = 'x'"),
    Attempt("reads the chain", "sven", "select * from screenpop.chain"),
    Attempt("reads salts", "sven", "select * from screenpop.chain_salts"),
    Attempt("erases", "sven", "select screenpop.erase_person('K-1', null, 'x')", may="rita"),
    Attempt("becomes an auditor", "sven", "set role screenpop_auditor"),
    Attempt("changes a desk", "sven", "delete from screenpop.desks"),
    Attempt("looks as somebody else", "paul", _view("anna")),
    Attempt("changes a look", "paul", "update screenpop.customer_views set what = 'x'"),
    Attempt("deletes looks", "paul", "delete from screenpop.customer_views"),
    Attempt("changes the chain", "paul", "update screenpop.chain set login = 'x'"),
    Attempt("changes salts", "paul", "delete from screenpop.chain_salts"),
    Attempt("writes a call", "paul", _call("paul")),
    Attempt("erases", "paul", "select screenpop.erase_old(1, 1, 9)", may="rita"),
    Attempt("reads desks", "paul", "select * from screenpop.desks"),
    Attempt("reads notes", "rita", "select * from screenpop.wrap_ups"),
    Attempt("reads looks", "rita", "select * from screenpop.customer_views"),
    Attempt("reads the chain", "rita", "select * from screenpop.chain"),
    Attempt("deletes notes", "rita", "delete from screenpop.wrap_ups"),
    Attempt("deletes looks", "rita", "delete from screenpop.customer_views"),
    Attempt("deletes salts", "rita", "delete from screenpop.chain_salts"),
    Attempt(
        "forges an erasure",
        "rita",
        "insert into screenpop.erased values (gen_random_uuid(), 'calls', :annas, 'redacted')",
        first="alter table screenpop.erased drop constraint erased_erasure_fkey;",
    ),
    Attempt(
        "carries out an erasure of its own", "rita", "select screenpop.carry_out(gen_random_uuid(), 'x')"
    ),
    Attempt(
        "erases without a reason",
        "rita",
        "select screenpop.erase_person('K-1', null, ' ')",
        states=("22023",),
    ),
    Attempt(
        "erases the whole record by its age",
        "rita",
        "select screenpop.erase_old(0, 0, 1000000)",
        states=("22023",),
    ),
    Attempt("writes a call", "rita", _call("rita")),
    Attempt("reads the tables", "bi", "select * from screenpop.call_log"),
    Attempt("reads agents", "bi", "select agent from screenpop.legs"),
    Attempt("writes through a view", "bi", "update screenpop_read.calls set note = 'x'"),
    Attempt("deletes through a view", "bi", "delete from screenpop_read.calls"),
    Attempt("makes a view beside them", "bi", "create view screenpop_read.x as select 1 as y"),
    Attempt("asks who is who", "bi", "select screenpop.my_agent()"),
]

_LEAK = (
    "create function pg_temp.leak(text) returns boolean language plpgsql cost 0.0000001"
    " as $$ begin if $1 like '%secret%' then raise exception 'leaked: %', $1; end if; return true; end $$; "
)
HIDDEN = [
    Attempt("a colleague's note", "anna", "select * from screenpop.wrap_ups where note like '%secret%'"),
    Attempt("a colleague's call", "anna", "select * from screenpop.calls where id = :olas"),
    Attempt("a colleague's leg", "anna", "select * from screenpop.legs where id = :olas"),
    Attempt("a colleague's call in the log", "anna", "select * from screenpop.call_log where call = :olas"),
    Attempt(
        "who was on a colleague's call", "anna", "select * from screenpop.callers_found where call = :olas"
    ),
    Attempt("a colleague's party", "anna", "select * from screenpop.party_changes where call = :olas"),
    Attempt(
        "what came late of a colleague's call",
        "anna",
        "select * from screenpop.call_details where call = :olas",
    ),
    Attempt(
        "facts of another's customer",
        "anna",
        "select * from screenpop.facts_learned where customer_id = 'K-2'",
    ),
    Attempt(
        "offers to another's customer",
        "anna",
        "select * from screenpop.offers_made where customer_id = 'K-2'",
    ),
    *(
        Attempt(
            f"{what} of another's customer",
            "anna",
            f"select * from screenpop.{table} where customer_id = 'K-2'",
        )
        for table, what in (
            ("offers_shown", "what was suggested"),
            ("gestures_given", "gestures"),
            ("permissions_noted", "permissions"),
        )
    ),
    Attempt("a colleague's looks", "anna", "select * from screenpop.customer_views where agent = 'ola'"),
    Attempt("a colleague's lines", "anna", "select * from screenpop.line_changes where agent = 'ola'"),
    Attempt("a colleague's desk", "anna", "select * from screenpop.desks where agent = 'ola'"),
    Attempt(
        "a colleague's desk, by changing it",
        "anna",
        "update screenpop.desks set state = '{}' where agent = 'ola' returning *",
    ),
    Attempt(
        "whom a colleague had on a call",
        "anna",
        "select * from screenpop.agent_customers where agent = 'ola'",
    ),
    Attempt(
        "a note by a function that tells",
        "anna",
        _LEAK + "select * from screenpop.wrap_ups where pg_temp.leak(note) and note like '%secret%'",
    ),
    Attempt(
        "a note by a division",
        "anna",
        "select 1 from screenpop.legs where 1 / (case when note like '%secret%' then 0 else 1 end) > 1",
    ),
    Attempt(
        "a note by the table's statistics",
        "anna",
        "select * from pg_stats where schemaname = 'screenpop' and tablename = 'wrap_ups' and attname = 'note'",
    ),
    Attempt(
        "a note by the place of its row",
        "anna",
        "select * from screenpop.wrap_ups where ctid in (select ctid from screenpop.wrap_ups) and note like '%secret%'",
    ),
    Attempt(
        "a note by a cursor",
        "anna",
        "declare c cursor for select * from screenpop.wrap_ups where note like '%secret%'; fetch all from c",
    ),
    Attempt(
        "a note by a copy",
        "anna",
        "select * from screenpop.wrap_ups w, lateral (select w.note) n where n.note like '%secret%'",
    ),
    Attempt(
        "another's look by a supervisor", "sven", "select * from screenpop.customer_views where agent = 'ola'"
    ),
]
