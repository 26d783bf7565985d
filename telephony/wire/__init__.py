"""What every line stands on: its one thread, sockets and streams, and whom it listens to; knows no protocol."""
