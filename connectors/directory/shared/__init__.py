"""The directory on a PostgreSQL server that a team shares: one import serves everybody, and so do their choices."""
