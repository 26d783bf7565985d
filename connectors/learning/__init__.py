"""Learning: from sales lines to suggestions with reasons. It runs in a process of its own, never in the desktop's."""

import os

# Its matrices are small: OpenBLAS's threads wait for one another longer than they count, and ten times so where other
# programs want the processors. It reads this when it is loaded, and so does SciPy's own.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
