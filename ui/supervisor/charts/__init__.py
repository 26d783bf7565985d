"""The charts: figures of calls as tiles, bars and a heat map, each also as a table to be read aloud."""
