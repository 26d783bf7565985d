"""The wrap-up: why the customer called, how it turned out, what was said."""
