"""`make bench`: measure beside a named peer in one run, and write docs/benchmarks.md.

Ratios, not times: both sides run here, on the same data, one after the other, the median of several rounds. Nothing in
the test suite depends on a time.
"""

from __future__ import annotations

import platform
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import rdflib

from crackdown.graph.announcement.record import Record
from crackdown.graph.storage.snapshot import Snapshot
from crackdown.graph.storage.store import Store, View
from crackdown.intake.loading import put_each, sample_folder
from crackdown.loaders import Document, extract, read_documents
from crackdown.ontology import path
from tests.benchmarks import identity, searching, serving

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "benchmarks.md"
BY_HAND = "## Measured by hand"  # from there on the page is kept
ROUNDS = 7


@dataclass(frozen=True)
class Measured:
    """What was done, by whom, and how long each took (median, seconds)."""

    what: str
    peer: str
    ours: float
    theirs: float

    def row(self) -> str:
        ours, theirs = self.ours * 1000, self.theirs * 1000
        return f"| {self.what} | {self.peer} | {ours:,.1f} | {theirs:,.1f} | {self.theirs / self.ours:,.1f} × |"


def median_seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Time `work` several times; the first, which fills caches, does not count."""
    work()
    times = []
    for _ in range(rounds):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return statistics.median(times)


def fill(folder: Path) -> int:
    """Load the sample announcements; return how many."""
    with Store.open(folder) as store:
        loaded = list(put_each(store.writer(), read_documents([sample_folder()])))
    return sum(one.summary is not None for one in loaded)


def as_rdflib(view: View) -> rdflib.Graph:
    """Copy the default graph into rdflib's own store in memory."""
    triples = view.serialize("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", graph_format="ntriples").body
    return rdflib.Graph().parse(data=triples, format="nt")


def questions() -> dict[str, str]:
    """Return the competency questions that need no GRAPH, which rdflib's plain Graph cannot answer."""
    found = {file.stem: file.read_text(encoding="utf-8") for file in sorted(path("competency").glob("*.rq"))}
    return {name: text for name, text in found.items() if "GRAPH" not in text}


def measure(folder: Path) -> list[Measured]:
    """Measure everything on one store."""
    with Snapshot.take(folder) as snapshot:
        view = snapshot.view
        graph = as_rdflib(view)
        asked = questions()

        def ours() -> None:
            for text in asked.values():
                view.serialize(text)

        def theirs() -> None:
            for text in asked.values():
                graph.query(text).serialize(format="json")

        count = f"{len(asked)} competency questions over {len(graph):,} triples"
        rows = [Measured(count, f"rdflib {version('rdflib')}, in memory", median_seconds(ours), median_seconds(theirs))]
    documents = [document for document in read_documents([sample_folder()]) if not isinstance(document, Exception)]
    records = [(document, extract(document)) for document in documents]
    rows.append(measure_writing(records))
    return rows


def measure_writing(records: list[tuple[Document, Record]]) -> Measured:
    """Write the samples into a fresh store, with evidence, checks and inference; rdflib only adds the same triples."""

    def ours() -> bytes:
        with Store.open(None) as store:
            writer = store.writer()
            for document, record in records:
                writer.put(
                    record, document.text, origin=document.origin, publisher=document.publisher, media_type="text/plain"
                )
            return store.view().serialize("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", graph_format="ntriples").body

    triples = ours()
    return Measured(
        f"writing {len(records)} announcements with evidence and inference",
        "rdflib, parsing the resulting triples alone",
        median_seconds(ours, rounds=3),
        median_seconds(lambda: rdflib.Graph().parse(data=triples, format="nt"), rounds=3),
    )


def main() -> None:
    """Measure and write the page."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "store"
        count = fill(folder)
        rows = measure(folder)
    page = [
        "# Benchmarks",
        "",
        "Written by `make bench`. Both sides ran in one process on the same data; read the ratio, not the times.",
        "",
        f"Python {platform.python_version()}, pyoxigraph {version('pyoxigraph')}; {count} sample announcements.",
        "",
        "| what | peer | ours, ms | peer, ms | peer : ours |",
        "|---|---|---|---|---|",
        *(row.row() for row in rows),
        "",
        identity.table().rstrip(),
        "",
        searching.table().rstrip(),
        "",
        "\n".join(serving.sections()).rstrip(),
    ]
    _, heading, kept = PAGE.read_text(encoding="utf-8").partition(BY_HAND)
    PAGE.write_text("\n".join(page) + f"\n\n{heading}{kept}", encoding="utf-8")
    print("\n".join(page[6:]))


if __name__ == "__main__":
    main()
