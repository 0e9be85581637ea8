"""Labels fall back from what is asked for to what there is."""

from __future__ import annotations

import pytest

from crackdown.ontology.labels import find_concept, label, languages
from crackdown.ontology.terms import CONCEPTS, crk, kind, org, outcome, precision, rank, role


@pytest.mark.parametrize(
    ("iri", "language", "expected"),
    [
        (crk.departedFrom, "en", "departed from"),
        (crk.departedFrom, "fr", "au départ de"),
        (kind.raid, "km", "ការឆែកឆេរ"),
        (outcome.facts_found, "de", "Fakten gefunden"),
        (kind.raid, "zh-Hant", "突击搜查"),
        (crk.departedFrom, "km", "ចេញដំណើរពី"),
        (crk.departedFrom, "vi", "departed from"),
        (org.reportsTo, "ja", "reports to"),
        ("https://example.org/ns#someThing", "en", "some thing"),
        ("https://example.org/place/mae-sot/", "en", "mae sot"),
    ],
)
def test_label(iri: str, language: str, expected: str) -> None:
    assert label(iri, language) == expected


def test_language_is_english_unless_told() -> None:
    assert label(crk.Operation) == "operation"


def test_concepts_have_thirteen_languages() -> None:
    assert len(languages(outcome.language_not_read)) == 13


@pytest.mark.parametrize(
    ("scheme", "words", "concept"),
    [
        ("rank", "Lieutenant General", rank.lieutenant_general),
        ("rank", "lieutenant-general", rank.lieutenant_general),
        ("rank", "Police  Major General", rank.major_general),
        ("rank", "វរសេនីយ៍ឯក", rank.colonel),
        ("role", "Deputy Prime Minister", role.deputy_head_of_government),
        ("role", "Minister of Foreign Affairs", role.minister),
        ("role", "Secretary of State", role.deputy_minister),
        ("role", "porte-parole", role.spokesperson),
        ("precision", "more than", precision.more_than),
    ],
)
def test_words_find_their_concept(scheme: str, words: str, concept: str) -> None:
    assert find_concept(scheme, words) == concept


@pytest.mark.parametrize(
    "words", ["Secretary of the Treasury", "Deputy Prime Minister and Minister of Interior", "", "of"]
)
def test_words_that_call_no_concept_find_none(words: str) -> None:
    assert find_concept("role", words) is None


@pytest.mark.parametrize("scheme", CONCEPTS)
def test_every_concept_is_found_by_its_english_label(scheme: str) -> None:
    assert {iri: find_concept(scheme, label(iri)) for iri in CONCEPTS[scheme].values()} == {
        iri: iri for iri in CONCEPTS[scheme].values()
    }
