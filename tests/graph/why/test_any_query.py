"""Whatever a query is made of, a row is explained by triples that give it again, or said not to be explained."""

from __future__ import annotations

import time

import pyoxigraph as ox
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from crackdown.errors import InvalidQuery
from crackdown.graph.storage.view import View
from crackdown.graph.why.explanation import read_graphs
from crackdown.graph.why.solving import Solver
from crackdown.ontology.terms import BASE, PREFIXES

MOST_ROWS = 100
VARIABLES = st.sampled_from(["?a", "?b", "?c", "?d"])
THINGS = st.sampled_from(["kind:deportation", "operation:kh-2026-02-08-deportation-312", "country:KH", "country:CN"])
# No path of length zero: it holds of things that no triple speaks of.
PATHS = st.sampled_from([
    "crk:kind", "crk:total", "crk:carriedOutBy", "crk:withPartner", "crk:country", "crk:partOf+", "^crk:partOf",
    "crk:statedIn/crk:announcedBy", "crk:total/crk:value", "crk:carriedOutBy|crk:withPartner", "crk:participant",
    "(^crk:participant/crk:carriedOutBy)+", "rdfs:label",
])  # fmt: skip
TRIPLES = st.builds("{} {} {} .".format, VARIABLES | THINGS, PATHS, VARIABLES | THINGS | st.just("[]"))
CONDITIONS = st.one_of(
    st.builds("FILTER({} != {})".format, VARIABLES, VARIABLES),
    st.builds("FILTER(!BOUND({}) || isIRI({}))".format, VARIABLES, VARIABLES),
    st.builds("FILTER EXISTS {{ {} }}".format, TRIPLES),
    st.builds("FILTER NOT EXISTS {{ {} }}".format, TRIPLES),
)


def _wider(groups: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    parts = st.one_of(
        groups,
        st.builds("OPTIONAL {{ {} }}".format, groups),
        st.builds("{{ {} }} UNION {{ {} }}".format, groups, groups),
        st.builds("MINUS {{ {} }}".format, TRIPLES),
        st.builds("GRAPH ?g {{ {} }}".format, TRIPLES),
        st.builds("VALUES {} {{ {} UNDEF }}".format, VARIABLES, THINGS),
        st.builds("{{ SELECT DISTINCT {} {} {{ {} }} }}".format, VARIABLES, VARIABLES, groups),
        st.builds("{{ SELECT {0} (COUNT(*) AS ?n) {{ {1} }} GROUP BY {0} }}".format, VARIABLES, groups),
    )
    return st.builds(" ".join, st.lists(parts, min_size=1, max_size=3)) | st.builds("{} {}".format, groups, CONDITIONS)


GROUPS = st.recursive(TRIPLES, _wider, max_leaves=5)
QUERIES = st.one_of(
    st.builds("SELECT * {{ {} }}".format, GROUPS),
    st.builds("SELECT DISTINCT {} {{ {} }}".format, VARIABLES, GROUPS),
    st.builds("SELECT {0} (COUNT({1}) AS ?m) {{ {2} }} GROUP BY {0} {1}".format, VARIABLES, VARIABLES, GROUPS),
)


@settings(max_examples=60, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(QUERIES)
def test_rows_follow_from_what_explains_them(view: View, query: str) -> None:
    try:
        graphs = read_graphs(view, query)
        solutions = view.solutions(query)
    except InvalidQuery:  # a name bound twice, and the like
        assume(False)
    names = [variable.value for variable in solutions.variables]
    rows = {tuple(solution[name] for name in names) for _, solution in zip(range(MOST_ROWS), solutions, strict=False)}
    assume(rows)
    solver = Solver(graphs.ask, graphs.walker, max_solutions=1000, deadline=time.monotonic() + 2)
    for row, witness in solver.witnesses(graphs.pattern, tuple(names), rows).items():
        # Without the triples that took solutions away, a count is higher.
        is_reduced = witness.rests_on_absence and "COUNT" in query
        if not (witness.is_partial or witness.is_cut or is_reduced):
            few = ox.Store()
            for (subject, predicate, object_), place in witness.triples:
                few.add(ox.Quad(subject, predicate, object_, place or ox.DefaultGraph()))
            again = few.query(query, base_iri=BASE, prefixes=PREFIXES)
            assert row in [tuple(solution[name] for name in names) for solution in again]
