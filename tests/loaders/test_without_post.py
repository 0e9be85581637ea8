"""Whoever a text names without a post, a rank or an agency is left out, and the rest of the text is kept."""

from __future__ import annotations

import pytest

from crackdown.graph.announcement.harmless import refuse_harm
from crackdown.loaders import extract
from crackdown.loaders.document import Document

WORDS = (
    "KUALA LUMPUR, Dec 17, 2024 — Officers went through 63 call centres and took away 426 people, {} disclosed today."
)


def test_a_name_without_a_post_is_left_out_and_told() -> None:
    record = extract(Document("nobody", WORDS.format("Datuk Seri Halim Mohamed Idris")))
    assert not record.officials
    assert record.notes == [
        "1 named without a post, rank or agency: only those who act for a state or a body are kept."
    ]
    refuse_harm(record)
    assert [operation.persons for operation in record.operations] == [426]


def test_a_name_with_a_post_stays() -> None:
    record = extract(Document("director", WORDS.format("police director Datuk Seri Halim Mohamed Idris")))
    assert [official.role for official in record.officials] == ["Director"]
    assert not record.notes


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("LONDON, 14 October 2025. The minister froze homes of the Prince Group and its chairman, Chen Zhi.", "en"),
        ("Madrid, 14 de octubre de 2025. Londres sancionó al grupo y su presidente, Chen Zhi.", "es"),
        ("Paris, le 14 octobre 2025. Londres a sanctionné le Prince Group et son président, Chen Zhi.", "fr"),
        ("Paris, le 14 octobre 2025. Londres vise au premier chef le Prince Group.", "fr"),
        ("වොෂින්ටන්, 2025 ඔක්තෝබර් 14 - ප්‍රින්ස් සමූහයේ සභාපති චෙන් ෂී මහතාට සම්බාධක පනවන ලදී.", "si"),
        ("वॉशिंग्टन, १४ ऑक्टोबर २०२५ : प्रिन्स ग्रुपचे अध्यक्ष चेन झी यांच्यावर निर्बंध लादले.", "mr"),
        ("ওয়াশিংটন, ১৪ অক্টোবর ২০২৫: প্রিন্স গ্রুপের চেয়ারম্যান চেন ঝি নিষেধাজ্ঞার মুখে পড়েছেন।", "bn"),
        ("Вашингтон, 2025 оны 10 дугаар сарын 14. Принс группын ерөнхийлөгч Чэнь Жи хориг арга хэмжээнд орлоо.", "mn"),
        ("ვაშინგტონი, 2025 წლის 14 ოქტომბერი - პრინს გრუპის თავმჯდომარე ლი ჭის სანქციები დაუწესეს.", "ka"),
        ("ዋሽንግተን፣ ጥቅምት 4 ቀን 2018 ዓ.ም - የፕሪንስ ግሩፕ ሊቀመንበር ቼን ዢ ላይ ማዕቀብ ተጣለ።", "am"),
    ],
)
def test_the_head_of_a_firm_is_no_official(text: str, language: str) -> None:
    assert not extract(Document.from_text(text, language=language)).officials


def test_a_body_keeps_its_head_beside_a_gang() -> None:
    text = (
        "BANGKOK, 9 April 2026. The Anti-Money Laundering Office seized 96 assets of a network accused of washing the "
        "takings of call centres in Cambodia, its secretary-general, Theppasu Bowornchotedara, said."
    )
    (official,) = extract(Document.from_text(text, language="en")).officials
    assert official.name == "Theppasu Bowornchotedara"
