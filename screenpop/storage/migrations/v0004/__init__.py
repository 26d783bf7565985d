"""What step 0004 says in SQL: the views, and how legs become calls, in each database's words."""
