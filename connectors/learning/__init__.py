"""Learning: from sales lines to suggestions with reasons. It runs in a process of its own, never in the desktop's."""
