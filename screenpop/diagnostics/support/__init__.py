"""What `screenpop support` collects: nothing that came from outside the program, by its construction."""
