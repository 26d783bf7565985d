"""What each department has to say, on its own panel."""
