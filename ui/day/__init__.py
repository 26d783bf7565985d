"""My day: what was promised to customers and calls that are owed, with the customer's card before one dials."""
