"""Operations on one person whom no number counts."""

from __future__ import annotations

from crackdown.loaders.extraction.what.uncounted import only_person, uncounted_candidates
from tests.loaders.analysing import analysed


def test_an_extradition_without_a_number_is_a_candidate() -> None:
    analysis = analysed("The suspect was extradited to Japan on Tuesday.")
    assert "extradition" in {candidate.kind for candidate in uncounted_candidates(analysis, set())}


def test_the_nearest_word_for_a_person_counts_one() -> None:
    analysis = analysed("The Kenyan fugitive was arrested in Manila.")
    (count,) = only_person(analysis, "arrest", analysis.of_type("kind")[0])
    assert (count.value, analysis.view.text[count.start : count.end]) == (1, "fugitive")


def test_what_was_seized_counts_nobody() -> None:
    analysis = analysed("The suspect's phones were seized.")
    assert only_person(analysis, "seizure", analysis.of_type("kind")[0]) == []
