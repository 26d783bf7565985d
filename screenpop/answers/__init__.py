"""What departments answer: one module a kind of answer."""
