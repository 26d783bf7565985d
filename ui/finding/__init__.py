"""Who is it? Choosing among people, searching for others, and noting somebody new."""
