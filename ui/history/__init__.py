"""The home window: the calls, one of them in full, and how the line stands."""
