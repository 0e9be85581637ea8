"""Some people who are told before the whole of whom they are: one operation, of all of them."""

from __future__ import annotations

import pytest

from crackdown.loaders import extract
from crackdown.loaders.document import Document


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ja", "2026年3月3日、プノンペン - 警察は月曜日、シアヌークビルで中国人280人を含む305人を逮捕した。"),
        ("ko", "프놈펜, 2026년 3월 3일 - 경찰은 월요일 시아누크빌에서 중국인 280명 등 305명을 체포했다."),
        ("zh", "金边2026年3月3日电 警方周一在西哈努克市抓获包括280名中国人在内的305人。"),
        ("tr", "PHNOM PENH, 3 Mart 2026 - Polis pazartesi günü Sihanukville'de 280'i Çinli 305 kişiyi gözaltına aldı."),
        ("tr", "PHNOM PENH, 3 Mart 2026 - Polis pazartesi günü 280'i Çinli olmak üzere 305 kişiyi gözaltına aldı."),
        ("hi", "नोम पेन्ह, 3 मार्च 2026 - पुलिस ने सोमवार को 280 चीनी नागरिकों सहित 305 लोगों को गिरफ्तार किया।"),
        ("bn", "নমপেন, ৩ মার্চ ২০২৬ - সোমবার সিহানুকভিলে ২৮০ জন চীনা নাগরিকসহ ৩০৫ জনকে গ্রেপ্তার করেছে পুলিশ।"),
        ("ne", "नोमपेन्ह, ३ मार्च २०२६ - सोमबार सिहानुकभिलमा २८० चिनियाँसहित ३०५ जनालाई प्रहरीले पक्राउ गरेको छ।"),
        ("ur", "نوم پنہ، 3 مارچ 2026 - پولیس نے پیر کو 280 چینی شہریوں سمیت 305 افراد کو گرفتار کر لیا۔"),
    ],
)
def test_some_of_one_country_told_before_the_whole_are_no_operation_of_their_own(code: str, text: str) -> None:
    (operation,) = extract(Document.from_text(text, language=code)).operations
    assert (operation.kind, operation.persons, operation.nationalities) == ("arrest", 305, {"CN": 280})


@pytest.mark.parametrize(
    "text",
    [
        "2026年3月3日、警察は中国人12人を逮捕し、翌日には別の拠点を捜索して日本人を含まない45人を逮捕した。",
        "PHNOM PENH, 3 March 2026 - Police arrested 12 Chinese, including 3 women, and rescued 45 people.",
    ],
)
def test_people_of_one_country_beside_others_stay_an_operation(text: str) -> None:
    assert 12 in [operation.persons for operation in extract(Document.from_text(text)).operations]
