"""The directory: a local index of everybody's numbers, filled from a source, that works while the source is down."""
