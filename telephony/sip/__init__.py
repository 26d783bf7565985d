"""The SIP line: watches an extension, or registers as one more contact of it."""
