"""Which things each of the last commits touched, kept beside a store's graph, and beside each snapshot of it.

Whoever has read one snapshot and is to read a later one reads again what was touched in between. Nothing else depends
on it: where it is missing, damaged or too short, or a crash or a rebuild lies in between, all is read again.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from crackdown.graph.storage.durable import write_durably
from crackdown.graph.storage.patch import Patch

NAME: Final = "changes.jsonl"
_MOST_TOUCHED: Final = 20_000  # IRIs, some hundred announcements: a load of thousands is not to pay for this
_MOST_BYTES: Final = 4_000_000


class Changes:
    """What the last commits of one graph touched, in a file: a line of JSON each."""

    def __init__(self, file: Path) -> None:
        """Remember the file, which need not be there."""
        self._file = file

    def note(self, before: str, after: str, patch: Patch) -> None:
        """Note that a patch makes one version of the graph of another, before it is said that it did.

        An empty patch is not noted: with that a replica only takes over the name of a version.
        """
        touched: set[str] = set()
        for iri in _iter_touched(patch):
            touched.add(iri)
            if len(touched) > _MOST_TOUCHED:
                return
        if not touched:
            return
        line = json.dumps({"before": before, "after": after, "touched": sorted(touched)}, ensure_ascii=False)
        with contextlib.suppress(OSError):  # without room all is read again, which is no reason not to write
            with self._file.open("a", encoding="utf-8") as file:
                file.write(f"{line}\n")
            if self._file.stat().st_size > _MOST_BYTES:
                lines = self._read()
                write_durably(self._file, "".join(f"{one}\n" for one in lines[len(lines) // 2 :]).encode())

    def since(self, version: str, now: str) -> frozenset[str] | None:
        """Return the IRIs that stand in what came and went from one version to another; None where that is not known.

        They are subjects and objects, in named graphs and in the default graph.
        """
        touched: set[str] = set()
        at = now
        for line in reversed(self._read()):
            if at == version:
                break
            try:
                told = json.loads(line)
            except ValueError:  # half a line, from a process that was killed
                continue
            if told["after"] == at:
                touched.update(told["touched"])
                at = told["before"]
        return frozenset(touched) if at == version else None

    def link_to(self, file: Path) -> None:
        """Have them in another file of the same disk, beside a copy of the graph: what is added later does no harm."""
        with contextlib.suppress(OSError):
            os.link(self._file, file)

    def _read(self) -> list[str]:
        try:
            return self._file.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            return []


def _iter_touched(patch: Patch) -> Iterator[str]:
    for subject, _, object_ in chain(*patch.removed.values(), *patch.added.values()):
        for node in (subject, object_):
            if isinstance(node, ox.NamedNode):
                yield node.value
