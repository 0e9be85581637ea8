"""Reading: values, bindings, formats, datasets and refusals."""

from __future__ import annotations

import json

import pytest

from crackdown.errors import InputError, InvalidQuery, ServiceRefused, UnknownFormat, UpdateRefused
from crackdown.graph.storage.store import Store, View
from crackdown.graph.term import Term, iri, literal

A, B, C = (iri(f"https://example.org/{name}") for name in "abc")
TRIG = """PREFIX ex: <https://example.org/>
ex:g1 { ex:a ex:size 10 ; ex:name "Zhōng"@zh-Hant, "plain" . ex:b ex:size 20 }
ex:g2 { ex:a ex:size 10 ; ex:knows ex:c }"""


@pytest.fixture(scope="module")
def view() -> View:
    store = Store.open(None)
    store.writer().put_graphs(TRIG.encode())
    return store.view()


def ex(query: str) -> str:
    return f"PREFIX ex: <https://example.org/> {query}"


def test_select_gives_terms_and_leaves_out_the_unbound(view: View) -> None:
    rows = view.select(ex("SELECT ?s ?n ?k { ?s ex:size ?n OPTIONAL { ?s ex:knows ?k } } ORDER BY ?n"))
    assert rows == [
        {"s": A, "n": Term("literal", "10", XSD_INTEGER), "k": C},
        {"s": B, "n": Term("literal", "20", XSD_INTEGER)},
    ]


XSD_INTEGER = "http://www.w3.org/2001/XMLSchema#integer"


def test_language_tags_come_back_as_terms_spell_them(view: View) -> None:
    assert view.ask(ex("ASK { ?s ex:name ?name }"), name=literal("Zhōng", language="zh-Hant"))


def test_bindings_hold_in_sub_queries(view: View) -> None:
    query = ex("SELECT ?n { { SELECT (COUNT(?p) AS ?n) { ?s ?p ?o } GROUP BY ?s } }")
    assert [row["n"].value for row in view.select(query, s=B)] == ["1"]


def test_a_binding_cannot_break_out_of_its_literal(view: View) -> None:
    assert not view.ask("ASK { ?s ?p ?name }", name=literal('" } UNION { ?s ?p ?o } #'))


def test_triple_terms_come_back_whole(view: View) -> None:
    (row,) = view.select(ex("SELECT (TRIPLE(ex:a, ex:size, 10) AS ?t) {}"))
    assert row["t"].kind == "triple"


@pytest.mark.parametrize("query", ["ASK {}", "DESCRIBE <https://example.org/a>"])
def test_select_wants_a_select_query(view: View, query: str) -> None:
    with pytest.raises(InputError):
        view.select(query)


def test_a_syntax_error_names_line_and_column(view: View) -> None:
    with pytest.raises(InvalidQuery) as caught:
        view.select("SELECT *\nWHERE { ?s ?p }")
    assert (caught.value.line, caught.value.column) == (2, 16)


def test_updates_and_services_are_refused_by_name(view: View) -> None:
    with pytest.raises(UpdateRefused):
        view.serialize("DROP ALL")
    with pytest.raises(ServiceRefused):
        view.serialize("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")


@pytest.mark.parametrize(
    ("name", "media_type", "start"),
    [
        ("json", "application/sparql-results+json", b'{"head"'),
        ("xml", "application/sparql-results+xml", b"<?xml"),
        ("csv", "text/csv; charset=utf-8", b"s"),
        ("tsv", "text/tab-separated-values; charset=utf-8", b"?s"),
    ],
)
def test_select_is_serialised_in_each_format(view: View, name: str, media_type: str, start: bytes) -> None:
    answer = view.serialize(ex("SELECT ?s { ?s ex:size 20 }"), select_format=name)
    assert (answer.form, answer.media_type, answer.body[: len(start)]) == ("select", media_type, start)


