"""What a process that was killed has left in a store's archive: texts and records that nothing in the graph names.

They come about between the archive and the transaction: a text is written before the graph speaks of it, and removed
once it no longer does. Nobody reads them; but what was removed is to be gone.
"""

from __future__ import annotations

import pyoxigraph as ox

from crackdown.graph.announcement.statements import TEXT_PREFIX
from crackdown.graph.storage.archive import Archive


def forget_unnamed(engine: ox.Store, texts: Archive, records: Archive) -> None:
    """Remove every text and every record whose digest stands in no quad, whatever the property."""
    for archive, prefix in ((texts, TEXT_PREFIX), (records, "")):
        for digest in archive.digests():
            if not is_named(engine, prefix + digest):
                archive.remove(digest)


def is_named(engine: ox.Store, name: str) -> bool:
    """Tell whether a text or a record is named in any quad, whatever the property; a record's name is its digest."""
    return next(engine.quads_for_pattern(None, None, ox.Literal(name), None), None) is not None
