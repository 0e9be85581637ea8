"""What leads over to a place: the word before or behind it, past what sort of place it is and past its country."""

from __future__ import annotations

import pytest

from crackdown.loaders.extraction.what.candidates import relation_before
from tests.loaders.analysing import analysed


@pytest.mark.parametrize(
    ("code", "text", "place", "relation"),
    [
        ("en", "Police arrested 40 people in the border town of Poipet.", "Poipet", "in"),
        ("en", "Police arrested 40 people in the Cambodian capital, Phnom Penh.", "Phnom Penh", "in"),
        ("en", "Police arrested 40 people in central Bangkok.", "Bangkok", "in"),
        ("en", "They were taken from Bavet to the city of Sihanoukville.", "Sihanoukville", "to"),
        ("fr", "La police a arrêté 40 personnes dans la ville frontalière de Poipet.", "Poipet", "in"),
        ("fr", "La police a arrêté 40 personnes dans le centre de Phnom Penh.", "Phnom Penh", "in"),
        ("es", "La policía detuvo a 40 personas en la provincia de Kampot.", "Kampot", "in"),
        ("pt", "A polícia prendeu 40 pessoas na cidade de Sihanoukville.", "Sihanoukville", "in"),
        ("de", "Die Polizei nahm in der Hafenstadt Sihanoukville 40 Menschen fest.", "Sihanoukville", "in"),
        ("ru", "Полиция задержала 40 человек в центре Пномпеня.", "Пномпеня", "in"),
        ("ru", "Полиция задержала 40 человек в приграничном городе Пойпет.", "Пойпет", "in"),
        ("ru", "Их отправили в город Пойпет.", "Пойпет", "to"),
        ("pl", "Policja zatrzymała 40 osób w centrum Phnom Penh.", "Phnom Penh", "in"),
        ("cs", "Policie zadržela 40 lidí v centru Bangkoku.", "Bangkoku", "in"),
        ("id", "Polisi menangkap 40 orang di kota perbatasan Poipet.", "Poipet", "in"),
        ("vi", "Công an bắt giữ 40 người tại thành phố Sihanoukville.", "Sihanoukville", "in"),
        ("th", "ตำรวจจับกุม 40 คนในพื้นที่จังหวัดตาก", "ตาก", "in"),
        ("lo", "ຕຳຫຼວດຈັບ 40 ຄົນຢູ່ແຂວງບໍ່ແກ້ວ", "ບໍ່ແກ້ວ", "in"),
        ("km", "នគរបាលបានចាប់ខ្លួនមនុស្ស ៤០នាក់ នៅក្នុងខេត្តកំពត", "កំពត", "in"),
        ("ko", "경찰은 캄보디아 시아누크빌에서 40명을 체포했다.", "시아누크빌", "in"),
        ("ko", "경찰은 바벳 지역에서 40명을 체포했다.", "바벳", "in"),
        ("ko", "이들은 프놈펜으로 옮겨졌다.", "프놈펜", "to"),
        ("ja", "警察はポイペト市内で40人を逮捕した。", "ポイペト", "in"),
        ("hi", "पुलिस ने पोइपेट शहर में 40 लोगों को गिरफ्तार किया।", "पोइपेट", "in"),
        ("tr", "Polis, Poipet kentinde 40 kişiyi gözaltına aldı.", "Poipet", "in"),
        ("tr", "Şüpheliler Bangkok şehrinden getirildi.", "Bangkok", "from"),
    ],
)
def test_what_sort_of_place_it_is_may_stand_between(code: str, text: str, place: str, relation: str) -> None:
    start = text.index(place)
    assert relation_before(analysed(text, code), (start, start + len(place))) == relation


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("In a statement the police thanked Poipet.", "Poipet"),
        ("Police arrested 40 people in one raid on a compound near Mae Sot; Poipet stayed quiet.", "Poipet"),
    ],
)
def test_what_is_no_sort_of_place_leads_over_to_none(text: str, place: str) -> None:
    start = text.index(place)
    assert relation_before(analysed(text), (start, start + len(place))) is None
