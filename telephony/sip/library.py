"""The one door to pyVoIP, the SIP library this line is built on.

pyVoIP imports `audioop`, which Python 3.11 and 3.12 announce as leaving; that one warning is not ours to
mend. Its package must be entered through `pyVoIP.VoIP`: `pyVoIP.SIP` alone runs into a circle.
"""

import importlib
import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    importlib.import_module("audioop")

from pyVoIP.VoIP import PhoneStatus, VoIPPhone  # isort: skip # must come before pyVoIP.SIP
from pyVoIP.SIP import SIPClient, SIPMessage, SIPMessageType, SIPStatus

__all__ = ["PhoneStatus", "SIPClient", "SIPMessage", "SIPMessageType", "SIPStatus", "VoIPPhone"]
