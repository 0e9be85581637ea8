"""What is worked out from a whole graph is worked out once for each version of it."""

from __future__ import annotations

import threading

from crackdown.graph.storage.kept import Kept
from crackdown.graph.storage.store import Store
from crackdown.graph.storage.view import View
from crackdown.graph.term import Triple, iri, literal

NAME = "https://w3id.org/crackdown/graph/competency"
TRIPLE = Triple(
    iri("https://w3id.org/crackdown/country/KH"), iri("http://www.w3.org/2000/01/rdf-schema#label"), literal("x")
)


def test_once_a_version_and_anew_when_the_graph_has_changed() -> None:
    asked: list[str] = []
    kept = Kept(lambda view: asked.append(view.version) or len(asked))
    store = Store.open(None)
    first = [kept(store.view()), kept(store.view())]
    store.writer().put_graph(NAME, [TRIPLE])
    assert (first, kept(store.view()), len(set(asked))) == ([1, 1], 2, 2)


def test_who_asks_meanwhile_waits_and_gets_the_same() -> None:
    began, go_on = threading.Event(), threading.Event()
    asked: list[View] = []

    def make(view: View) -> object:
        asked.append(view)
        began.set()
        go_on.wait(60)
        return object()

    kept, view, found = Kept(make), Store.open(None).view(), []
    askers = [threading.Thread(target=lambda: found.append(kept(view))) for _ in range(3)]
    for asker in askers:
        asker.start()
    began.wait(60)
    go_on.set()
    for asker in askers:
        asker.join(60)
    assert (len(asked), len(found), len(set(map(id, found)))) == (1, 3, 1)
