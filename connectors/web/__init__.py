"""Asks servers over HTTP, guarded: the place that the settings name and no other, within a time and a size."""
