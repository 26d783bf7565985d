"""The call desk: turns what happens on the line into what the agent sees."""
