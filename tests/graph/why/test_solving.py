"""The triples that a row rests on are enough: asked over them alone, the query gives the row again."""

from __future__ import annotations

import time

import pyoxigraph as ox
import pytest

from crackdown.graph.storage.view import View
from crackdown.graph.why.explanation import read_graphs
from crackdown.graph.why.solving import Key, Solver, Witness
from crackdown.ontology import path
from crackdown.ontology.terms import BASE, PREFIXES

QUESTIONS = sorted(path("competency").glob("*.rq"))
OP = "operation:kh-2026-02-08-deportation-312"
VALUE = "?op crk:kind ?k ; crk:total/crk:value ?v"
DATED = "?op crk:earliestDate ?d ; crk:total/crk:value ?v"
FORMS = {
    "basic": "SELECT ?op ?kind { ?op crk:kind ?kind }",
    "all variables": "SELECT * { ?op crk:total ?count . ?count crk:value ?n }",
    "blank nodes": "SELECT ?op ?n { ?op crk:total [ crk:value ?n ; crk:statedIn [ crk:announcedBy ?who ] ] }",
    "a variable for a property": f"SELECT ?p ?o {{ {OP} ?p ?o }}",
    "a hidden variable": "SELECT DISTINCT ?country { ?op crk:sentTo ?country ; crk:carriedOutBy ?agency }",
    "optional": "SELECT ?op ?airport { ?op crk:kind ?k OPTIONAL { ?op crk:departedFrom ?airport } }",
    "optional with a condition": """SELECT ?op ?n { ?op crk:total ?c . ?c crk:atLeast ?low
        OPTIONAL { ?c crk:atMost ?n FILTER(?n > ?low + 0 || ?n = 312) } }""",
    "optional in optional": """SELECT * { ?op crk:kind ?k
        OPTIONAL { ?op crk:departedFrom ?a OPTIONAL { ?a schema:iataCode ?code FILTER(?code = "DMK") } } }""",
    "optional first": "SELECT * { OPTIONAL { ?op crk:sentTo ?to } ?op crk:kind kind:deportation }",
    "union": """SELECT ?op ?who { { ?op crk:orderedBy ?who } UNION { ?op crk:ledBy ?who }
        UNION { ?op crk:withPartner ?who } }""",
    "union with a filter": """SELECT ?op ?x { { ?op crk:total/crk:value ?x FILTER(?x > 500) }
        UNION { ?op crk:total/crk:value ?y FILTER(?y <= 500) BIND(-?y AS ?x) } }""",
    "filter": 'SELECT ?label { ?x rdfs:label ?label FILTER(LANG(?label) = "en" && REGEX(?label, "^embassy", "i")) }',
    "functions": """SELECT ?x (CONCAT(UCASE(SUBSTR(?l, 1, 3)), "-", REPLACE(?l, "[aeiou]", "", "i")) AS ?y)
        (IF(STRLEN(?l) > 10, "long", "short") AS ?z) (COALESCE(?none, 1 + 2 * 3 - 4 / 2) AS ?n)
        { ?x a crk:Agency ; rdfs:label ?l FILTER(!(?l IN ("a", "b")) && ?l NOT IN () && isLITERAL(?l)) }""",
    "exists": "SELECT ?op { ?op crk:kind ?k FILTER EXISTS { ?op crk:departedFrom ?a . ?a crk:country country:KH } }",
    "exists in a graph": """SELECT ?a { ?a a crk:Announcement
        FILTER EXISTS { ?op a crk:Operation . GRAPH ?a { ?op crk:total ?count } } }""",
    "exists beside another": """SELECT ?op ?k { ?op crk:kind ?k
        FILTER EXISTS { ?op crk:carriedOutBy ?who . { ?other crk:kind ?k ; crk:departedFrom ?a } } }""",
    "exists in a union": """SELECT ?op ?to { ?op crk:sentTo ?to
        FILTER EXISTS { { ?op crk:departedFrom ?a } UNION { ?who crk:country ?to ; a crk:Agency } } }""",
    "exists with optional": """SELECT ?op ?to { ?op crk:sentTo ?to
        FILTER EXISTS { ?op crk:kind ?k OPTIONAL { ?who crk:country ?to ; a crk:Agency } } }""",
    "not exists": "SELECT ?op { ?op crk:kind ?k FILTER NOT EXISTS { ?op crk:departedFrom ?a } }",
    "minus": "SELECT ?op { ?op crk:kind ?k MINUS { ?op crk:partOf ?whole } }",
    "bind": "SELECT ?op ?month { ?op crk:earliestDate ?d BIND(SUBSTR(STR(?d), 1, 7) AS ?month) }",
    "select expression": "SELECT ?op (YEAR(?d) * 100 + MONTH(?d) AS ?month) { ?op crk:earliestDate ?d }",
    "values": "SELECT ?op ?k { VALUES (?k ?op) { (kind:rescue UNDEF) (kind:deportation UNDEF) } ?op crk:kind ?k }",
    "values at the end": "SELECT ?op ?k { ?op crk:kind ?k } VALUES ?k { kind:rescue kind:repatriation }",
    "graph": "SELECT ?a ?op ?n { GRAPH ?a { ?op crk:total/crk:value ?n } }",
    "one graph": "SELECT ?op { GRAPH announcement:kh-gdi-2026-02-09-fr { ?op crk:kind ?k } }",
    "graph with a sub-query": "SELECT ?a ?op { GRAPH ?a { SELECT DISTINCT ?a ?op { ?op crk:kind ?k } } }",
    "graph with a grouping": """SELECT ?k ?n { GRAPH announcement:kh-gdi-2026-02-09-fr {
        SELECT ?k (COUNT(?op) AS ?n) { ?op crk:kind ?k } GROUP BY ?k } }""",
    "from": "SELECT ?op FROM announcement:kh-gdi-2026-02-09-fr { ?op crk:kind ?k }",
    "from several": "SELECT ?op (COUNT(?c) AS ?n) FROM announcement:kh-gdi-2026-02-09-fr "
    "FROM announcement:cn-embassy-in-kh-2026-02-10-en { ?op crk:total ?c } GROUP BY ?op",
    "inverse": "SELECT ?who ?op { ?who ^crk:carriedOutBy ?op }",
    "sequence": "SELECT ?op ?code { ?op crk:departedFrom/crk:country/crk:isoCode ?code }",
    "alternative": "SELECT ?op ?who { ?op crk:carriedOutBy|crk:withPartner|^crk:participatedIn ?who }",
    "alternative in a sequence": """SELECT ?op ?code {
        ?op (crk:carriedOutBy|crk:withPartner)/crk:country/crk:isoCode ?code }""",
    "one or more": "SELECT ?below ?above { ?below org:subOrganizationOf+ ?above }",
    "zero or more": "SELECT ?x ?above { ?x a crk:Agency ; org:subOrganizationOf* ?above }",
    "zero or one": "SELECT ?op ?whole { ?op crk:kind kind:deportation ; crk:partOf? ?whole }",
    "repeated sequence": "SELECT ?a { official:kh-sok-veasna (crk:servesIn/org:subOrganizationOf)+ ?a }",
    "repeated inverse": "SELECT ?a { agency:kh-ministry-of-interior (^org:subOrganizationOf)* ?a }",
    "negated": f"SELECT ?x {{ {OP} !(crk:kind|rdf:type) ?x }}",
    "inverse of negated": f"SELECT ?x {{ ?x ^(!(crk:kind|rdf:type)) {OP} }}",
    "sub-query": """SELECT ?op ?n { ?op crk:kind kind:deportation
        { SELECT ?op (MAX(?v) AS ?n) { ?op crk:total/crk:value ?v } GROUP BY ?op } }""",
    "sub-query with a limit": """SELECT ?op ?k {
        { SELECT ?op { ?op a crk:Operation } ORDER BY ?op LIMIT 3 } ?op crk:kind ?k }""",
    "sub-query that hides a name": """SELECT ?op ?x { ?op crk:departedFrom ?x
        { SELECT ?op { ?op crk:carriedOutBy ?x ; crk:withPartner ?y } } }""",
    "count": "SELECT ?kind (COUNT(*) AS ?n) { ?op crk:kind ?kind } GROUP BY ?kind",
    "count of all": "SELECT (COUNT(DISTINCT ?op) AS ?n) { ?op crk:kind ?kind }",
    "group by expression": "SELECT (COUNT(?op) AS ?n) { ?op crk:earliestDate ?d } GROUP BY (SUBSTR(STR(?d), 1, 7))",
    "group by function": f"SELECT (SUM(?v) AS ?n) {{ {DATED} }} GROUP BY MONTH(?d) YEAR(?d)",
    "group by alias": f"SELECT ?m (AVG(?v) AS ?n) {{ {DATED} }} GROUP BY (MONTH(?d) AS ?m)",
    "hidden group": f"SELECT (MIN(?v) AS ?n) {{ {VALUE} }} GROUP BY ?k",
    "having": f"SELECT ?k (SUM(?v) AS ?n) {{ {VALUE} }} GROUP BY ?k HAVING(SUM(?v) > 300 && COUNT(*) > 1)",
    "group concat": 'SELECT ?op (GROUP_CONCAT(?w; separator=", ") AS ?who) { ?op crk:participant ?w } GROUP BY ?op',
    "arithmetic of aggregates": f"SELECT ?k (SUM(?v) / COUNT(?v) + 1 AS ?n) {{ {VALUE} }} GROUP BY ?k",
}  # fmt: skip
SPARQL = {question.stem: question.read_text(encoding="utf-8") for question in QUESTIONS} | FORMS


