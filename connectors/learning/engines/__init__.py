"""Engines that count the lines elsewhere: in the PostgreSQL that holds them, or on Spark."""
