"""The words of the call log: what is kept of a call, and how it is asked for."""
