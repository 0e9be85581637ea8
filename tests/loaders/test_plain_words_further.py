"""What was done, told by the plain words of Russian, Turkish, Arabic, Hindi, Indonesian and Malay newspapers."""

from __future__ import annotations

import pytest

from crackdown.loaders.document import Document
from crackdown.loaders.extraction.text.analysis import analyse
from crackdown.loaders.extraction.text.lexicon import load_language


def kinds(code: str, text: str) -> set[str]:
    language = load_language(code)
    assert language is not None
    return {mention.value for mention in analyse(Document.from_text(text), language).of_type("kind")}


@pytest.mark.parametrize(
    ("code", "text", "kind"),
    [
        ("ru", "Спецназ оцепил здание.", "raid"),
        ("ru", "Суд огласил вердикт.", "conviction"),
        ("ru", "Он получил пять лет колонии.", "conviction"),
        ("ru", "Следователи вывели людей из подвала.", "rescue"),
        ("ru", "Суд наложил запрет на распоряжение квартирами.", "seizure"),
        ("ru", "Троих отправили в изолятор.", "arrest"),
        ("tr", "Beş sanık hapse çarptırıldı.", "conviction"),
        ("tr", "Şüpheli Sırbistan'dan iade alındı.", "extradition"),
        ("tr", "Telefonlar emanete alındı.", "seizure"),
        ("tr", "İki kişi hapse girdi.", "arrest"),
        ("tr", "Polis binayı kuşattı.", "raid"),
        ("id", "Polisi mengeluarkan lima korban dari ruko.", "rescue"),
        ("id", "Petugas mengangkut puluhan ponsel.", "seizure"),
        ("id", "Gudang itu disegel.", "seizure"),
        ("id", "Hakim menghukum tiga pelaku.", "conviction"),
        ("id", "Dua buronan dijebloskan ke sel.", "arrest"),
        ("ms", "Dua buruan bertukar tangan di sempadan.", "extradition"),
        ("ms", "Hakim menghukum tiga lelaki itu.", "conviction"),
        ("ms", "Polis merempuh sebuah banglo.", "raid"),
        ("ms", "Tiga lagi tertangkap di lapangan terbang.", "arrest"),
        ("ar", "الفريق صادر 12 هاتفاً.", "seizure"),
        ("ar", "وتحفظت على ثلاث سيارات.", "seizure"),
        ("ar", "وباتوا خلف القضبان.", "arrest"),
        ("ar", "دانت المحكمة أربعة.", "conviction"),
        ("ar", "الشرطة تولت إخراجهم من المبنى.", "rescue"),
        ("hi", "पुलिस ने दरवाजा तोड़ा।", "raid"),
        ("hi", "तीन को सात साल की कैद हुई।", "conviction"),
        ("hi", "पांच महिलाएं छुड़ाई गईं।", "rescue"),
        ("hi", "दो लोग धर दबोचे गए।", "arrest"),
        ("hi", "दुकान सील कर दी, कार कब्जे में ली।", "seizure"),
    ],
)
def test_plain_words_say_what_was_done(code: str, text: str, kind: str) -> None:
    assert kind in kinds(code, text)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("id", "Kedutaan mengeluarkan pernyataan."),
        ("id", "Paspor itu dikeluarkan oleh kantor lama."),
        ("id", "Bus mengangkut mereka ke hotel."),
        ("ar", "وجاء في بيان صادر عن الوزارة."),
    ],
)
def test_the_same_words_of_papers_and_buses_say_nothing_of_it(code: str, text: str) -> None:
    assert not kinds(code, text)
