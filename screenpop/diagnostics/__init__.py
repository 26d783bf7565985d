"""What went wrong, for the person who has to mend it."""
