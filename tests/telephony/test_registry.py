import subprocess
import sys

LOOK = """
import sys
from telephony.registry import line_kinds
print([kind.name for kind in line_kinds()], sorted({"pyVoIP", "sipmessage", "audioop"} & set(sys.modules)))
"""


def test_listing_the_kinds_of_lines_loads_no_sip_library():
    told = subprocess.run([sys.executable, "-c", LOOK], check=True, capture_output=True, text=True)

    assert told.stdout.strip() == "['sip', 'simulator'] []"
