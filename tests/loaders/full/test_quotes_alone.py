"""A quote that a language model brings is read alone, in the same way as the text around it."""

from __future__ import annotations

import pytest

from crackdown.loaders.document import Document
from crackdown.loaders.extraction import extract_analysed
from crackdown.loaders.extraction.models.places import is_heard
from crackdown.loaders.llm import quotes

TEXT = "PARIS, 3 March 2025 - French police arrested 12 suspects in Lyon."


@pytest.mark.usefixtures("in_full")
def test_it_is_listened_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """The weights of the full way count half of what the encoder says: without it they would read too little."""
    heard = []

    def assemble(*given):
        heard.append(is_heard())
        return whole(*given)

    whole = quotes.assemble
    record, analysis = extract_analysed(Document.from_text(TEXT))
    monkeypatch.setattr(quotes, "assemble", assemble)
    start = TEXT.index("French")
    quotes.Quotes(TEXT, analysis, record).passage((start, len(TEXT)))
    assert heard == [True]
