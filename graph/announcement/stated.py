"""A record with where it comes from, as the store keeps it, so that its graph can be written again.

A graph is written again when a thing of its own goes by another IRI: what the announcement states does not change.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import cached_property

from crackdown.graph.announcement.record import Record
from crackdown.graph.announcement.statements import Source
from crackdown.graph.storage.engine import Keeps


@dataclass(frozen=True)
class Stated:
    """A record with where it comes from: all that its graph is made of, apart from the text."""

    record: Record
    source: Source

    def to_json(self) -> str:
        """Write it as one line of JSON."""
        return self._json

    @cached_property
    def _json(self) -> str:  # asked for several times while it is stored
        return json.dumps(
            {"source": asdict(self.source), "record": json.loads(self.record.to_json())}, ensure_ascii=False
        )

    @classmethod
    def from_json(cls, text: str) -> Stated:
        """Read what `to_json` wrote."""
        values = json.loads(text)
        return cls(Record.model_validate(values["record"]), Source(**values["source"]))


def read_stated(records: Keeps, digest: str | None) -> Stated | None:
    """Read what an announcement states; None where it did not come as a record."""
    kept = records.read(digest) if digest else None
    return Stated.from_json(kept) if kept else None
