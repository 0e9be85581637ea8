"""Whether a text reports any operation: what the model is told, and what one operation by itself takes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from crackdown.loaders.document import Document
from crackdown.loaders.extraction.models.linear import Features, Probability, names_of, probability
from crackdown.loaders.extraction.text.analysis import analyse
from crackdown.loaders.extraction.text.lexicon import load_language
from crackdown.loaders.extraction.what import operations
from crackdown.loaders.extraction.what.operations import ALONE_THRESHOLD
from crackdown.loaders.extraction.what.reporting import reporting_features
from tests.loaders.analysing import analysed


def told(text: str) -> set[str]:
    return {name for name in names_of(reporting_features(analysed(text))) if "other" in name}


def test_other_matters_are_told_by_title_beginning_and_share_of_sentences() -> None:
    text = "Workshop on scams\n\nPolice arrested 12 men. They were deported. The seminar ended on Friday."
    assert told(text) == {"other=2", "other:share=4", "title:other=True", "other:early=True"}


def test_a_text_without_other_matters_says_so() -> None:
    text = "Raid in Manila\n\nPolice arrested 12 men. They were deported."
    assert told(text) == {"other=0", "other:share=0", "title:other=False", "other:early=False"}


UNCOUNTED = (
    "WASHINGTON, 18 February 2026 - Scam centres take billions a year. Many stand in Myanmar. The Department of the "
    "Treasury imposed sanctions on a casino group on Tuesday over scam centres there."
)


@pytest.mark.parametrize(("sure", "kept"), [(ALONE_THRESHOLD - 0.01, 0), (ALONE_THRESHOLD, 1)])
def test_one_operation_that_counts_nobody_needs_a_surer_text(
    monkeypatch: pytest.MonkeyPatch, sure: float, kept: int
) -> None:
    def judged(model: str, given: Sequence[Features]) -> Probability:
        return Probability(sure, model, given) if model == "reporting" else probability(model, given)

    monkeypatch.setattr(operations, "probability", judged)
    monkeypatch.setattr(operations, "BOTH_THRESHOLD", 0.0)
    monkeypatch.setattr(operations, "SHORT_BOTH_THRESHOLD", 0.0)
    language = load_language("en")
    assert language is not None
    drafts = operations.build_operations(analyse(Document.from_text(UNCOUNTED, language="en"), language))
    assert len(drafts) == kept
