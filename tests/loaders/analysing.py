"""A text as it stands analysed in its language, before anything is made of it."""

from __future__ import annotations

from crackdown.loaders.document import Document
from crackdown.loaders.extraction.text.analysis import Analysis, analyse
from crackdown.loaders.extraction.text.lexicon import load_language


def analysed(text: str, code: str = "en") -> Analysis:
    """Analyse a text in a language that is known."""
    language = load_language(code)
    assert language is not None
    return analyse(Document.from_text(text), language)
