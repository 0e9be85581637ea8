"""What the explorer says is what the server says: one word for one concept in each language, and no English between."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from babel import Locale

from crackdown.graph.figures.ledger import Status
from crackdown.graph.linking.relations import RELATIONS, SYMMETRIC
from crackdown.graph.showing.relation_words import borrowed_name, turned_name
from crackdown.graph.storage.reference import country_codes
from crackdown.ontology.labels import label, languages
from crackdown.ontology.labels_by_iri import LABELS
from crackdown.ontology.terms import CONCEPTS, dcterms, org, rdfs, schema, skos

ROOT = Path(__file__).parents[1]
MESSAGES = ROOT / "api/explorer/src/messages"
SPOKEN = sorted(path.name for path in MESSAGES.iterdir() if path.is_dir())
OTHERS = [language for language in SPOKEN if language != "en"]
# Signs that the language does not write so (docs/words.md): French begins no line with one, Chinese has its own, Khmer
# and Thai have no semicolon. A "?" before a letter begins a variable of SPARQL.
FOREIGN = {
    "fr": r" [:;!»%]| \?(?!\w)|« |'",
    "zh": r"[\u4e00-\u9fff][,;:?!]|(?<![…/ ])…(?!…)",
    "km": r"[;“”]|[\u1780-\u17ff],",
    "th": r"[;«»]",
}
# Claims state them, and their vocabularies name them in English alone.
BORROWED = (
    rdfs.label, skos.prefLabel, skos.altLabel, schema.mentions, dcterms.issued, org.classification, org.organization,
    org.member, org.role,
)  # fmt: skip


def said(language: str, area: str) -> dict[str, str]:
    return json.loads((MESSAGES / language / f"{area}.json").read_text(encoding="utf-8"))


def all_said(language: str) -> Iterator[tuple[str, str]]:
    """Yield what is said in a language, by where it stands: messages, exports, findings, relations, questions."""
    for path in (MESSAGES / language).iterdir():
        yield from ((f"{path.stem}.{key}", text) for key, text in said(language, path.stem).items())
    by_language = json.loads((ROOT / "graph/export/scene_words.json").read_text(encoding="utf-8"))
    yield from by_language[language].items()
    findings = json.loads((ROOT / "graph/figures/finding_texts.json").read_text(encoding="utf-8"))
    relations = json.loads((ROOT / "graph/showing/relation_words.json").read_text(encoding="utf-8"))
    for texts in (findings, relations["names"], relations["turned"]):
        yield from ((name, text[language]) for name, text in texts.items() if language in text)
    for path in (ROOT / "ontology/competency").glob("*.rq"):
        title = re.search(rf"^# {language}: (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
        yield from [(path.name, title[1])] if title else []


@pytest.mark.parametrize("language", SPOKEN)
def test_the_words_of_the_tables_are_in_use(language: str) -> None:
    lines = (ROOT / "docs/words.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines if line.count("|") == len(SPOKEN) + 2]
    place = rows[0].index(Locale(language).get_display_name("en"))
    words = {word.casefold() for row in rows if row[0] not in ("English", "---") for word in row[place].split(", ")}
    labels = (text for by_language in LABELS.values() for code, text in by_language.items() if code == language)
    everything = "\n".join([*(text for _, text in all_said(language)), *labels]).casefold()
    assert words
    assert {word for word in words if word not in everything} == set()


@pytest.mark.parametrize(("language", "foreign"), FOREIGN.items())
def test_a_language_has_its_own_punctuation(language: str, foreign: str) -> None:
    assert {where: text for where, text in all_said(language) if re.search(foreign, text)} == {}


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
