"""Bodies that share a noun, and titles of two people that "and" joins."""

from __future__ import annotations

import pytest

from tests.loaders.analysing import analysed
from tests.loaders.test_bodies import names


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        ("en", "Embassies of Ethiopia and Ghana in Bangkok verified 30.", [("ET", "TH"), ("GH", "TH")]),
        ("en", "Chinese and Indian embassies in Bangkok sent officers.", [("CN", "TH"), ("IN", "TH")]),
        ("es", "Las embajadas de China y de la India en Colombo avisaron.", [("CN", "LK"), ("IN", "LK")]),
        ("de", "Die Botschaften Indiens in Myanmar und Thailand halfen.", [("IN", "MM"), ("IN", "TH")]),
        ("fr", "L'ambassade de France en Thaïlande et au Myanmar.", [("FR", "MM"), ("FR", "TH")]),
        ("pt", "As embaixadas da China e da Índia em Luanda.", [("CN", "AO"), ("IN", "AO")]),
        ("ru", "Посольства России в Мьянме и Таиланде помогли.", [("RU", "MM"), ("RU", "TH")]),
        ("vi", "Đại sứ quán Việt Nam tại Campuchia và Thái Lan.", [("VN", "KH"), ("VN", "TH")]),
        ("hi", "म्यांमार और थाईलैंड स्थित भारतीय दूतावासों ने मदद की।", [("IN", "MM"), ("IN", "TH")]),
        ("my", "ရန်ကုန်နှင့် ဘန်ကောက်ရှိ သီရိလင်္ကာသံရုံးများ", [("LK", "MM"), ("LK", "TH")]),
        ("zh", "埃塞俄比亚驻华大使馆证实。", [("ET", "CN")]),
        ("en", "Officials of the embassies of Ethiopia and Ghana in Bangkok came.", [("ET", "TH"), ("GH", "TH")]),
        ("tr", "Etiyopya ve Kenya'nın Bangkok büyükelçilikleri yardım etti.", [("ET", "TH"), ("KE", "TH")]),
        ("vi", "Đại sứ quán các nước Ethiopia và Kenya tại Bangkok.", [("ET", "TH"), ("KE", "TH")]),
        ("ko", "태국 주재 중국과 일본 대사관은 도왔다.", [("CN", "TH"), ("JP", "TH")]),
        ("ja", "エチオピアとケニアの在タイ大使館は支援した。", [("ET", "TH"), ("KE", "TH")]),
        ("ar", "ساعدت سفارات الصين والهند ونيبال في بانكوك.", [("CN", "TH"), ("IN", "TH"), ("NP", "TH")]),
        ("he", "שגרירויות סין והודו בבנגקוק סייעו.", [("CN", "TH"), ("IN", "TH")]),
    ],
)
def test_embassies_share_their_noun(code: str, text: str, found: list[tuple[str, str]]) -> None:
    assert sorted((one.country, one.accredited_to) for one in analysed(text, code).agencies) == found


@pytest.mark.parametrize(
    ("code", "text", "name"),
    [
        ("de", "Die Deutsche Botschaft Phnom Penh half.", "Embassy of Germany in Cambodia"),
        ("ja", "中国の在チェンマイ総領事館は支援した。", "Consulate-General of China in Chiang Mai"),
        ("ko", "페루 주재 말레이시아대사관은 도왔다.", "Embassy of Malaysia in Peru"),
        ("ko", "주태국 중국 대사관은 도왔다.", "Embassy of China in Thailand"),
        ("th", "สถานกงสุลใหญ่จีน ณ จังหวัดเชียงใหม่ช่วยเหลือ", "Consulate-General of China in Chiang Mai"),
        ("km", "ស្ថានទូតជប៉ុនប្រចាំប្រទេសថៃ បានជួយ។", "Embassy of Japan in Thailand"),
        ("ru", "Посольство России в Республике Филиппины помогло.", "Embassy of Russia in the Philippines"),
        ("ar", "ساعدت سفارة الجمهورية اليمنية في كوالالمبور.", "Embassy of Yemen in Malaysia"),
        ("ar", "ساعدت السفارة الجزائرية بهانوي.", "Embassy of Algeria in Vietnam"),
        ("hi", "थाईलैंड में घाना के दूतावास ने मदद की।", "Embassy of Ghana in Thailand"),
        ("hi", "भारतीय दूतावास, नोम पेन्ह ने मदद की।", "Embassy of India in Cambodia"),
        ("pt", "A Embaixada da Nigéria em Dacar ajudou.", "Embassy of Nigeria in Senegal"),
    ],
)
def test_an_embassy_is_where_its_place_lies(code: str, text: str, name: str) -> None:
    assert names(text, code) == [name]


