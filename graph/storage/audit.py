"""The audit log of a store: who wrote or tried to, when, and what came of it, in `STORE/audit.jsonl`.

One JSON object a line, only ever added to; each is on the disk before the request is answered. No token and no text of
an announcement is written, only digests.
"""

from __future__ import annotations

import errno
import json
import os
import threading
from datetime import UTC, datetime
from pathlib import Path

from crackdown.graph.storage.oxigraph import store_errors

NAME = "audit.jsonl"


class AuditLog:
    """Adds lines to a file; any number of threads and processes may, as the system adds a short line whole."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._lock = threading.Lock()

    def write(self, event: str, **what: str | int | None) -> None:
        """Add one line, durably.

        Args:
            event: what happened, such as "announcement" or "token refused".
            what: further members; those that are None are left out.

        Raises:
            StoreFull, StoreUnavailable: it cannot be written; whoever acts must not go on unseen.
        """
        told = {name: value for name, value in what.items() if value is not None}
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        line = json.dumps({"at": at, "event": event, **told}, ensure_ascii=True) + "\n"
        with self._lock, store_errors(self._path):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            file = os.open(self._path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                _add(file, line.encode("ascii"))
                os.fsync(file)
            finally:
                os.close(file)


def _add(file: int, line: bytes) -> None:
    """Add a line to a file; what was left of one, by a process that found no room and died, is ended first.

    Raises:
        OSError: there is no room for the whole line.
    """
    if os.lseek(file, 0, os.SEEK_END):
        os.lseek(file, -1, os.SEEK_END)
        if os.read(file, 1) != b"\n":
            line = b"\n" + line
    written = os.write(file, line)
    if written < len(line):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
