"""Five departments, five ways to build a database: each with its own tables, as its own programmers once drew them."""