@pytest.mark.parametrize(
    ("code", "text", "countries"),
    [
        ("tr", "Kamboçya ve Tayland büyükelçilikleriyle görüşüldü.", ["KH", "TH"]),
        ("id", "Kedutaan Besar Tiongkok dan India membantu.", ["CN", "IN"]),
        ("th", "สถานเอกอัครราชทูตจีนและอินเดีย", ["CN", "IN"]),
    ],
)
def test_embassies_share_their_noun_wherever_they_are(code: str, text: str, countries: list[str]) -> None:
    assert sorted(one.country or "" for one in analysed(text, code).agencies) == countries


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        ("en", "Chinese and Thai police arrested 30 people.", ["Chinese police", "Royal Thai Police"]),
        ("en", "Kampot and Kandal provincial police raided it.", ["Kampot Police", "Kandal Police"]),
        ("es", "Las policías de España y Tailandia.", ["Royal Thai Police", "Spanish police"]),
        ("de", "Deutsche und thailändische Polizei.", ["German police", "Royal Thai Police"]),
        ("ru", "Китайская и таиландская полиция.", ["Chinese police", "Royal Thai Police"]),
        ("zh", "中国和缅甸警方抓获20人。", ["Chinese police", "Myanmar Police Force"]),
        ("ko", "중국과 캄보디아 경찰이 검거했다.", ["Cambodian National Police", "Chinese police"]),
        ("ja", "中国とカンボジアの警察が逮捕した。", ["Cambodian National Police", "Chinese police"]),
        ("th", "ตำรวจจีนและกัมพูชา", ["Cambodian National Police", "Chinese police"]),
        ("km", "នគរបាលកម្ពុជា និងវៀតណាម", ["Cambodian National Police", "Vietnamese police"]),
        ("hi", "भारत और कंबोडिया की पुलिस।", ["Cambodian National Police", "Indian police"]),
    ],
)
def test_two_forces_share_their_noun(code: str, text: str, found: list[str]) -> None:
    assert sorted(names(text, code)) == found


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        ("en", "The police of China, the United States and Laos met.", ["Chinese police"]),  # told of in passing
        ("en", "Arrests were made in China and Thai police helped.", ["Royal Thai Police"]),
        (
            "en",
            "The Embassy of China and Thailand's police helped.",
            ["Embassy of China", "Royal Thai Police"],
        ),
        ("en", "According to the police of Thailand, China has asked for them.", ["Royal Thai Police"]),
        ("en", "A talk in Yangon and the Chinese Embassy's note.", ["Embassy of China"]),
    ],
)
def test_what_is_listed_otherwise_is_no_body(code: str, text: str, found: list[str]) -> None:
    assert sorted(names(text, code)) == found


def officials(text: str, code: str) -> list[tuple[str, str]]:
    found = [one for one in analysed(text, code).officials if one.is_official]
    return [(one.name, " and ".join(role.value for role in one.roles)) for one in found]


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        (
            "en",
            "Immigration Commissioner Joel Viado and PAOCC chief Gilbert Cruz said so.",
            [("Joel Viado", "Commissioner"), ("Gilbert Cruz", "Chief")],
        ),
        (
            "en",
            "Joel Viado, commissioner, and Gilbert Cruz, spokesperson, said so.",
            [("Joel Viado", "Commissioner"), ("Gilbert Cruz", "Spokesperson")],
        ),
        (
            "fr",
            "Le ministre de l'Intérieur, Bruno Retailleau, et le préfet de police, Laurent Nuñez, l'ont dit.",
            [("Bruno Retailleau", "Minister of Interior"), ("Laurent Nuñez", "Prefect")],
        ),
        (
            "id",
            "Menteri Imigrasi Agus Andrianto dan Kapolri Jenderal Listyo Sigit Prabowo.",
            [("Agus Andrianto", "Minister"), ("Listyo Sigit Prabowo", "National Police Chief")],
        ),
        (
            "ja",
            "茂木敏充外相と楠芳伸警察庁長官は発表した。",
            [("茂木敏充", "Minister of Foreign Affairs"), ("楠芳伸", "Commissioner General")],
        ),
        ("ko", "김철수 장관과 이재명 대통령은 회담했다.", [("김철수", "Minister"), ("이재명", "President")]),
    ],
)
def test_a_title_is_of_the_name_on_its_side_of_and(code: str, text: str, found: list[tuple[str, str]]) -> None:
    assert officials(text, code) == found


def test_what_stands_beyond_and_is_not_whom_an_official_acts_for() -> None:
    (first, second) = analysed("Commissioner Joel Viado and PAOCC chief Gilbert Cruz said so.").officials
    assert first.agency is None
    assert second.agency is not None
    assert second.agency.name == "Presidential Anti-Organized Crime Commission"


def test_a_person_with_a_title_opens_no_body() -> None:
    assert names("Interior Minister Sar Sokha and National Police chief Sar Thet met.", "en") == [
        "National Police",
        "Ministry of Interior",
    ]


def test_what_a_role_is_of_is_no_name_before_a_rank() -> None:
    text = "Direktur Intelijen Keimigrasian Komisaris Besar Polisi Agus Waluyo mengatakan hal itu."
    assert [one.name for one in analysed(text, "id").officials] == ["Agus Waluyo"]
