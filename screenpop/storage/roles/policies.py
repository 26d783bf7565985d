"""Row level security: which rows each role reads and inserts. The policies are made anew by every grant.

Subqueries in parentheses with `select` are answered once a statement, not once a row. A policy of a table whose
rows belong to a call asks `legs` and `calls`, and is thereby limited by their policies.
"""

from screenpop.storage.roles.names import ENTRIES, EVERY_AGENTS, LEARNT, OF_A_CALL, OWNER

_ME = "(select screenpop.my_agent())"
_ALL = "(select screenpop.agents_read()) = 'all'"
_MINE = f"""(select screenpop.agents_read()) = 'customers' and customer_id in
    (select c.customer_id from screenpop.agent_customers c where c.agent = {_ME})"""
_READS_ALL = "(select screenpop.my_role()) in ('supervisor', 'auditor')"
_LEARNS = "(select screenpop.my_role()) = 'learner'"
_MY_CALL = f"exists (select 1 from screenpop.calls c where c.id = call and c.agent = {_ME})"
_CONCERNS_ME = f"{_ME} is not null and ({_ALL} or {_MINE})"
_MY_LEG = f"""(select screenpop.agents_read()) = 'customers' and call in
    (select l.call from screenpop.legs l where l.agent = {_ME})"""
_SEEN_LEG = "exists (select 1 from screenpop.legs l where l.id = {id})"
_IS_DUE = "exists (select 1 from screenpop.promises_due d where d.id = {id})"
_SEEN_PROMISE = "exists (select 1 from screenpop.promises p where p.id = {id})"
_UNLOCKS = "(select screenpop.my_role()) = 'supervisor' and was_right and call is null"
_MINE_OR_NOBODYS = f"(taken_by is null or taken_by = {_ME})"
_HAD_THE_CUSTOMER = f"""({_ALL} or customer_id in
    (select c.customer_id from screenpop.agent_customers c where c.agent = {_ME}))"""

_OF_OFFERS = ("offers_made", "offers_shown", "gestures_given", "permissions_noted")

_AGENTS_READ = {
    "legs": f"agent = {_ME} or {_CONCERNS_ME}",
    "call_log": f"agent = {_ME} and legs = 1 or {_CONCERNS_ME} or {_MY_LEG}",
    "calls": f"agent = {_ME} or {_SEEN_LEG.format(id='calls.id')}",
    **{table: _SEEN_LEG.format(id=f"{table}.call") for table in (*OF_A_CALL, "wrap_ups")},
    "facts_learned": f"agent = {_ME} or {_CONCERNS_ME}",
    **dict.fromkeys(_OF_OFFERS, f"agent = {_ME} or {_CONCERNS_ME}"),
    "customer_views": f"agent = {_ME}",
    "line_changes": f"agent = {_ME}",
    "checks_made": f"agent = {_ME}",
    "promises_due": f"{_ME} is not null and (taken_by is null or {_ME} in (agent, taken_by)"
    f" or {_ALL} or {_MINE} or screenpop.has_claimed(id))",
    "promises": f"agent = {_ME} or {_CONCERNS_ME} or {_IS_DUE.format(id='promises.id')}",
    **{
        table: f"agent = {_ME} or {_SEEN_PROMISE.format(id=f'{table}.promise')}"
        for table in ("promises_taken", "promises_settled")
    },
    "agent_customers": f"agent = {_ME}",
    "desks": f"agent = {_ME}",
    **dict.fromkeys(("learnt_runs", *EVERY_AGENTS), f"{_ME} is not null"),
}
_AGENTS_INSERT = {
    "calls": f"agent = {_ME}",
    **dict.fromkeys(OF_A_CALL, _MY_CALL),
    "wrap_ups": f"agent = {_ME} and {_MY_CALL}",
    "facts_learned": f"agent = {_ME} and (call is null or {_MY_CALL}) and {_HAD_THE_CUSTOMER}",
    **dict.fromkeys(_OF_OFFERS, f"agent = {_ME} and (call is null or {_MY_CALL}) and {_HAD_THE_CUSTOMER}"),
    "customer_views": f"agent = {_ME} and (call is null or {_MY_CALL})",
    "line_changes": f"agent = {_ME}",
    "checks_made": f"agent = {_ME} and (call is null or {_MY_CALL}) and (check_name <> '' or {_UNLOCKS})",
    "promises": f"agent = {_ME} and {_MINE_OR_NOBODYS}"
    f" and (call is null or {_MY_CALL} or {_SEEN_LEG.format(id='promises.call')})",
    "promises_taken": f"agent = {_ME} and {_MINE_OR_NOBODYS}",
    "promises_settled": f"agent = {_ME}",
    "desks": f"agent = {_ME}",
}
SUPERVISORS_READ = (
    *("calls", *OF_A_CALL, "wrap_ups", "facts_learned", *_OF_OFFERS, "line_changes"),
    *("checks_made", "promises", "promises_taken", "promises_settled", "promises_due"),
    *("legs", "call_log", "desks", *LEARNT),
)
AUDITORS_READ = (
    *(*ENTRIES, "legs", "call_log", "promises_due", "erased", "chain", "chain_salts", "chain_head"),
    *("member", "site_policy", "agent_customers"),
)
LEARNERS_READ = ("permissions_noted", "offers_shown")
LEARNERS_WRITE = LEARNT
EVERYBODY_READS = ("alembic_version",)


def policies(table: str) -> list[str]:
    """The statements that make all policies of a table."""
    made = [f"create policy owner on screenpop.{table} to {OWNER} using (true) with check (true)"]
    if table in _AGENTS_READ:
        made.append(
            f"create policy agents_read on screenpop.{table} for select to screenpop_agent"
            f" using ({_AGENTS_READ[table]})"
        )
    if table in _AGENTS_INSERT:
        made.append(
            f"create policy agents_insert on screenpop.{table} for insert to screenpop_agent"
            f" with check ({_AGENTS_INSERT[table]})"
        )
    if table == "desks":
        made.append(
            f"create policy agents_update on screenpop.desks for update to screenpop_agent"
            f" using (agent = {_ME}) with check (agent = {_ME})"
        )
    if table == "customer_views":
        made.append(
            "create policy auditors_insert on screenpop.customer_views for insert to screenpop_auditor"
            f" with check (agent = {_ME} and call is null)"
        )
    if table in SUPERVISORS_READ:
        made.append(
            f"create policy supervisors_read on screenpop.{table} for select to screenpop_supervisor"
            f" using ({_READS_ALL})"
        )
    if table in AUDITORS_READ:
        made.append(
            f"create policy auditors_read on screenpop.{table} for select to screenpop_auditor"
            " using ((select screenpop.my_role()) = 'auditor')"
        )
    if table in LEARNERS_READ:
        made.append(
            f"create policy learners_read on screenpop.{table} for select to screenpop_learner"
            f" using ({_LEARNS})"
        )
    if table in LEARNERS_WRITE:
        made.append(
            f"create policy learners_write on screenpop.{table} to screenpop_learner"
            f" using ({_LEARNS}) with check ({_LEARNS})"
        )
    if table in EVERYBODY_READS:
        made.append(f"create policy everybody_reads on screenpop.{table} for select using (true)")
    return made
