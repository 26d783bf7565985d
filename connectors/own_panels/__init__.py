"""A panel of the company's own, by settings alone: a question, and what its columns are."""
