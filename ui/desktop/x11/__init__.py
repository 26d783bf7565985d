"""What only an X server can be asked: keys of every program, which window is active, what fills the screen."""
