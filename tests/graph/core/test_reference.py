"""What every store knows before the first announcement."""

from __future__ import annotations

import pytest

from crackdown.graph.storage import reference
from crackdown.graph.storage.reference import LANGUAGES, country_codes, reference_digest, reference_graphs
from crackdown.graph.storage.store import Store, View

CRK = "PREFIX crk: <https://w3id.org/crackdown/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
SKOS = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "


@pytest.fixture(scope="module")
def view() -> View:
    return Store.open(None).view()


def test_every_country_has_one_english_label(view: View) -> None:
    rows = view.select(CRK + "SELECT ?c (COUNT(?l) AS ?n) { ?c crk:isoCode ?i ; rdfs:label ?l } GROUP BY ?c")
    assert {row["n"].value for row in rows} == {"1"}
    assert len(rows) == len(country_codes())


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_nearly_every_country_has_a_name_in_each_language(view: View, language: str) -> None:
    query = f"SELECT ?c {{ ?c crk:isoCode ?i ; skos:prefLabel ?l FILTER(LANG(?l) = '{language.lower()}') }}"
    assert len(view.select(CRK + SKOS + query)) >= 230


@pytest.mark.parametrize("code", ["EU", "UN", "ZZ", "XK"])
def test_codes_that_iso_does_not_assign_are_no_countries(code: str) -> None:
    assert code not in country_codes()


def test_each_file_of_the_ontology_has_a_graph_of_its_own_name() -> None:
    assert {graph.value.rpartition("/")[2] for graph in reference_graphs()} == {"reference", "ontology", "vocab"}


def test_the_digest_changes_with_the_revision(monkeypatch: pytest.MonkeyPatch) -> None:
    before = reference_digest()
    monkeypatch.setattr(reference, "_REVISION", 99)
    assert reference_digest() != before


def test_no_blank_node_is_left(view: View) -> None:
    assert not view.ask("ASK { ?s ?p ?o FILTER(isBlank(?s) || isBlank(?o)) }")