@pytest.mark.parametrize("name", ["turtle", "ntriples", "jsonld", "rdfxml"])
def test_a_graph_is_serialised_in_each_format(view: View, name: str) -> None:
    answer = view.serialize("DESCRIBE <https://example.org/b>", graph_format=name)
    assert answer.form == "describe"
    assert b"20" in answer.body


def test_a_construct_gives_each_triple_once(view: View) -> None:
    answer = view.serialize(ex("CONSTRUCT { ex:x ex:y ex:z } { ?s ?p ?o }"), graph_format="ntriples")
    assert (answer.form, answer.body.count(b"\n")) == ("construct", 1)


def test_turtle_is_the_same_however_the_graph_came_about() -> None:
    bodies = set()
    for numbers in (range(30), reversed(range(30))):
        store = Store.open(None)
        for number in numbers:
            told = f"<https://e.org/g{number}> {{ <https://e.org/{number}> <https://e.org/p{number}> {number} , 0 }}"
            store.writer().put_graphs(told.encode())
        bodies.add(store.view().serialize("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }").body)
    assert len(bodies) == 1


def test_ask_is_serialised_as_json(view: View) -> None:
    answer = view.serialize("ASK { ?s ?p ?o }")
    assert (answer.form, json.loads(answer.body)["boolean"]) == ("ask", True)


def test_unknown_formats_are_refused_with_the_known_ones(view: View) -> None:
    with pytest.raises(UnknownFormat, match="json, xml, csv, tsv"):
        view.serialize("ASK {}", select_format="yaml")


def sizes(view: View, query: str, **datasets: list[str]) -> list[str]:
    answer = view.serialize(ex(query), select_format="tsv", **datasets)  # type: ignore[arg-type]
    return sorted(answer.body.decode().split()[1:])


G1, G2 = "https://example.org/g1", "https://example.org/g2"


def test_a_default_graph_of_the_protocol_is_all_that_is_seen(view: View) -> None:
    assert sizes(view, "SELECT ?k { ex:a ex:knows ?k }", default_graph_uris=[G1]) == []


def test_several_default_graphs_count_a_triple_once(view: View) -> None:
    assert sizes(view, "SELECT (SUM(?n) AS ?sum) { ex:a ex:size ?n }", default_graph_uris=[G1, G2]) == ["10"]


@pytest.mark.parametrize(
    "clauses", ["FROM ex:g1 FROM ex:g2", "FROM # one\n <https://example.org/g1> from<https://example.org/g2>"]
)
def test_several_from_clauses_count_a_triple_once(view: View, clauses: str) -> None:
    assert sizes(view, f"SELECT (SUM(?n) AS ?sum) {clauses} {{ ex:a ex:size ?n }}") == ["10"]


def test_from_named_beside_several_from_clauses_still_counts(view: View) -> None:
    query = "SELECT ?g FROM ex:g1 FROM ex:g2 FROM NAMED ex:g2 { GRAPH ?g { ex:a ex:size ?n } }"
    assert sizes(view, query) == [f"<{G2}>"]


def test_a_default_graph_alone_hides_every_named_graph(view: View) -> None:
    assert sizes(view, "SELECT ?g { GRAPH ?g { ?s ?p ?o } }", default_graph_uris=[G1]) == []


def test_named_graphs_of_the_protocol_are_the_only_ones(view: View) -> None:
    assert set(sizes(view, "SELECT ?g { GRAPH ?g { ?s ?p ?o } }", named_graph_uris=[G2])) == {f"<{G2}>"}


def test_a_graph_name_that_is_no_iri_is_refused(view: View) -> None:
    with pytest.raises(InputError, match="not an IRI"):
        view.serialize("ASK {}", default_graph_uris=["not an iri"])


@pytest.mark.parametrize(
    "text", ["", "no-scheme", "http://a b", 'http://a"b', "http://a>b", "http://a\\b", "http://a\nb"]
)
def test_an_iri_cannot_carry_syntax(text: str) -> None:
    with pytest.raises(InputError):
        iri(text)
