"""What kind of agency a name says it is: by English and French words, or by those of a language's own file."""

from __future__ import annotations

import re

from crackdown.loaders.extraction.text.lexicon import Language


def kind_of(name: str) -> str:
    """Tell an agency's kind by its English name.

    >>> kind_of("Tak Immigration Office"), kind_of("Pasay City Court"), kind_of("Fair Trade Board")
    ('immigration', 'court', 'other')
    """
    for kind, words in _KIND_WORDS:
        if words.search(name):
            return kind
    return "other"


_KIND_WORDS = [
    (kind, re.compile(words, re.IGNORECASE))
    for kind, words in (
        ("embassy", r"embass|consul|high commission|ambassade"),
        ("immigration", r"immigration|migratoire"),
        ("court", r"\bcourt|tribunal|\bcour\b"),
        ("prosecution", r"prosecut|attorney|procurat|parquet|ministère public"),
        ("ministry", r"ministr|minist"),
        ("military", r"\barmy|armed forces|air force|navy|military|border guard|armée|militia"),
        ("police", r"police|gendarm|investigation|constabul|cyber ?crime|criminal"),
        ("international", r"united nations|interpol|international org|nations unies"),
    )
]


def kind_in(form: str, language: Language) -> str | None:
    """Tell an agency's kind by the words of a language's `agency_kinds`."""
    kinds: dict[str, list[str]] = language.names.get("agency_kinds", {})
    return next((kind for kind, words in kinds.items() if any(word in form for word in words)), None)
