"""Random numbers that are the same in every run."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np


def generator(seed: int, *purpose: str | int) -> np.random.Generator:
    """Random numbers that depend on the seed and what they are for, never on what was drawn before."""
    import numpy as np

    name = "\n".join(str(part) for part in (seed, *purpose))
    return np.random.default_rng(int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big"))
