"""The settings window: made of the typed settings, with buttons that try what stands there."""
