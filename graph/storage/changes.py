"""Which things each of the last commits touched, and how many quads there were after it.

It is kept beside a store's graph, and beside each snapshot of it. Whoever has read one snapshot and is to read a later
one reads again what was touched in between. Nothing else depends on it: where it is missing, damaged or too short, or a
crash or a rebuild lies in between, all is read, and counted, again.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from crackdown.graph.storage.durable import write_durably
from crackdown.graph.storage.lines import add_line
from crackdown.graph.storage.patch import Patch

NAME: Final = "changes.jsonl"
_MOST_TOUCHED: Final = 20_000  # IRIs, some hundred announcements: a load of thousands is not to pay for this
_MOST_BYTES: Final = 4_000_000


class Changes:
    """What the last commits of one graph touched, in a file: a line of JSON each."""

    def __init__(self, file: Path) -> None:
        """Remember the file, which need not be there."""
        self._file = file

    def note(self, before: str, after: str, patch: Patch, count: Callable[[], int]) -> None:
        """Note that a patch makes one version of the graph of another, before it is said that it did.

        An empty patch is not noted: with that a replica only takes over the name of a version.

        Args:
            before: the version that was.
            after: the one that will be.
            patch: what goes and what comes; what goes is there, and what comes is not.
            count: counts the quads there are now, where it is not known how many there were.
        """
        if not patch.removed and not patch.added:
            return
        # A replica that was killed writes a step once more, which then brings nothing new.
        had = self.quads_of(before) if before != after else None
        quads = count() if had is None else had + patch.count_added() - patch.count_removed()
        told = {"before": before, "after": after, "quads": quads, "touched": _touched_by(patch)}
        line = json.dumps(told, ensure_ascii=False)
        with contextlib.suppress(OSError):  # without room all is read again, which is no reason not to write
            add_line(self._file, line)
            if self._file.stat().st_size > _MOST_BYTES:
                lines = self._read()
                write_durably(self._file, b"".join(one + b"\n" for one in lines[len(lines) // 2 :]))

    def since(self, version: str, now: str) -> frozenset[str] | None:
        """Return the IRIs that stand in what came and went from one version to another; None where that is not known.

        They are subjects and objects, in named graphs and in the default graph; every subject is among them.
        """
        touched: set[str] = set()
        at = now
        for told in self._iter_newest_first():
            if at == version:
                break
            if told["after"] == at:
                if told["touched"] is None:
                    return None
                touched.update(told["touched"])
                at = told["before"]
        return frozenset(touched) if at == version else None

    def quads_of(self, version: str) -> int | None:
        """Return how many quads there are in a version; None where that is not known."""
        found = (told.get("quads") for told in self._iter_newest_first() if told["after"] == version)
        return next(found, None)

    def link_to(self, file: Path) -> None:
        """Have them in another file of the same disk, beside a copy of the graph: what is added later does no harm."""
        with contextlib.suppress(OSError):
            os.link(self._file, file)

    def _iter_newest_first(self) -> Iterator[dict[str, Any]]:
        for line in reversed(self._read()):
            with contextlib.suppress(ValueError):  # half a line, from a process that was killed
                yield json.loads(line)

    def _read(self) -> list[bytes]:
        try:
            return self._file.read_bytes().splitlines()
        except OSError:
            return []


def _touched_by(patch: Patch) -> list[str] | None:
    """Return the IRIs of what a patch touches; None where they are too many, or a subject has no IRI."""
    touched: set[str] = set()
    for subject, _, object_ in chain(*patch.removed.values(), *patch.added.values()):
        if not isinstance(subject, ox.NamedNode):
            return None
        touched.add(subject.value)
        if isinstance(object_, ox.NamedNode):
            touched.add(object_.value)
        if len(touched) > _MOST_TOUCHED:
            return None
    return sorted(touched)
