"""Reading a store whose folder this process may not write: on a disk that is only read, or of another user.

A snapshot needs a place, and none can be made in the folder. So the graph is copied into the folder for temporary
files, under a lock that keeps writers away meanwhile and needs no right to write. It takes as much room as the graph.
"""

from __future__ import annotations

import errno
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crackdown.errors import StoreError, StoreLocked, StoreUnavailable
from crackdown.graph.migration.swapping import refuse_half
from crackdown.graph.storage.folder import check_layout
from crackdown.graph.storage.oxigraph import store_errors

_REFUSALS = (errno.EROFS, errno.EACCES, errno.EPERM)


def is_refusal(error: StoreError) -> bool:
    """Tell whether a store could not be opened because its folder cannot be written."""
    return isinstance(error.__cause__, OSError) and error.__cause__.errno in _REFUSALS


def copy_graph(store: Path, *, wait_seconds: float) -> Path:
    """Copy graph and version of a store into a new temporary folder, and return that.

    Raises:
        StoreLocked: a load runs on.
        StoreFull: there is no room for the copy.
        StoreUnavailable: it cannot be read, has another layout, or was left in the middle of a rebuild or a migration.
    """
    folder = Path(tempfile.mkdtemp(prefix="crackdown-"))
    try:
        with _shared(store, wait_seconds):
            refuse_half(store)
            check_layout(store)
            if any((store / mark).exists() for mark in ("rebuilding", "pending")):
                raise StoreUnavailable(  # noqa: TRY301
                    f"{store} was left in the middle of a change; open it once where it can be written"
                )
            with store_errors(folder):
                shutil.copytree(store / "graph", folder / "graph", ignore=shutil.ignore_patterns("LOG*", "LOCK"))
                shutil.copyfile(store / "version", folder / "version")
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return folder


@contextmanager
def _shared(store: Path, wait_seconds: float) -> Iterator[None]:
    """Keep writers away, beside other readers."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    until = time.monotonic() + wait_seconds
    with store_errors(store), (store / "lock").open("rb") as file:
        while True:
            try:
                fcntl.flock(file.fileno(), fcntl.LOCK_SH | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= until:
                    raise StoreLocked(f"{store} is in use by another process; wait for it to end, or stop it") from None
                time.sleep(0.05)
        yield
