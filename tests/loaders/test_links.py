"""How facts are linked to operations: what goes on from one to the next, and what tells kinds and countries apart."""

from __future__ import annotations

import gc

import pytest

from crackdown.loaders.document import Document
from crackdown.loaders.extraction import extract
from crackdown.loaders.extraction.models.linear import names_of, other_weights
from crackdown.loaders.extraction.reading import reading_with
from crackdown.loaders.extraction.text.analysis import Analysis
from crackdown.loaders.extraction.what.candidates import carried_probability, relation_before
from crackdown.loaders.extraction.what.drafts import Draft, mark_others
from crackdown.loaders.extraction.what.kinds import kind_features
from crackdown.loaders.extraction.where.country_links import country_candidates
from tests.loaders.analysing import analysed

TEXT = "Police in Laos arrested 12 suspects on Monday. Two days later 30 workers from Vietnam were detained."


def drafted(analysis: Analysis) -> list[Draft]:
    drafts = [Draft("arrest", [count], None) for count in analysis.counts]
    mark_others(analysis, drafts)
    return drafts


def test_operations_that_were_read_are_gone_without_a_search_for_cycles() -> None:
    gc.collect()
    before = sum(isinstance(one, Draft) for one in gc.get_objects())
    gc.disable()
    try:
        assert len(extract(Document.from_text(TEXT)).operations) == 2
        assert sum(isinstance(one, Draft) for one in gc.get_objects()) == before
    finally:
        gc.enable()


def test_each_operation_knows_the_one_told_before() -> None:
    analysis = analysed(TEXT)
    later, earlier = [Draft("arrest", [count], None) for count in reversed(analysis.counts)]
    mark_others(analysis, [later, earlier])
    assert later.before is earlier
    assert earlier.before is None


@pytest.mark.parametrize(("had", "expected"), [(1.0, 0.9526), (0.0, 0.2689), (0.5, 0.6108)])
def test_value_of_the_operation_before_counts_as_far_as_it_is_sure(had: float, expected: float) -> None:
    analysis = analysed(TEXT)
    earlier, later = drafted(analysis)
    laos = next(c for c in country_candidates(analysis, later) if c.value == "LA")
    earlier.had["country", "LA"] = had
    with other_weights({"country": {"bias": -1.0, "before=True": 4.0}}):
        sure, told = carried_probability(analysis, later, "country", laos)
        assert sure == pytest.approx(expected, abs=1e-3)
        assert f"before={had >= 0.5}" in told.features


def test_without_an_operation_before_nothing_is_carried() -> None:
    analysis = analysed(TEXT)
    earlier = drafted(analysis)[0]
    laos = next(c for c in country_candidates(analysis, earlier) if c.value == "LA")
    with other_weights({"country": {"bias": 0.0, "before=True": 4.0, "before=none": -30.0}}):
        assert carried_probability(analysis, earlier, "country", laos)[0] < 0.01


def test_country_last_spoken_of_goes_on_where_a_sentence_names_none() -> None:
    analysis = analysed("Officers raided a building in Laos. They found 40 people there.")
    (count,) = (count for count in analysis.counts if count.value == 40)
    candidate = next(c for c in country_candidates(analysis, Draft("raid", [count], None)) if c.value == "LA")
    assert any(name.startswith("here=False,latest=True") for name in names_of(candidate.features))


def test_kind_is_told_by_the_order_of_the_words() -> None:
    analysis = analysed("The 25 men arrested in March were deported on Friday.")
    features = names_of(kind_features(analysis, analysis.counts[0]))
    assert {"first=arrest", "last=deportation", "last_after=deportation", "both=arrest,deportation"} <= set(features)


def test_word_beyond_another_number_is_parted_from_a_count() -> None:
    analysis = analysed("Police arrested 25 men and deported 13 women.")
    second = next(count for count in analysis.counts if count.value == 13)
    features = names_of(kind_features(analysis, second))
    assert "unparted=deportation" in features
    assert "unparted=arrest" not in features


def test_countries_that_break_one_number_down_are_no_other_s() -> None:
    text = (
        "The Nigeria Immigration Service has begun to deport 192 foreign nationals of a syndicate, convicted of "
        "internet fraud. Last December, the Economic and Financial Crimes Commission arrested 792 members of the "
        "syndicate. They include 114 Chinese nationals, 40 Filipinos and two Pakistanis. The suspects were deported "
        "after they had served their terms, the Service said."
    )
    with reading_with("fast"):
        found = {one.persons: set(one.nationalities) for one in extract(Document.from_text(text)).operations}
    assert found == {192: set(), 792: {"CN", "PH", "PK"}}


@pytest.mark.parametrize(
    ("code", "text", "relation"),
    [
        ("ru", "Его выдали в Чехию.", "to"),
        ("ru", "Его задержали в Чехии.", "in"),
        ("ru", "Его выслали в Китай.", "to"),
        ("ru", "Его задержали в Китае.", "in"),
        ("ru", "Его задержали в КНР.", "in"),
        ("ru", "Его задержали в ДРК.", "in"),
        ("ru", "Его задержали в Вануату.", "in"),
        ("uk", "Його видали в Чехію.", "to"),
        ("uk", "Його затримали в Чехії.", "in"),
        ("uk", "Його затримали в Іраку.", "in"),
        ("uk", "Його затримали в РФ.", "in"),
    ],
)
def test_the_case_behind_a_preposition_says_where_to(code: str, text: str, relation: str) -> None:
    analysis = analysed(text, code)
    (country,) = analysis.of_type("country")
    assert relation_before(analysis, (country.start, country.end)) == relation


@pytest.mark.parametrize(("name", "relation"), [("நேபாளத்தில்", "in"), ("வங்கதேசத்திற்கு", "to"), ("தாய்லாந்திலிருந்து", "from")])
def test_a_case_is_seen_whose_first_letters_are_the_end_of_the_names_stem(name: str, relation: str) -> None:
    analysis = analysed(f"{name} 20 பேர் கைது செய்யப்பட்டனர்.", "ta")
    country = analysis.of_type("country")[0]
    assert relation_before(analysis, (country.start, country.end)) == relation
