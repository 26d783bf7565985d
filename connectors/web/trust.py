"""TLS towards a department's server: what we insist on, and what to tell when a handshake fails.

The certificate must be valid, from an authority that this computer (or the site's `ca_file`) trusts, and for
the name in the settings. There is no switch to ignore that: a password goes over this connection.
"""

import ssl
from pathlib import Path

from screenpop.errors import SourceUnavailable
from screenpop.sentences import Sentence, say

_SELF_SIGNED = (18, 19)
_UNKNOWN_AUTHORITY = (2, 20, 21)
_NOT_YET, _EXPIRED = 9, 10
_OTHER_NAME = (62, 64)
"""OpenSSL's numbers (X509_V_ERR_…)."""


def trust_in(ca_file: Path | None, asked: str) -> ssl.SSLContext:
    """What we insist on. Reads files.

    Raises:
        SourceUnavailable: The site's own authority cannot be read.
    """
    try:
        context = ssl.create_default_context(cafile=None if ca_file is None else str(ca_file))
    except (OSError, ValueError) as error:  # ssl.SSLError is an OSError
        raise SourceUnavailable(
            say(
                "“{asked}”: the certificate authority in ca_file = {file} cannot be read ({reason}).",
                asked=asked,
                file=str(ca_file),
                reason=getattr(error, "strerror", None) or str(error),
            )
        ) from error
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def distrust(error: ssl.SSLError, asked: str, host: str) -> Sentence:
    """Why a handshake failed, and what to do about it."""
    if not isinstance(error, ssl.SSLCertVerificationError):
        return say(
            "“{asked}”: {host} does not speak TLS 1.2 or newer at this port ({reason}).",
            asked=asked,
            host=host,
            reason=(error.reason or "").replace("_", " ").lower() or "—",
        )
    code = error.verify_code
    if code in _SELF_SIGNED or code in _UNKNOWN_AUTHORITY:
        return say(
            "“{asked}”: the certificate of {host} comes from an authority that this computer does not know. Have the "
            "server send the intermediate certificates, or name the site’s own authority in ca_file.",
            asked=asked,
            host=host,
        )
    if code == _EXPIRED:
        return say("“{asked}”: the certificate of {host} has expired.", asked=asked, host=host)
    if code == _NOT_YET:
        return say(
            "“{asked}”: the certificate of {host} is not valid yet. Look at the clocks of the server and of this "
            "computer.",
            asked=asked,
            host=host,
        )
    if code in _OTHER_NAME:
        return say(
            "“{asked}”: the certificate there is not for {host}. Write the name that stands in the certificate.",
            asked=asked,
            host=host,
        )
    return say(
        "“{asked}”: the certificate of {host} is not good ({reason}).",
        asked=asked,
        host=host,
        reason=error.verify_message,
    )
