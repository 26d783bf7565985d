"""Judgements: pure functions over words and answers."""
