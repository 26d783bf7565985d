"""The strip on the card: what colleagues noted, what is known of the customer, and the one thing to ask for."""
