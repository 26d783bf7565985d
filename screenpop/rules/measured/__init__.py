"""The measures, one module for those that belong together."""
