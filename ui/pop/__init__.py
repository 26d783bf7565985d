"""The card that pops when a call rings."""
