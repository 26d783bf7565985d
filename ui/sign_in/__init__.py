"""Signing in to a seat, and out of it."""
