"""Stores of older layouts, as their own code left them: `make_older.py` says how the archives beside it were made.

`older` unpacks one of them; a test changes it as it likes. `frozen` stops the clock at the moment at which they were
made, so that nothing need be left out where one is compared with a fresh load.
"""

from __future__ import annotations

import tarfile
from pathlib import Path

import pyoxigraph as ox
import pytest

from crackdown.graph.identity import judgements
from crackdown.graph.storage import writer
from crackdown.graph.storage.store import Store
from tests.graph.migration import make_older

HERE = Path(__file__).parent


@pytest.fixture
def older(tmp_path):
    """Unpack a store of a layout."""

    def unpack(layout: int) -> Path:
        return unpack_into(tmp_path / f"store-{layout}", layout)

    return unpack


def unpack_into(store: Path, layout: int) -> Path:
    """Unpack a store, and have the engine make `graph/` of its quads."""
    with tarfile.open(HERE / f"layout-{layout}.tar.xz") as archive:
        archive.extractall(store, filter="data")
    engine = ox.Store(str(store / "graph"))
    engine.bulk_load(path=str(store / "graph.nq"), format=ox.RdfFormat.N_QUADS)
    engine.flush()
    (store / "graph.nq").unlink()
    return store


@pytest.fixture
def frozen(monkeypatch):
    """Stop the clock at the moment at which the older stores were made."""
    for module in (writer, judgements):
        monkeypatch.setattr(module, "datetime", make_older.Frozen)


def lines_of(store: Path | Store) -> list[str]:
    """Return every quad in canonical order, the default graph's included."""
    if isinstance(store, Store):
        return sorted(map(str, store.engine.quads_for_pattern(None, None, None, None)))
    with Store.open(store) as opened:
        return lines_of(opened)


def files_of(store: Path) -> dict[str, bytes]:
    """Read what a store consists of, but for what the engine logs."""
    found = (path for path in store.rglob("*") if path.is_file() and not path.name.startswith("LOG"))
    kept = {"format", "graph", "texts", "records", "version", "reference"}
    return {
        str(path.relative_to(store)): path.read_bytes() for path in found if path.relative_to(store).parts[0] in kept
    }
