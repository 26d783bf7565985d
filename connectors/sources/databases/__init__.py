"""What each kind of database is told, and asked about itself."""
