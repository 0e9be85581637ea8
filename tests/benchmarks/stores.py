"""Stores that benchmarks are given."""

from __future__ import annotations

import sys
from pathlib import Path

from crackdown.errors import CrackdownError
from crackdown.graph.storage.snapshot import Snapshot


def readable(named: str) -> Path:
    """Return the folder of a store; where it cannot be read, as one of an older layout, end in the program's words."""
    store = Path(named)
    try:
        Snapshot.take(store).close()
    except CrackdownError as error:
        sys.exit(f"crackdown: {error}")
    return store
