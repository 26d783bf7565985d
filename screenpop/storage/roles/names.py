"""The words of roles: who there is on a server, and which tables hold entries."""

from typing import Literal, get_args

Role = Literal["agent", "supervisor", "auditor", "retention", "learner"]
ROLES: tuple[Role, ...] = get_args(Role)

Reading = Literal["own", "customers", "all"]
"""What agents read besides their own: nothing, what concerns customers whom they had on a call, or all."""

OWNER = "screenpop_owner"
READER = "screenpop_reader"
GROUPS = tuple(f"screenpop_{role}" for role in ROLES)
EVERYBODY = (OWNER, READER, *GROUPS)

OF_AN_AGENT = (
    *("calls", "wrap_ups", "facts_learned", "offers_made", "customer_views", "line_changes"),
    *("checks_made", "promises", "promises_taken", "promises_settled"),
    *("offers_shown", "gestures_given", "permissions_noted"),
)
OF_A_CALL = ("callers_found", "call_details", "party_changes", "pick_ups", "call_ends")
OF_THE_SERVER = ("erasures", "administration")
ENTRIES = (*OF_AN_AGENT, *OF_A_CALL, *OF_THE_SERVER)
"""Tables into which rows are only inserted, each with a link in the chain."""
LEARNT = (
    *("learnt_runs", "learnt_products", "learnt_offers", "learnt_worth"),
    *("learnt_scores", "learnt_pairs", "learnt_rhythms"),
)
"""What `screenpop learn` writes anew each time; no part of the record."""
EVERY_AGENTS = LEARNT[1:4]
"""What all agents read of it, besides which run counts; the rest is for supervisors, and for learning itself."""


def group_of(role: Role) -> str:
    """The PostgreSQL group of a role."""
    return f"screenpop_{role}"
