"""Editors of one value each, which show it as TOML has it and tell what the reader makes of it."""
