"""How the linker is trained: everything that, besides the texts, makes it what it is."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Plan:
    """What was set before anything was measured; rates and shares are plain factors."""

    layers: int = 8  # of the encoder's twelve, the lowest
    frozen: int = 3  # of these, the lowest, which are not trained
    epochs: int = 6
    batch: int = 6  # texts of a step
    seed: int = 0
    encoder_rate: float = 1e-4
    head_rate: float = 1e-3
    linear_rate: float = 5e-3
    decay: float = 0.01  # of encoder and head; the linear models have their own penalty
    dropped: float = 0.08  # of the pieces of a text
    shrunk: float = 0.8  # of the linear models' weights is where their training goes on from
    warm: float = 0.1  # of the steps
    clipped: float = 5.0  # the norm of a gradient at most

    def written(self) -> str:
        """Give it as JSON: another plan is written otherwise."""
        return json.dumps(asdict(self), sort_keys=True)
