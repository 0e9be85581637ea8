"""RDF formats are read back, by rdflib and by pyoxigraph, as the quads that the store holds."""

from __future__ import annotations

import io
from dataclasses import replace

import pyoxigraph as ox
import pytest
import rdflib

from crackdown.graph.export import quads
from crackdown.graph.export.delivery import write_stream
from crackdown.graph.export.quads import iter_sorted
from crackdown.graph.export.registry import find_format
from crackdown.graph.storage.store import Store
from crackdown.ontology.terms import graph

INDEX = ox.NamedNode(graph.index)
FILES = {"nquads": "crackdown.nq", "trig": "crackdown.trig", "jsonld": "crackdown.jsonld"}
ENGINE = {"nquads": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG, "jsonld": ox.RdfFormat.JSON_LD}
RDFLIB = {"nquads": "nquads", "trig": "trig", "jsonld": "json-ld"}


def exported(name, source) -> bytes:
    out = io.BytesIO()
    write_stream(find_format(name), source, out)
    return out.getvalue()


def as_stored(quads) -> set[ox.Quad]:
    """Compare literals as the store has them: by value, not by spelling."""
    scratch = ox.Store()
    scratch.extend(quads)
    return set(scratch)


def named_graphs(store) -> set[ox.Quad]:
    return {quad for quad in store.engine if isinstance(quad.graph_name, ox.NamedNode) and quad.graph_name != INDEX}


@pytest.fixture(scope="session")
def by_rdflib(written):
    def read(name: str, file: str, format_: str) -> set[ox.Quad]:
        dataset = rdflib.Dataset().parse(written(name) / file, format=format_)
        return as_stored(ox.parse(dataset.serialize(format="nquads").encode(), format=ox.RdfFormat.N_QUADS))

    return read


@pytest.mark.parametrize("name", FILES)
def test_the_engine_reads_the_named_graphs_back(store, written, name):
    quads = as_stored(ox.parse(path=written(name) / FILES[name], format=ENGINE[name]))
    assert quads == named_graphs(store)


@pytest.mark.parametrize("name", FILES)
def test_rdflib_reads_the_named_graphs_back(store, by_rdflib, name):
    assert by_rdflib(name, FILES[name], RDFLIB[name]) == named_graphs(store)


def test_turtle_is_the_default_graph(store, written):
    default = {quad.triple for quad in store.engine.quads_for_pattern(None, None, None, ox.DefaultGraph())}
    by_engine = as_stored(ox.parse(path=written("turtle") / "crackdown.ttl", format=ox.RdfFormat.TURTLE))
    read = rdflib.Graph().parse(written("turtle") / "crackdown.ttl", format="turtle")
    by_other = as_stored(ox.parse(read.serialize(format="nt").encode(), format=ox.RdfFormat.N_TRIPLES))
    assert {quad.triple for quad in by_engine} == {quad.triple for quad in by_other} == default


def test_the_merged_graph_as_nquads_has_no_graph_names(store, source):
    quads = as_stored(ox.parse(exported("nquads", replace(source, default_graph=True)), format=ox.RdfFormat.N_QUADS))
    assert quads == set(store.engine.quads_for_pattern(None, None, None, ox.DefaultGraph()))


def test_nquads_are_sorted_lines_each_once(written):
    lines = (written("nquads") / "crackdown.nq").read_bytes().splitlines(keepends=True)
    assert lines == sorted(set(lines))


@pytest.mark.parametrize("name", ["nquads", "trig", "turtle", "jsonld"])
def test_how_the_store_keeps_its_quads_does_not_show(store, source, tmp_path, name):
    quads = sorted(store.engine, key=str, reverse=True)
    on_disk = ox.Store(str(tmp_path / "graph"))
    on_disk.extend(quads)
    assert exported(name, replace(source, view=source.view.over(on_disk, "1"))) == exported(name, source)


@pytest.mark.parametrize("name", ["trig", "turtle"])
def test_the_same_graph_gives_the_same_bytes(source, written, name):
    assert exported(name, source) == next(written(name).iterdir()).read_bytes()


def test_what_was_exported_can_be_loaded_again_and_implies_the_same(store, written):
    again = Store.open(None)
    again.writer().put_graphs((written("trig") / "crackdown.trig").read_bytes())
    quads = ox.parse(path=written("nquads") / "crackdown.nq", format=ox.RdfFormat.N_QUADS)
    from_nquads = Store.open(None)
    from_nquads.writer().put_graphs(ox.serialize(quads, format=ox.RdfFormat.TRIG))
    default = set(store.engine.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    for one in (again, from_nquads):
        assert set(one.engine.quads_for_pattern(None, None, None, ox.DefaultGraph())) == default


def test_sorting_in_files_is_sorting_in_memory():
    lines = [f"{number % 97:04}\n".encode() for number in range(1000)]
    assert list(iter_sorted(lines, in_memory=10)) == sorted(set(lines))
    assert list(iter_sorted([*lines[:5], *lines], in_memory=10)) == sorted(set(lines))


def test_sorting_in_files_has_few_of_them_open(monkeypatch):
    made = []
    monkeypatch.setattr(quads.tempfile, "TemporaryFile", lambda: made.append(io.BytesIO()) or made[-1])
    lines = [f"{number:06}\n".encode() for number in range(30_000)]
    most = 0
    for expected, line in zip(lines, iter_sorted(reversed(lines), in_memory=10), strict=True):
        assert line == expected
        most = most or sum(not file.closed for file in made)
    assert 0 < most < 200
    assert all(file.closed for file in made)
