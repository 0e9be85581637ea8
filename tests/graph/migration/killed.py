"""Migrate a store and die by SIGKILL at the n-th step of one kind.

    python -m tests.graph.migration.killed STORE KIND N

A step is a call of what changes the disk: no clock takes part, so that the same call always dies at the same place.
"""

import os
import signal
import sys
from pathlib import Path

from crackdown.commands.migration_commands import read_anew
from crackdown.graph.migration import swapping
from crackdown.graph.migration.migrate import migrate
from crackdown.graph.storage.store import Store

KINDS = {
    "commit": (Store, "commit"),  # a transaction of the new store
    "write": (swapping, "write_durably"),  # the marks of the swap
    "rename": (Path, "rename"),
}


def main() -> None:
    store, kind, number = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    owner, name = KINDS[kind]
    whole, left = getattr(owner, name), [number]

    def dying(*arguments, **named):
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
        return whole(*arguments, **named)

    setattr(owner, name, dying)
    migrate(store, read_anew)


if __name__ == "__main__":
    main()
