"""What is in a saved file."""

from __future__ import annotations

import io
from typing import Any

import numpy as np

from studio.widgets.export_button import Arrays, npz_bytes


def reopened(arrays: Arrays) -> dict[str, Any]:
    """Arrays as they come back from an NPZ file, which holds no pickled objects."""
    with np.load(io.BytesIO(npz_bytes(arrays)), allow_pickle=False) as saved:
        return dict(saved)
