"""The live board: who rings, talks and wraps up now, and whose line is down."""
