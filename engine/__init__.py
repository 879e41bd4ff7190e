"""Train small language models and look into them; no window in sight."""

import os

# Read by torch's thread pool when it loads. Its own choice is to spin for milliseconds wherever
# threads wait for each other: as fast on an idle machine, but two to ten times slower as soon as
# another program (or our own window) wants one of the cores. Measured at 2 × 128 on two cores.
os.environ.setdefault("GOMP_SPINCOUNT", "10000")
