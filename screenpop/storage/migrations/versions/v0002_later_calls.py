"""The calls of one number in the order of their times: whether a missed caller was reached later is asked of each."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Replace the indices of the numbers alone, which the new ones begin with."""
    for column in ("number", "presented"):
        op.drop_index(f"ix_calls_{column}", "calls")
        op.create_index(f"ix_calls_{column}_at_id", "calls", [column, "at", "id"])
