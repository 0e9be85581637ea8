"""What the explorer says is what the server says: one word for one concept in each language, and no English between."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest

from crackdown.graph.figures.ledger import Status
from crackdown.graph.linking.relations import RELATIONS, SYMMETRIC
from crackdown.graph.showing.relation_words import borrowed_name, turned_name
from crackdown.graph.storage.reference import country_codes
from crackdown.ontology.labels import label, languages
from crackdown.ontology.terms import CONCEPTS, dcterms, org, rdfs, schema, skos

MESSAGES = Path(__file__).parents[1] / "api/explorer/src/messages"
SPOKEN = sorted(path.name for path in MESSAGES.iterdir() if path.is_dir())
OTHERS = [language for language in SPOKEN if language != "en"]
# Claims state them, and their vocabularies name them in English alone.
BORROWED = (
    rdfs.label, skos.prefLabel, skos.altLabel, schema.mentions, dcterms.issued, org.classification, org.organization,
    org.member, org.role,
)  # fmt: skip


def said(language: str, area: str) -> dict[str, str]:
    return json.loads((MESSAGES / language / f"{area}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("area", ["told", "flows", "table"])
def test_a_concept_goes_by_one_name(language: str, area: str) -> None:
    messages = said(language, area)
    wanted = {
        f"{key}-{name.replace('_', '-')}": label(iri, language)
        for scheme, key in (("agency_kind", "kind"), ("kind", "kind"), ("offence", "offence"))
        for name, iri in CONCEPTS[scheme].items()
    }
    told = {key: messages[key].replace("’", "'") for key in wanted if key in messages}
    assert {key: words for key, words in told.items() if words.casefold() != wanted[key].casefold()} == {}


@pytest.mark.parametrize("language", OTHERS)
def test_every_relation_has_a_name_from_either_end(language: str) -> None:
    unnamed = [iri for iri in RELATIONS if language not in languages(iri)]
    unturned = [iri for iri in RELATIONS if iri not in SYMMETRIC and turned_name(iri, language) is None]
    assert (unnamed, unturned) == ([], [])


@pytest.mark.parametrize("language", OTHERS)
def test_borrowed_properties_have_a_name(language: str) -> None:
    assert [iri for iri in BORROWED if borrowed_name(iri, language) is None] == []


def test_khmer_brings_the_countries_that_chromium_has_no_khmer_names_for() -> None:
    names = said("km", "countries")
    assert tuple(names) == country_codes()
    assert {code: name for code, name in names.items() if not any("ក" <= letter <= "៿" for letter in name)} == {}


@pytest.mark.parametrize("language", SPOKEN)
def test_how_two_sides_get_on_is_told(language: str) -> None:
    assert {f"status-{status.replace(' ', '-')}" for status in get_args(Status)} <= said(language, "ledger").keys()
