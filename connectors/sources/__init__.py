"""Systems that give rows: databases by SQL."""