def witnesses(view: View, query: str) -> tuple[list[str], dict[Key, Witness], list[Key]]:
    """Find what each row of a query rests on."""
    graphs = read_graphs(view, query)
    solutions = view.solutions(query)
    names = [variable.value for variable in solutions.variables]
    rows = [tuple(solution[name] for name in names) for solution in solutions]
    solver = Solver(graphs.ask, graphs.walker, max_solutions=10_000, deadline=time.monotonic() + 60)
    return names, solver.witnesses(graphs.pattern, tuple(names), rows), rows


@pytest.mark.parametrize("name", SPARQL)
def test_every_row_is_found_again(view: View, name: str) -> None:
    _, found, rows = witnesses(view, SPARQL[name])
    assert set(found) == set(rows)
    assert not any(witness.is_partial or witness.is_cut for witness in found.values())


@pytest.mark.parametrize("name", SPARQL)
def test_a_row_follows_from_its_triples_alone(view: View, name: str) -> None:
    names, found, _ = witnesses(view, SPARQL[name])
    for row, witness in found.items():
        if not witness.triples:  # a path of length zero
            continue
        few = ox.Store()
        for (subject, predicate, object_), place in witness.triples:
            for graph in [place] if place else sorted(_asked_of(SPARQL[name]), key=str) or [ox.DefaultGraph()]:
                few.add(ox.Quad(subject, predicate, object_, graph))
        again = few.query(
            SPARQL[name], base_iri=BASE, prefixes=PREFIXES, use_default_graph_as_union="FROM" in SPARQL[name]
        )
        assert row in [tuple(solution[one] for one in names) for solution in again]


@pytest.mark.parametrize("condition", ["COALESCE(?v, 0) < ?other", "EXISTS { ?x crk:value ?v }"])
def test_what_exists_only_beside_values_from_around_it_is_not_guessed(view: View, condition: str) -> None:
    query = f"SELECT ?v {{ {VALUE} FILTER EXISTS {{ ?x crk:value ?other FILTER({condition}) }} }}"
    _, found, rows = witnesses(view, query)
    assert rows
    assert all(found[row].is_partial for row in rows)


def test_what_the_engine_does_not_tell_is_not_guessed(view: View) -> None:
    # The engine forgets ?a here: there is no telling which graph a row comes from.
    _, found, _ = witnesses(view, "SELECT ?a ?op { GRAPH ?a { SELECT ?op { ?op crk:kind ?k } } }")
    assert all(witness.is_partial and not witness.triples for witness in found.values())


def _asked_of(query: str) -> set[ox.NamedNode]:
    """Return one of the graphs that a query names by FROM."""
    return {ox.NamedNode(f"{BASE}announcement/kh-gdi-2026-02-09-fr")} if "FROM" in query else set()
