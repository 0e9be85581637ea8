"""The words for a country's people, of countries whose people are seldom told of."""

from __future__ import annotations

import pytest

from crackdown.loaders.document import Document
from crackdown.loaders.extraction.text.analysis import analyse
from crackdown.loaders.extraction.text.lexicon import load_language


@pytest.mark.parametrize(
    ("code", "text", "country"),
    [
        ("en", "Police arrested 12 Jamaicans.", "JM"),
        ("en", "Police in the Dominican Republic arrested 12 Haitians.", "HT"),
        ("fr", "La police a arrêté 12 Soudanaises.", "SD"),
        ("fr", "La police a arrêté 12 Équatoriens.", "EC"),
        ("de", "Die Polizei nahm 12 Bolivianerinnen fest.", "BO"),
        ("es", "La policía detuvo a 12 luxemburguesas.", "LU"),
        ("pt", "A polícia deteve 12 hondurenhas.", "HN"),
        ("ru", "Полиция задержала 12 боливийцев.", "BO"),
        ("tr", "Polis 12 Haitiliyi gözaltına aldı.", "HT"),
        ("ar", "أوقفت الشرطة 12 هندوراسياً.", "HN"),
        ("hi", "पुलिस ने चीन के 12 नागरिकों को गिरफ्तार किया।", "CN"),
        ("vi", "Công an bắt 12 người Nam Phi.", "ZA"),  # "nam" alone is a man
        ("ar", "أوقفت الشرطة 12 مواطناً من ليبيريا.", "LR"),  # not of Libya
        ("th", "ตำรวจจับกุมชาวปารากวัย 12 คน", "PY"),  # "วัย" alone is an age
        ("ko", "이란 국적 12명을 체포했다.", "IR"),
        ("hi", "पुलिस ने 12 पुर्तगाली नागरिकों को गिरफ्तार किया।", "PT"),
    ],
)
def test_people_are_of_their_country(code: str, text: str, country: str) -> None:
    language = load_language(code)
    assert language is not None
    counts = analyse(Document.from_text(text), language).counts
    assert [(count.value, [mention.value for mention in count.countries]) for count in counts] == [(12, [country])]
