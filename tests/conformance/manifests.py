"""The W3C's SPARQL 1.1 test suite as its manifests list it. It lies in `../shared`; where it does not, nothing runs.

https://w3c.github.io/rdf-tests/sparql/sparql11/
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from rdflib import RDF, RDFS, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

FOLDER = Path(__file__).parents[2].parent / "shared" / "w3c" / "sparql11"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
ABSENT = "the W3C's tests lie in ../shared, which is not there"


@dataclass
class State:
    """A default graph and named graphs, each a file or several."""

    default: list[Path] = field(default_factory=list)
    named: dict[str, list[Path]] = field(default_factory=dict)


@dataclass
class Test:
    """One test; `name` is the folder's and its own, such as `bind/bind01`."""

    __test__ = False  # not a class of tests

    name: str
    kind: str
    request: Path | None
    before: State
    after: State
    result: Path | None
    services: bool


@cache
def read_tests(*folders: str) -> dict[str, Test]:
    """Return the tests of some folders by name, in the manifests' order."""
    return {test.name: test for folder in folders for test in _tests_of(folder)}


def names_of(kinds: set[str], *folders: str) -> list[str]:
    """List the names of the tests of certain kinds."""
    return [name for name, test in read_tests(*folders).items() if test.kind in kinds]


def _tests_of(folder: str) -> Iterator[Test]:
    file = FOLDER / folder / "manifest.ttl"
    if not file.is_file():
        return
    manifest = Graph().parse(file, publicID=file.as_uri())
    for listed in manifest.objects(None, MF.entries):
        for entry in Collection(manifest, listed):
            kind = str(manifest.value(entry, RDF.type)).rpartition("#")[2]
            yield _test(manifest, entry, f"{folder}/{str(entry).rpartition('#')[2]}", kind)


def _test(manifest: Graph, entry: Node, name: str, kind: str) -> Test:
    action, result = manifest.value(entry, MF.action), manifest.value(entry, MF.result)
    request = next((one for of in (QT.query, UT.request) if (one := manifest.value(action, of))), action)
    return Test(
        name, kind,
        _path(request) if isinstance(request, URIRef) else None,
        _state(manifest, action), _state(manifest, result),
        _path(result) if isinstance(result, URIRef) else None,
        manifest.value(action, QT.serviceData) is not None,
    )  # fmt: skip


def _state(manifest: Graph, node: Node | None) -> State:
    state = State()
    if node is None or isinstance(node, URIRef):
        return state
    state.default = [_path(file) for of in (QT.data, UT.data) for file in manifest.objects(node, of)]
    for file in manifest.objects(node, QT.graphData):
        state.named.setdefault(str(file), []).append(_path(file))
    for graph in manifest.objects(node, UT.graphData):
        name = str(manifest.value(graph, RDFS.label))
        state.named.setdefault(name, []).extend(_path(file) for file in manifest.objects(graph, UT.graph))
    return state


def _path(file: Node) -> Path:
    return Path(unquote(urlsplit(str(file)).path))
