"""The graph as rdflib's own: look-ups, queries, named graphs, and no writing."""

import pytest
import rdflib
from rdflib.plugins.sparql import prepareQuery

import crackdown
from crackdown.errors import InputError, InvalidQuery
from crackdown.intake.loading import load_all, sample_folder

CRK = rdflib.Namespace("https://w3id.org/crackdown/ontology#")
KH = rdflib.URIRef("https://w3id.org/crackdown/country/KH")
ANNOUNCEMENT = "announcement/kh-gdi-2026-02-08-en"


@pytest.fixture(scope="module")
def graph(g):
    return g.rdflib()


def test_it_holds_what_the_graph_holds(g, graph):
    (row,) = g.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert len(graph) == row["n"] == sum(1 for _ in graph)


@pytest.mark.parametrize(
    "pattern",
    [(KH, None, None), (None, CRK.isoCode, None), (None, None, rdflib.Literal("KH")), (KH, CRK.isoCode, None)],
)
def test_patterns_find_what_a_copy_finds(graph, pattern):
    copy = rdflib.Graph() + graph
    assert set(graph.triples(pattern)) == set(copy.triples(pattern)) != set()


def test_literals_are_equal_to_rdflibs(graph):
    assert (KH, CRK.isoCode, rdflib.Literal("KH")) in graph
    assert rdflib.Literal("Cambodge", lang="fr") in set(graph.objects(KH))


def test_queries_know_the_prefixes(graph):
    assert [str(row.code) for row in graph.query("SELECT ?code { country:KH crk:isoCode ?code }")] == ["KH"]
    assert graph.query("ASK { country:KH a crk:Country }").askAnswer
    assert len(graph.query("CONSTRUCT WHERE { country:KH ?p ?o }").graph) > 3


def test_a_prefix_of_the_users_own(graph):
    graph.bind("mine", "https://w3id.org/crackdown/ontology#")
    assert graph.query("ASK { country:KH mine:isoCode ?code }").askAnswer


def test_prepared_queries_and_bindings_are_rdflibs_own(graph):
    prepared = prepareQuery(f"SELECT ?code {{ ?c <{CRK.isoCode}> ?code }}")
    assert [str(row[0]) for row in graph.query(prepared, initBindings={"c": KH})] == ["KH"]


def test_named_graphs_are_contexts(g, graph):
    one = g.rdflib(ANNOUNCEMENT)
    names = {context.identifier for context in graph.store.contexts()}
    assert one.identifier in names
    assert 0 < len(one) == len(set(one)) < len(graph)


def test_a_dataset_over_the_same_store(graph):
    dataset = rdflib.Dataset(store=graph.store)
    assert rdflib.URIRef(f"https://w3id.org/crackdown/{ANNOUNCEMENT}") in {one.identifier for one in dataset.graphs()}


def test_a_named_graph_is_asked_by_itself(g):
    one = g.rdflib(ANNOUNCEMENT)
    (row,) = one.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert int(row.n) == len(one)


def test_it_serialises(g):
    again = rdflib.Graph().parse(data=g.rdflib(ANNOUNCEMENT).serialize(format="turtle"), format="turtle")

    def by_value(graph):  # rdflib's Turtle writes the decimal 1 as 1.0
        return {(s, p, o.toPython() if isinstance(o, rdflib.Literal) and not o.language else o) for s, p, o in graph}

    assert by_value(again) == by_value(g.rdflib(ANNOUNCEMENT))


@pytest.mark.parametrize(
    "write",
    [
        lambda graph: graph.add((KH, CRK.isoCode, rdflib.Literal("XX"))),
        lambda graph: graph.remove((KH, None, None)),
        lambda graph: graph.parse(data="<urn:a> <urn:b> <urn:c> .", format="turtle"),
        lambda graph: graph.update("DELETE WHERE { ?s ?p ?o }"),
        lambda graph: graph.set((KH, CRK.isoCode, rdflib.Literal("XX"))),
    ],
    ids=["add", "remove", "parse", "update", "set"],
)
def test_it_only_reads(graph, write):
    before = len(graph)
    with pytest.raises(InputError, match="only reads"):
        write(graph)
    assert len(graph) == before


def test_a_mistake_has_its_place(graph):
    with pytest.raises(InvalidQuery) as caught:
        graph.query("SELECT ?x { ?x ?? }")
    assert caught.value.line == 1


def test_rdflibs_registry_is_left_alone(graph):
    from rdflib.plugin import plugins
    from rdflib.store import Store

    assert graph is not None
    assert not [one.name for one in plugins(kind=Store) if "crackdown" in one.name.lower()]


def test_it_is_live(tmp_path, monkeypatch):
    from crackdown.graph.storage import following

    monkeypatch.setattr(following, "LOOKS_EVERY_SECONDS", 0.0)
    load_all([str(sample_folder() / "hk-police-2025-11-04-zh-hant.txt")], tmp_path / "store")
    with crackdown.open(tmp_path / "store") as g:
        graph, kind = g.rdflib(), CRK.Announcement
        assert len(list(graph.subjects(rdflib.RDF.type, kind))) == 1
        g.add(sample_folder() / "kh-gdi-2026-02-08-en.txt")
        assert len(list(graph.subjects(rdflib.RDF.type, kind))) == 2
