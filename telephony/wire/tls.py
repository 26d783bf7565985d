"""TLS towards a PBX: what we insist on, and what to tell the administrator when a handshake fails.

The certificate must be valid, from an authority that this computer (or the site's `ca_file`) trusts, and for
the name in the settings. There is no switch to ignore that: a password goes over this line.
"""

import ssl
from pathlib import Path

from screenpop.sentences import Sentence, say

_SELF_SIGNED = (18, 19)
_UNKNOWN_AUTHORITY = (2, 20, 21)
_NOT_YET, _EXPIRED = 9, 10
_OTHER_NAME = (62, 64)
"""OpenSSL's numbers (X509_V_ERR_…)."""
_NO_TLS = ("WRONG_VERSION_NUMBER", "HTTP_REQUEST", "PACKET_LENGTH_TOO_LONG", "RECORD_LAYER_FAILURE")
_OLD_TLS = ("UNSUPPORTED_PROTOCOL", "TLSV1_ALERT_PROTOCOL_VERSION", "NO_PROTOCOLS_AVAILABLE")


def client_context(ca_file: Path | None) -> ssl.SSLContext | Sentence:
    """What we insist on; or why the site's own authority cannot be used. Reads files: not for the line's thread."""
    try:
        context = ssl.create_default_context(cafile=None if ca_file is None else str(ca_file))
    except (OSError, ValueError) as error:  # ssl.SSLError is an OSError
        return say(
            "The certificate authority in ca_file = {file} cannot be read ({reason}).",
            file=str(ca_file),
            reason=getattr(error, "strerror", None) or str(error),
        )
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def refusal(error: OSError, name: str) -> Sentence:
    """Why a handshake failed, and what to do about it.

    Args:
        error: What the handshake raised.
        name: What the settings call the PBX, which the certificate must name too.
    """
    if isinstance(error, ssl.SSLCertVerificationError):
        return _distrusted(error, name)
    reason = getattr(error, "reason", None) or ""
    if reason in _NO_TLS:
        return say(
            "The PBX {server} does not speak TLS at this port. Write the port of its TLS service, or another "
            "transport.",
            server=name,
        )
    if reason in _OLD_TLS:
        return say("The PBX {server} knows no TLS as new as 1.2. Switch TLS 1.2 on there.", server=name)
    if isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError | ConnectionError):
        return say("The PBX {server} hung up while TLS was being agreed on.", server=name)
    return say(
        "TLS with the PBX {server} failed ({reason}).",
        server=name,
        reason=reason.replace("_", " ").lower() or error.strerror or str(error),
    )


def _distrusted(error: ssl.SSLCertVerificationError, name: str) -> Sentence:
    code = error.verify_code
    if code in _SELF_SIGNED:
        return say(
            "The certificate of the PBX {server} is self-signed. Give it one of an authority that this "
            "computer trusts, or name the site's own authority in ca_file.",
            server=name,
        )
    if code in _UNKNOWN_AUTHORITY:
        return say(
            "The certificate of the PBX {server} comes from an authority that this computer does not know. "
            "Have the PBX send the intermediate certificates, or name the site's own authority in ca_file.",
            server=name,
        )
    if code == _EXPIRED:
        return say("The certificate of the PBX {server} has expired. Renew it there.", server=name)
    if code == _NOT_YET:
        return say(
            "The certificate of the PBX {server} is not valid yet. Look at the clocks of the PBX and of this "
            "computer.",
            server=name,
        )
    if code in _OTHER_NAME:
        return say(
            "The certificate of the PBX is not for {server}. Write under server the name that stands in the "
            "certificate, or give the PBX a certificate with this name.",
            server=name,
        )
    return say(
        "The certificate of the PBX {server} is not good ({reason}).",
        server=name,
        reason=error.verify_message,
    )
