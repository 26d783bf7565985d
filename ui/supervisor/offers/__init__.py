"""How suggestions and gestures fare, what was learnt, and what customers are worth: for supervisors."""
