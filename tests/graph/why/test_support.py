"""What supports a triple states it, or states what it follows from."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from crackdown.graph.storage.oxigraph import to_node
from crackdown.graph.storage.transaction import DefaultGraphFacts, reasoner
from crackdown.graph.storage.view import View
from crackdown.graph.term import Term, Triple, iri
from crackdown.graph.why.support import Supports
from crackdown.ontology.terms import BASE, crk, dcterms, org, rdf, rdfs, schema

FLIGHT = iri(f"{BASE}operation/kh-2026-02-08-deportation-312")
FRENCH = f"{BASE}announcement/kh-gdi-2026-02-09-fr"


@pytest.fixture(scope="module")
def supports(view: View) -> Supports:
    return Supports(view.engine)


def fact(subject: Term, predicate: str, object_: Term) -> tuple:
    return tuple(to_node(term) for term in (subject, iri(predicate), object_))


def facts_of_announcements(view: View) -> Iterator[tuple]:
    """Yield what the default graph says that neither the ontology nor the vocabularies say."""
    for quad in view.engine.quads_for_pattern(None, None, None, ox.DefaultGraph()):
        if not str(quad.subject).startswith((f"<{BASE}vocab/", f"<{BASE}ontology", f"<{BASE}.well-known")):
            yield quad.subject, quad.predicate, quad.object


def is_claimed(view: View, triple: Triple, quote: str, start: int) -> bool:
    """Ask the graph itself whether a claim states a triple in these words; a count and a passage are their own."""
    subject, predicate, object_ = (term.n3() for term in triple)
    return view.ask(f"""ASK {{
        {{ ?claim rdf:subject {subject} ; rdf:predicate {predicate} ; rdf:object {object_} ; crk:evidence ?words }}
        UNION {{ {subject} crk:evidence ?words }} UNION {{ BIND({subject} AS ?words) }}
        UNION {{ {subject} crk:count ?count . FILTER(?count = {object_}) ?count crk:evidence ?words }}
        ?words oa:exact ?quote ; oa:start {start} FILTER(STR(?quote) = {Term("literal", quote).n3()}) }}""")


def test_every_quote_states_its_triple(view: View, supports: Supports) -> None:
    claims = [one for found in facts_of_announcements(view) for one in supports.of(found) if one.kind == "claim"]
    asked = {(one.inferred_from or one.triple, one.quote, one.start) for one in claims}
    assert len(asked) > 300
    assert [one for one in asked if not is_claimed(view, *one)] == []


def test_what_is_inferred_follows_from_what_is_quoted(view: View, supports: Supports) -> None:
    inferred = 0
    for found in facts_of_announcements(view):
        leaves = [one.inferred_from for one in supports.of(found) if one.inferred_from]
        if leaves:
            inferred += 1
            nothing = DefaultGraphFacts(ox.Store())
            told = [tuple(to_node(term) for term in leaf) for leaf in leaves]
            assert found in reasoner().change(nothing, [], told, lambda _: False).added, found
    assert inferred > 100


def test_every_triple_has_support(view: View, supports: Supports) -> None:
    assert [found for found in facts_of_announcements(view) if supports.of(found)[0].kind == "inferred"] == []


def test_all_announcements_that_state_a_triple_are_quoted(supports: Supports) -> None:
    found = supports.of(fact(FLIGHT, crk.departedFrom, iri(f"{BASE}airport/VDTI")))
    assert [(one.language, one.published) for one in found] == [("fr", "2026-02-09"), ("en", "2026-02-10")]


def test_a_triple_asked_of_one_graph_is_quoted_from_it_alone(supports: Supports) -> None:
    asked = fact(FLIGHT, crk.departedFrom, iri(f"{BASE}airport/VDTI"))
    (found,) = supports.of(asked, frozenset([ox.NamedNode(FRENCH)]))
    assert found.announcement == FRENCH


def test_a_count_is_its_own_claim(view: View, supports: Supports) -> None:
    (row,) = view.select(
        "SELECT ?count { ?op crk:total ?count . ?count crk:value 312 ; crk:statedIn ?a }", op=FLIGHT, a=iri(FRENCH)
    )
    (found,) = supports.of(fact(FLIGHT, crk.total, row["count"]))
    assert (found.kind, found.inferred_from) == ("claim", None)
    assert "312" in (found.quote or "")


def test_a_chain_is_followed_to_its_claims(supports: Supports) -> None:
    post = iri(f"{BASE}post/kh-general-department-of-immigration--director-general")
    found = supports.of(fact(iri(f"{BASE}official/kh-sok-veasna"), crk.holdsPost, post))
    assert {one.inferred_from.predicate.value for one in found if one.inferred_from} == {org.member, crk.inPost}


@pytest.mark.parametrize(
    ("subject", "predicate", "object_", "kind"),
    [
        ("country/KH", crk.isoCode, Term("literal", "KH"), "reference"),
        ("country/KH", rdfs.label, Term("literal", "Cambodia", None, "en"), "reference"),
        ("announcement/kh-gdi-2026-02-09-fr", schema.inLanguage, Term("literal", "fr"), "stated"),
        ("announcement/kh-gdi-2026-02-09-fr", rdf.type, iri(crk.Announcement), "stated"),
        ("operation/kh-2026-02-08-repatriation-313", dcterms.isReplacedBy, FLIGHT, "program"),
    ],
)
def test_what_has_no_words_is_said_to_have_none(
    supports: Supports, subject: str, predicate: str, object_: Term, kind: str
) -> None:
    found = supports.of(fact(iri(BASE + subject), predicate, object_))
    assert [(one.kind, one.quote) for one in found] == [(kind, None)]


def test_a_triple_whose_origin_is_not_found_is_called_inferred(supports: Supports) -> None:
    (found,) = supports.of(fact(FLIGHT, crk.sentTo, iri(f"{BASE}country/LR")))
    assert (found.kind, found.inferred_from, found.quote) == ("inferred", None, None)
