"""The telephone side: every way in which a desk learns of its calls."""
