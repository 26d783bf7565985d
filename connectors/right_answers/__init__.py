"""The right answers to a site's checks, out of a source."""
