"""Time spans as the settings write them."""

from datetime import timedelta


def timespan_text(span: timedelta) -> str:
    """A time span as the settings write it, in its largest whole unit."""
    milliseconds = round(span.total_seconds() * 1000)
    for unit, size in (("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000)):
        if milliseconds and milliseconds % size == 0:
            return f"{milliseconds // size}{unit}"
    return f"{milliseconds}ms"
