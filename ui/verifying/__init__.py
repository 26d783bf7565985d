"""Is it really them? What the agent asks, what was right, and what stays masked meanwhile."""
