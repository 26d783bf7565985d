"""The supervisors' figures, worked out of the record."""
