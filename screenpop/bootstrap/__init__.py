"""The composition root: builds a running program from settings."""
