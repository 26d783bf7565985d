"""The call log on the screen: its words, its list, the facts of one call."""
