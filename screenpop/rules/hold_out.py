"""Which customers are held out: nothing is suggested to them, so that what suggestions are good for can be measured."""

from hashlib import sha256

_SALT = b"screenpop hold-out 1:"
_ALL = 1 << 64


def is_held_out(customer_id: str, share: float) -> bool:
    """Whether a customer is among those; the same at every desk, and for good while the share stays.

    Args:
        customer_id: The directory's.
        share: Of all customers, from 0 to 1; whoever is held out at one share is at every larger one.
    """
    digest = sha256(_SALT + customer_id.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8]) < share * _ALL
