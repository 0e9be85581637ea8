"""The audit log of a store: who wrote or tried to, when, and what came of it, in `STORE/audit.jsonl`.

One JSON object a line, only ever added to; each is on the disk before the request is answered. No token and no text of
an announcement is written, only digests.
"""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime
from pathlib import Path

from crackdown.graph.storage.durable import sync_file
from crackdown.graph.storage.lines import add_line
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
        line = json.dumps({"at": at, "event": event, **told}, ensure_ascii=True)
        with self._lock, store_errors(self._path):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            add_line(self._path, line, mode=0o600)
            sync_file(self._path)
