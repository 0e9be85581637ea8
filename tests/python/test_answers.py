"""What a query answers with: rows with types and names, yes or no, the triples of a graph."""

import pytest
import rdflib

from crackdown.errors import InputError, InvalidQuery, QueryTimeout
from crackdown.python.table import Table
from crackdown.python.triples import Triples
from crackdown.python.values import to_column

LINKS = "CONSTRUCT { ?op crk:departedFrom ?airport } WHERE { ?op crk:departedFrom ?airport }"
NUMBERS = "SELECT ?op ?n WHERE { ?op crk:total/crk:value ?n } ORDER BY ?n"
HEAVY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def test_ids_come_with_names(g):
    frame = g.query(NUMBERS).df()
    assert list(frame.columns) == ["op", "op_label", "n"]
    assert "Deportation of 312" in set(frame.op_label)


def test_names_can_be_left_out(g):
    assert list(g.query(NUMBERS).df(labels=False).columns) == ["op", "n"]


def test_a_concept_is_named_too(g):
    assert set(g.query("SELECT DISTINCT ?kind { ?op crk:kind ?kind }").df().kind_label) >= {"deportation"}


def test_an_id_knows_its_iri(g):
    assert g.query("SELECT ?c { ?c crk:isoCode 'KH' }")[0]["c"].iri == "https://w3id.org/crackdown/country/KH"


def test_every_type_has_its_column(g):
    frame = g.query(
        "SELECT (1 AS ?whole) (1.5 AS ?decimal) (true AS ?truth) ('a' AS ?text) ('2026-02-08'^^xsd:date AS ?day) "
        "('2026-02-08T10:00:00Z'^^xsd:dateTime AS ?moment) ('2026-02'^^xsd:gYearMonth AS ?month) {}"
    ).df()
    kinds = [str(kind).partition("[")[0] for kind in frame.dtypes]
    assert kinds == ["Int64", "Float64", "boolean", "string", "datetime64", "datetime64", "string"]
    assert str(frame.moment.dt.tz) == "UTC"


def test_what_is_not_bound_is_missing(g):
    frame = g.query("SELECT ?n { VALUES ?n { 1 UNDEF } }").df()
    assert (str(frame.n.dtype), int(frame.n.isna().sum())) == ("Int64", 1)


def test_a_day_that_pandas_cannot_hold_stays_a_text(g):
    frame = g.query("SELECT ?d { VALUES ?d { '2026-02-08'^^xsd:date '2026-02-08+07:00'^^xsd:date } }").df()
    assert set(frame.d.astype(str)) >= {"2026-02-08+07:00"}


def test_no_rows_still_have_columns(g):
    assert list(g.query("SELECT ?op ?n { ?op crk:nothing ?n }").df().columns) == ["op", "n"]


def test_an_empty_column_has_no_type_to_fail_on():
    assert len(to_column([None, None])) == 2


def test_bindings_keep_languages(g):
    (row,) = g.query("SELECT ?l { country:KH rdfs:label|skos:prefLabel ?l FILTER(LANG(?l) = 'fr') }").bindings
    assert row["l"] == {"type": "literal", "value": "Cambodge", "xml:lang": "fr"}


@pytest.mark.parametrize(("query", "said"), [("ASK { ?a a crk:Operation }", True), ("ASK { ?a crk:no ?b }", False)])
def test_ask_is_true_or_false(g, query, said):
    answer = g.query(query)
    assert (bool(answer), answer == said, repr(answer)) == (said, True, "yes" if said else "no")


def test_construct_is_a_graph(g):
    answer = g.query(LINKS)
    graph = answer.rdflib()
    assert isinstance(answer, Triples)
    assert len(graph) == len(answer) == len(answer.df()) > 0
    assert dict(graph.namespaces())["crk"] == rdflib.URIRef("https://w3id.org/crackdown/ontology#")


def test_the_graph_of_an_answer_is_the_users_own(g):
    graph = g.query(LINKS).rdflib()
    graph.add((rdflib.URIRef("urn:a"), rdflib.URIRef("urn:b"), rdflib.Literal("c")))
    assert len(graph) == len(g.query(LINKS)) + 1


def test_turtle_has_the_prefixes(g):
    assert "@prefix crk: <https://w3id.org/crackdown/ontology#>" in g.query(LINKS).turtle


def test_describe_tells_of_a_thing(g):
    answer = g.query("DESCRIBE country:KH")
    assert "country/KH" in {row["subject"] for row in answer}
    assert answer.form == "describe"


def test_a_mistake_is_pointed_at(g):
    with pytest.raises(InvalidQuery) as caught:
        g.query("SELECT ?x\nWHERE { ?x crk:total ?y ")
    assert (caught.value.line, "WHERE { ?x crk:total ?y" in str(caught.value), "^" in str(caught.value)) == (
        2,
        True,
        True,
    )


def test_a_notebook_shows_a_mistake_without_a_traceback(g):
    with pytest.raises(InvalidQuery) as caught:
        g.query("SELECT ?x { ?x ?? }")
    assert caught.value._render_traceback_() == [f"InvalidQuery: {caught.value}"]


def test_a_query_is_stopped_when_its_time_is_up(g):
    with pytest.raises(QueryTimeout, match=r"0\.2 s"):
        g.query(HEAVY, timeout=0.2)


def test_a_query_in_a_file(g, tmp_path):
    file = tmp_path / "question.rq"
    file.write_text("ASK { ?a a crk:Operation }")
    assert g.query(str(file))


def test_a_table_of_its_own_is_not_explained():
    with pytest.raises(InputError, match=r"g\.query"):
        Table(["x"], [{"x": 1}]).network()


def test_many_rows_are_a_page_that_asks_nobody(g):
    shown = g.query("SELECT ?s ?p { ?s ?p ?o } LIMIT 40")._repr_html_()
    assert 'sandbox="allow-scripts"' in shown
    assert "default-src &#x27;none&#x27;" in shown
    assert "20 more rows" in shown  # below the frame, where it is taken out


def test_what_rows_say_cannot_leave_its_page():
    rows = [{"x": "</script><script>alert(1)</script>"}] * 12
    shown = Table(["x"], rows)._repr_html_()
    assert "</script><script>alert" not in shown.replace("&lt;", "<").replace("&gt;", ">").partition("</iframe>")[0]
