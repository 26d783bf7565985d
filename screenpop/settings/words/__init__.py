"""What the keys of the settings are called and mean, for people; every text is translated."""
