"""What else was done to people whose number another sentence states: arrested before they were deported."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from crackdown.graph.announcement.record import Evidence
from crackdown.loaders.document import Document
from crackdown.loaders.extraction import explain, extract
from crackdown.loaders.extraction.models.reasons import WHOSE
from crackdown.loaders.extraction.reading import reading_with
from crackdown.loaders.extraction.what.again import again_candidates
from crackdown.loaders.extraction.what.drafts import Draft
from crackdown.loaders.training.gold import examples
from tests.loaders.analysing import analysed

TEXTS: dict[str, dict[str, str]] = yaml.safe_load(
    Path(__file__).with_name("told_again.yaml").read_text(encoding="utf-8")
)
TEXT = "Cambodia deported 62 Chinese on Tuesday. Police had arrested them on 14 February. They will be arrested again."


@pytest.mark.parametrize(("code", "text"), TEXTS["again"].items())
def test_who_is_deported_had_been_arrested(code: str, text: str) -> None:
    with reading_with("full"):
        deported, arrested = extract(Document.from_text(text, language=code)).operations
    assert (deported.kind, deported.persons, deported.date) == ("deportation", 62, "2026-03-10")
    assert (arrested.kind, arrested.persons, arrested.date) == ("arrest", 62, "2026-02-14")
    assert (arrested.women, arrested.nationalities) == (deported.women, deported.nationalities)


@pytest.mark.parametrize(("code", "text"), TEXTS["nothing"].items())
def test_who_may_be_arrested_was_not(code: str, text: str) -> None:
    for way in ("fast", "full"):
        with reading_with(way):
            operations = extract(Document.from_text(text, language=code)).operations
        assert [one.kind for one in operations] == ["deportation"]


def test_their_number_is_quoted_where_it_stands() -> None:
    record, why = explain(Document.from_text(TEXTS["again"]["en"]))
    deported, arrested = (one.evidence["persons"] for one in record.operations)
    assert isinstance(deported, Evidence)
    assert isinstance(arrested, Evidence)
    assert (arrested.quote, arrested.start) == (deported.quote, deported.start)
    assert why["operations[1].persons"].how == WHOSE.how


def test_a_word_of_another_kind_is_weighed_for_the_people_told_of_last() -> None:
    analysis = analysed(TEXT)
    draft = Draft("deportation", [analysis.counts[0]], None)
    assert [(one.kind, one.sentence, one.whose) for one in again_candidates(analysis, [draft])] == [
        ("arrest", 1, draft),
        ("arrest", 2, draft),
    ]


def test_what_is_told_with_its_number_is_not_weighed() -> None:
    analysis = analysed(TEXT)
    drafts = [Draft(kind, [analysis.counts[0]], None) for kind in ("deportation", "arrest")]
    assert again_candidates(analysis, drafts) == []


def test_training_learns_it_from_words_without_their_number() -> None:
    persons = {"persons": 62, "women": None, "men": None, "nationalities": {}, "country": "KH", "destination": None}
    lists = {"airports": [], "agencies": [], "partners": [], "officials": [], "offences": []}
    gold = {
        "announced_by": [],
        "published": None,
        "agencies": [],
        "officials": [],
        "operations": [
            {"kind": "deportation", "date": None, **persons, **lists, "evidence": {"kind": "deported"}},
            {"kind": "arrest", "date": None, **persons, **lists, "evidence": {"kind": "arrested"}},
        ],
    }
    taught = list(examples(analysed(TEXT), gold))
    assert [label for model, _, label in taught if model == "again"] == [True, False]
    assert [model for model, _, label in taught if model.startswith("kind:") and label] == ["kind:deportation"]
