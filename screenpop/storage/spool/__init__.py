"""What is saved on this computer first, and how it comes into the shared database."""
