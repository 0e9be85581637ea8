"""The competency questions' announcements in a store of ours, with the ontology and the vocabularies; only read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from crackdown.graph.storage.store import Store
from crackdown.graph.storage.view import View

COMPETENCY = Path(__file__).parents[2] / "ontology" / "competency.trig"


@pytest.fixture(scope="session")
def view() -> Iterator[View]:
    with Store.open(None) as store:
        store.writer().put_graphs(COMPETENCY.read_bytes())
        yield store.view()
