"""How everything looks: colours by role, type, spacing, icons."""
