"""What a store holds of a few invented announcements is what its layout's number stands for (`layouts.json`).

A store that an older program filled opens as long as its number is ours, though what is worked out anew does not match
what it holds (docs/decisions/0038-migrations.md). So whoever changes what is written raises the number: this fails
until then, and says what to note. Left out are the default graph, which follows from the others, the reference data,
which each version brings, and the digests of records, which do not say how they are kept.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from pathlib import Path

import pyoxigraph as ox
import pytest

from crackdown.graph.announcement import statements
from crackdown.graph.identity import index
from crackdown.graph.storage import writer
from crackdown.graph.storage.folder import FORMAT
from crackdown.graph.storage.store import Store
from crackdown.graph.telling import copies
from crackdown.ontology.terms import BASE

LAYOUTS = Path(__file__).with_name("layouts.json")
REFERENCE = {"vocab", "ontology", "graph/reference"}

pytestmark = pytest.mark.usefixtures("one_time")


@pytest.fixture
def held(announce, put_into, monkeypatch):
    """Return what gives a digest of each kind of graph that a store holds."""
    monkeypatch.setattr(writer, "software_version", lambda: "test")

    def held() -> dict[str, str]:
        with Store.open(None) as store:
            put_into(store, announce("first"))
            put_into(store, announce("second", official="Mao Rithy"))
            put_into(store, announce("third", persons=12, official="Chan Sovann", country="TH"))
            put_into(store, announce("first", persons=430))  # a correction
            lines = defaultdict(list)
            for quad in store.engine:
                if isinstance(quad.graph_name, ox.NamedNode):
                    lines[kind_of(quad.graph_name.value)].append(re.sub(r"\b[0-9a-f]{64}\b", "a digest", str(quad)))
            return {kind: digest(found) for kind, found in sorted(lines.items()) if kind not in REFERENCE}

    return held


def kind_of(graph: str) -> str:
    name = graph.removeprefix(BASE)
    if not name.startswith("announcement/"):
        return name
    return "an earlier version" if "/version/" in name else "an announcement"


def digest(lines: list[str]) -> str:
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()[:16]


def test_what_is_written_is_what_the_layout_of_this_number_is(held) -> None:
    known, found = json.loads(LAYOUTS.read_text(encoding="utf-8")), held()
    assert found == known.get(FORMAT), (
        f"a store holds something else than layout {FORMAT} did: raise FORMAT in graph/storage/folder.py, so that "
        f"older stores are migrated, and note in {LAYOUTS.name} under the new number: {json.dumps(found)}"
    )


@pytest.mark.parametrize(
    ("place", "name", "other", "kinds"),
    [
        (index, "keys_of", lambda was: lambda profile: {*was(profile), "more"}, {"graph/index"}),
        (copies, "_BAND", lambda was: ox.NamedNode(f"{was.value}-2"), {"graph/index"}),
        (statements, "_claim_announcers", lambda _: lambda *_: None, {"an announcement", "an earlier version"}),
    ],
)
def test_a_change_of_what_is_written_is_noticed(held, monkeypatch, place, name: str, other, kinds: set[str]) -> None:
    before = held()
    monkeypatch.setattr(place, name, other(getattr(place, name)))
    after = held()
    assert {one for one in before if before[one] != after[one]} == kinds
