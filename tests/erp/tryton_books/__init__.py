"""A company's books, entered into a running Tryton as its clients do; runs in Tryton's own environment."""
