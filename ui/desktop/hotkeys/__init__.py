"""Keys that work in every program, where the system lets us have them."""
