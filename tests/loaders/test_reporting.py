"""What the model is told that says whether a text reports any operation."""

from __future__ import annotations

from crackdown.loaders.document import Document
from crackdown.loaders.extraction.models.linear import names_of
from crackdown.loaders.extraction.text.analysis import analyse
from crackdown.loaders.extraction.text.lexicon import load_language
from crackdown.loaders.extraction.what.reporting import reporting_features


def told(text: str) -> set[str]:
    language = load_language("en")
    assert language is not None
    return {
        name for name in names_of(reporting_features(analyse(Document.from_text(text), language))) if "other" in name
    }


def test_other_matters_are_told_by_title_beginning_and_share_of_sentences() -> None:
    text = "Workshop on scams\n\nPolice arrested 12 men. They were deported. The seminar ended on Friday."
    assert told(text) == {"other=2", "other:share=4", "title:other=True", "other:early=True"}


def test_a_text_without_other_matters_says_so() -> None:
    text = "Raid in Manila\n\nPolice arrested 12 men. They were deported."
    assert told(text) == {"other=0", "other:share=0", "title:other=False", "other:early=False"}
