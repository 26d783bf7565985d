"""How we behave on a desktop: corners, screens, the tray, the line's state."""
