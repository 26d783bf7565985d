import subprocess
import sys

LOOK = """
import sys
from telephony.registry import line_kinds
heavy = {"pyVoIP", "sipmessage", "audioop", "ssl", "telephony.ami.ami_line", "telephony.facts"}
print([kind.name for kind in line_kinds()], sorted(heavy & set(sys.modules)))
"""


def test_listing_the_kinds_of_lines_loads_no_sip_library_and_no_line():
    told = subprocess.run([sys.executable, "-c", LOOK], check=True, capture_output=True, text=True)

    assert told.stdout.strip() == "['sip', 'ami', 'simulator'] []"
