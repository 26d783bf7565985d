"""The supervisors' window: the log, what was missed, charts, the live board, who looked at whom."""
