"""Small parts that all windows are made of."""
