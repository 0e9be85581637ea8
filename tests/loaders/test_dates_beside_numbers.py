"""A date is the same whether or not a number of people follows it, and people are whom a date follows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crackdown.loaders.document import Document
from crackdown.loaders.extraction.text.analysis import analyse
from crackdown.loaders.extraction.text.lexicon import load_language
from tests.loaders.analysing import analysed

PUBLISHED = "2026-04-22"


@pytest.mark.parametrize(
    ("code", "text", "date"),
    [
        ("de", "Die Polizei nahm am 21. April 12 Personen fest.", "2026-04-21"),
        ("de", "Die Polizei nahm am 21.4. 12 Personen fest.", "2026-04-21"),
        ("de", "Die Polizei nahm im März 12 Personen fest.", "2026-03"),
        ("ru", "Полиция задержала 21 апреля 12 человек.", "2026-04-21"),
        ("ru", "Полиция задержала в марте 12 человек.", "2026-03"),
        ("tr", "Polis 21 Nisan 12 kişiyi gözaltına aldı.", "2026-04-21"),
        ("ko", "경찰은 지난달 12명을 체포했다.", "2026-03"),
        ("ko", "경찰은 지난 3월 12명을 체포했다.", "2026-03"),
        ("ko", "경찰은 올해 12명을 체포했다.", "2026"),
        ("en", "On 21 April 12 people were arrested.", "2026-04-21"),
        ("en", "In March 12 people were arrested.", "2026-03"),
        ("fr", "En mars 12 personnes ont été arrêtées.", "2026-03"),
        ("es", "En marzo 12 personas fueron detenidas.", "2026-03"),
        ("pt", "Em março 12 pessoas foram detidas.", "2026-03"),
        ("id", "Pada bulan Maret 12 orang ditangkap.", "2026-03"),
        ("hi", "पुलिस ने 21 अप्रैल 12 लोगों को गिरफ्तार किया।", "2026-04-21"),
        ("ar", "في 21 أبريل 12 شخصاً", "2026-04-21"),
    ],
)
def test_number_behind_a_date_is_no_part_of_it(code: str, text: str, date: str) -> None:
    language = load_language(code)
    assert language is not None
    analysis = analyse(replace(Document.from_text(text), published=PUBLISHED), language)
    assert [found.value for found in analysis.dates] == [date]
    assert [count.value for count in analysis.counts] == [12]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Police arrested 12 Chinese last week."),
        ("en", "Police arrested 12 Chinese two days ago."),
        ("tr", "Polis 12 Çinliyi geçen ay gözaltına aldı."),
        ("ar", "أوقفت الشرطة 12 صينياً يوم الثلاثاء."),
    ],
)
def test_date_behind_a_count_is_not_what_it_counts(code: str, text: str) -> None:
    language = load_language(code)
    assert language is not None
    analysis = analyse(replace(Document.from_text(text), published=PUBLISHED), language)
    assert [(count.value, count.noun, [found.value for found in count.countries]) for count in analysis.counts] == [
        (12, "demonym", ["CN"])
    ]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "On June 9 police arrested 12 people."),
        ("vi", "Cuối tháng 11, công an bắt 12 người."),
        ("tr", "9 Haziran'da polis 12 kişiyi gözaltına aldı."),
        ("ar", "في 9 يونيو أوقفت الشرطة 12 شخصاً."),
        ("fr", "Le 9 juin, la police a arrêté 12 personnes."),
    ],
)
def test_day_of_a_year_that_nobody_knows_counts_no_people(code: str, text: str) -> None:
    analysis = analysed(text, code)
    assert analysis.dates == []
    assert [count.value for count in analysis.counts] == [12]
