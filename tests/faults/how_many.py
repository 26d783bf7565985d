"""How often each fault is tried: a few minutes' worth in the suite, many more at night (`make nightly`)."""

import os

NIGHT = os.environ.get("SCREENPOP_FAULTS") == "nightly"

KILLS = 1_000 if NIGHT else 100
POWER_CUTS = 100 if NIGHT else 20
NETWORK_CUTS = 500 if NIGHT else 60
