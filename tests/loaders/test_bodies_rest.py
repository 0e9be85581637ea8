"""Bodies of places and countries in German, Russian, Turkish, Arabic, Hindi, Indonesian and Malay."""

from __future__ import annotations

import pytest

from tests.loaders.test_bodies import names


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        ("de", "Das Provinzgericht Pattaya verurteilte 24 Männer.", ["Pattaya Provincial Court"]),
        ("de", "Das Gericht in Kampot verurteilte 24 Männer.", ["Kampot Court"]),
        ("de", "Die Touristenpolizei Pattaya nahm 24 Männer fest.", ["Pattaya Tourist Police"]),
        ("de", "Das Einwanderungsamt in Denpasar schob 24 Chinesen ab.", ["Denpasar Immigration Office"]),
        ("ru", "Суд общей юрисдикции Еревана приговорил 24 человек.", ["Yerevan Court of General Jurisdiction"]),
        ("ru", "Суд провинции Преахсианук приговорил 24 человек.", ["Preah Sihanouk Provincial Court"]),
        ("ru", "Пограничная застава Мокбай приняла 24 человек.", ["Moc Bai Border Guard Station"]),
        ("ru", "Пограничники Вьетнама приняли 24 человек.", ["Vietnamese border guard"]),
        ("tr", "Taipei Bölge Mahkemesi 24 kişiyi mahkûm etti.", ["Taipei District Court"]),
        ("tr", "24 kişi Tay Ninh sınır muhafızlarına teslim edildi.", ["Tay Ninh Border Guard"]),
        ("tr", "Hong Kong gümrüğü 24 kişiyi yakaladı.", ["Customs and Excise Department"]),
        ("ar", "حكمت المحكمة البلدية في بنوم بنه على 24 شخصا.", ["Phnom Penh Municipal Court"]),
        ("ar", "أوقف الدرك في مقاطعة كاندال 24 شخصا.", ["Kandal Gendarmerie"]),
        ("ar", "تسلمت شرطة الحدود في ماي سوت 24 شخصا.", ["Mae Sot Border Police"]),
        ("hi", "जयपुर पुलिस आयुक्तालय ने 24 लोगों को पकड़ा।", ["Jaipur Police Commissionerate"]),
        ("hi", "अमृतसर देहात पुलिस ने 24 लोगों को पकड़ा।", ["Amritsar Rural Police"]),
        ("hi", "कर्नाटक सीआईडी ने 24 लोगों को पकड़ा।", ["Karnataka Criminal Investigation Department"]),
        ("id", "Pengadilan Negeri Denpasar memvonis 24 orang.", ["Denpasar District Court"]),
        ("id", "Pos Penjaga Perbatasan Moc Bai menerima 24 orang.", ["Moc Bai Border Guard Station"]),
        ("id", "Gendarmerie Provinsi Kandal menangkap 24 orang.", ["Kandal Gendarmerie"]),
        ("ms", "Mahkamah Wilayah Preah Sihanouk menghukum 24 orang.", ["Preah Sihanouk Provincial Court"]),
    ],
)
def test_what_a_place_has_is_named_by_it(code: str, text: str, found: list[str]) -> None:
    assert names(text, code) == found


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Das Oberste Gericht in Manila verurteilte 24 Männer."),
        ("id", "Mahkamah Agung Filipina memvonis 24 orang."),
        ("ru", "Верховный суд Филиппин приговорил 24 человек."),
    ],
)
def test_a_country_has_one_supreme_court_wherever_it_sits(code: str, text: str) -> None:
    assert names(text, code) == ["Supreme Court"]


def test_a_court_somewhere_in_a_country_is_none_that_is_named() -> None:
    assert names("Ein philippinisches Gericht verurteilte 24 Männer.", "de") == []
