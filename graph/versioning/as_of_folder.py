"""The graph as of a day in a folder of its own, which any process can open as a snapshot.

Two ways lead to the same graph. Where little was published by then, it is built from nothing, in memory, and written.
Where little was published since, the graph is copied (hard links) and what came later is taken out of the copy, one
transaction each: so a day of last week costs little however much there is.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pyoxigraph as ox

from crackdown.graph.storage.archive import Archive
from crackdown.graph.storage.embedded import EmbeddedBackend
from crackdown.graph.storage.oxigraph import store_errors
from crackdown.graph.storage.store import Store
from crackdown.graph.storage.view import View
from crackdown.graph.versioning.as_of import Split, build, split
from crackdown.ontology.terms import graph as graph_names

_COST_OF_WITHDRAWING: Final = 3  # times that of building with an announcement: measured 100 ms and 40 ms
_MOST_IN_MEMORY: Final = 3000  # announcements, at some 2 MB each


def make_folder(view: View, day: str, folder: Path, *, texts: Path, records: Path) -> View:
    """Make the graph of what was published by a day, and open it.

    Args:
        view: of all that is known, from a folder.
        day: a day, ISO 8601.
        folder: a new one, on the disk of the view's own.
        texts: the texts of the store.
        records: its records.
    """
    found = split(view.engine, day)
    others = len(found.later) + len(found.changed)
    with store_errors(folder):
        folder.mkdir()
        if len(found.earlier) > min(_COST_OF_WITHDRAWING * others, _MOST_IN_MEMORY):
            assert isinstance(view.engine, ox.Store)  # the view is of a folder
            view.engine.backup(str(folder / "graph"))
            _take_back(found, folder / "graph", texts, records)
        else:
            _write(build(view, day), folder / "graph")
        (folder / "version").write_text(f"{view.version}-{day}", encoding="ascii")
    return View.open_snapshot(folder, texts=texts, records=records)


class _Borrowed(Archive):
    """The archive of another store: what a copy of its graph does not name any more stays."""

    def remove(self, digest: str) -> None:
        """Leave it."""


def _take_back(found: Split, graph: Path, texts: Path, records: Path) -> None:
    engine = ox.Store(str(graph))
    store = Store(EmbeddedBackend(engine, _Borrowed(texts), _Borrowed(records, suffix=".json")))
    writer = store.writer()
    for announcement in found.later:
        writer.delete(announcement)
    for announcement, history in found.changed.items():
        writer.restore(announcement, history)
    writer.put_graph(graph_names.findings, ())  # of today, where nothing came later
    engine.flush()


def _write(built: ox.Store, graph: Path) -> None:
    on_disk = ox.Store(str(graph))
    on_disk.bulk_extend(built)
    on_disk.flush()
