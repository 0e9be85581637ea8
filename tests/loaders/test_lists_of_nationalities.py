"""Lists of people by nationality: one operation of all of them, each with its number, wherever the list stands."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from crackdown.loaders.document import Document
from crackdown.loaders.extraction import extract
from crackdown.loaders.extraction.text.data import packaged_languages
from tests.loaders.analysing import analysed

MOSTLY: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("mostly.yaml").read_text(encoding="utf-8"))
AMONG_THEM: dict[str, list[str]] = yaml.safe_load(
    Path(__file__).with_name("among_them.yaml").read_text(encoding="utf-8")
)
LISTS = [
    (
        "en",
        "PHNOM PENH, 3 March 2026 - Cambodian police on Monday arrested 12 Chinese and 34 Vietnamese.",
    ),
    ("fr", "PHNOM PENH, 3 mars 2026 - Le Cambodge a expulsé lundi 12 Chinois et 34 Vietnamiens."),
    ("zh", "金边2026年3月3日电 柬埔寨周一驱逐12名中国人和34名越南人。"),
    ("ko", "프놈펜, 2026년 3월 3일 - 캄보디아는 월요일 중국인 12명과 베트남인 34명을 추방했다."),
    ("ja", "プノンペン2026年3月3日 カンボジアは月曜日、中国人12人とベトナム人34人を強制送還した。"),
    ("th", "พนมเปญ, 3 มีนาคม 2569 - กัมพูชาเนรเทศชาวจีน 12 คนและชาวเวียดนาม 34 คนเมื่อวันจันทร์"),
    ("km", "ភ្នំពេញ ថ្ងៃទី៣ ខែមីនា ឆ្នាំ២០២៦៖ កម្ពុជា កាលពីថ្ងៃច័ន្ទ បានបណ្តេញជនជាតិចិន ១២នាក់ និងជនជាតិវៀតណាម ៣៤នាក់។"),
    ("ru", "ПНОМПЕНЬ, 3 марта 2026 г. - Камбоджа в понедельник депортировала 12 китайцев и 34 вьетнамца."),
    ("es", "PHNOM PENH, 3 de marzo de 2026 - Camboya deportó el lunes a 12 chinos y 34 vietnamitas."),
    ("de", "PHNOM PENH, 3. März 2026 - Kambodscha schob am Montag 12 Chinesen und 34 Vietnamesen ab."),
    ("ar", "بنوم بنه، 3 مارس 2026 - رحّلت كمبوديا يوم الاثنين 12 صينياً و34 فيتنامياً."),
    ("id", "PHNOM PENH, 3 Maret 2026 - Kamboja pada Senin mendeportasi 12 warga Tiongkok dan 34 warga Vietnam."),
    ("tr", "PHNOM PENH, 3 Mart 2026 - Kamboçya pazartesi günü 12 Çinli ve 34 Vietnamlıyı sınır dışı etti."),
    ("hi", "नोम पेन्ह, 3 मार्च 2026 - कंबोडिया ने सोमवार को 12 चीनी और 34 वियतनामी नागरिकों को निर्वासित किया।"),
]


@pytest.mark.parametrize(("code", "text"), LISTS)
def test_two_nationalities_in_one_breath_are_one_operation(code: str, text: str) -> None:
    (operation,) = extract(Document.from_text(text, language=code)).operations
    assert (operation.persons, operation.nationalities) == (46, {"CN": 12, "VN": 34})


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Police held 64 foreigners of Chinese (40), Pakistani (14) and Egyptian (10) nationality."),
        ("es", "La policía detuvo a 64 extranjeros de nacionalidad china (40), pakistaní (14) y egipcia (10)."),
        ("de", "Die Polizei nahm 64 Ausländer aus China (40), Pakistan (14) und Ägypten (10) fest."),
        ("id", "Polisi menangkap 64 warga asing dari Tiongkok (40), Pakistan (14), dan Mesir (10)."),
        ("ar", "أوقفت الشرطة 64 أجنبياً من جنسيات صينية (40) وباكستانية (14) ومصرية (10)."),
    ],
)
def test_a_country_with_a_number_of_its_own_is_not_that_of_all(code: str, text: str) -> None:
    counts = analysed(text, code).counts
    told = [(count.value, [mention.value for mention in count.countries]) for count in counts]
    assert told == [(64, []), (40, ["CN"]), (14, ["PK"]), (10, ["EG"])]


def test_where_people_came_from_gives_way_to_a_list_of_whom_they_are() -> None:
    text = """ترحيل 64 أجنبياً من كمبوديا

بنوم بنه – أعلنت المديرية العامة للهجرة في كمبوديا، أمس الأربعاء 11 مارس 2026، ترحيل 64 أجنبياً بينهم 12 امرأة، من جنسيات صينية (40) وباكستانية (14) ومصرية (10)، عبر مطار تيشو الدولي."""  # noqa: E501
    (operation,) = extract(Document.from_text(text, language="ar")).operations
    assert (operation.persons, operation.women) == (64, 12)
    assert operation.nationalities == {"CN": 40, "PK": 14, "EG": 10}


def test_a_headline_of_some_of_them_is_no_operation_of_its_own() -> None:
    text = (
        "Betrugsring zerschlagen: 14 Deutsche festgenommen\n\nWiesbaden, 12. März 2026 - Das Bundeskriminalamt hat am "
        "Dienstag 19 Personen festgenommen, darunter 14 Deutsche, drei Österreicher und zwei Schweizer."
    )
    arrests = [one for one in extract(Document.from_text(text, language="de")).operations if one.kind == "arrest"]
    assert [(one.persons, one.nationalities) for one in arrests] == [(19, {"DE": 14, "AT": 3, "CH": 2})]


def test_victims_are_not_arrested() -> None:
    text = (
        "SEOUL, 24 January 2026 - South Korean police arrested 73 people on Friday. They are accused of taking 48.6 "
        "billion won from 869 victims."
    )
    assert [one.persons for one in extract(Document.from_text(text)).operations] == [73]


def test_a_victim_told_by_an_age_is_none_of_those_arrested() -> None:
    text = (
        "愛知県警は2026年2月3日、カンボジアを拠点とする特殊詐欺グループの日本人12人を詐欺容疑で逮捕した。県警によると、12人は三重県の"
        "70代女性から現金800万円をだまし取った疑いがある。"
    )
    (operation,) = extract(Document.from_text(text, language="ja")).operations
    assert (operation.kind, operation.persons, operation.women) == ("arrest", 12, None)


@pytest.mark.parametrize(
    ("code", "text", "nationalities"),
    [
        (
            "km",
            "ស្វាយរៀង៖ កាលពីយប់ថ្ងៃទី៤ ខែមីនា ឆ្នាំ២០២៦ នគរបាលខេត្តស្វាយរៀង បានឃាត់ខ្លួនជនបរទេស ៨៦នាក់ ក្នុងនោះ ជនជាតិវៀតណាម "
            "៥១នាក់ (ស្រី ១៤នាក់) និងជនជាតិចិន ៣៥នាក់។",
            {"VN": 51, "CN": 35},
        ),
        (
            "ms",
            "KUALA LUMPUR, 5 Mac 2026 – Jabatan Imigresen Malaysia menahan 62 warga asing malam tadi, terdiri "
            "daripada 40 warga China (33 lelaki, tujuh wanita), 15 warga Myanmar dan tujuh warga Indonesia.",
            {"CN": 40, "MM": 15, "ID": 7},
        ),
        (
            "en",
            "PHNOM PENH, 4 March 2026 - Cambodia on Tuesday deported 86 foreigners: 51 Vietnamese (14 women) and 35 "
            "Chinese.",
            {"VN": 51, "CN": 35},
        ),
    ],
)
def test_women_in_brackets_are_of_the_nationality_before_them(
    code: str, text: str, nationalities: dict[str, int]
) -> None:
    (operation,) = extract(Document.from_text(text, language=code)).operations
    assert operation.nationalities == nationalities
    assert (operation.women, operation.men) == (None, None)


def test_victims_that_stand_before_their_number_are_not_arrested() -> None:
    text = (
        "กรุงเทพฯ 5 มีนาคม 2569 - ตำรวจไซเบอร์จับกุมผู้ต้องหา 12 คนที่จังหวัดสมุทรปราการเมื่อวันที่ 4 มีนาคม 2569 มีผู้เสียหายกว่า 200 ราย "
        "ความเสียหาย 85 ล้านบาท"
    )
    assert [one.persons for one in extract(Document.from_text(text, language="th")).operations] == [12]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "PHNOM PENH, 3 March 2026 - Cambodian police arrested 340 people from Russia and other countries."),
        ("en", "PHNOM PENH, 3 March 2026 - Cambodian police arrested 340 Russian and other foreign nationals."),
        ("fr", "PHNOM PENH, 3 mars 2026 - La police a arrêté au Cambodge 340 personnes de Russie et d'autres pays."),
        ("es", "PHNOM PENH, 3 de marzo de 2026 - Camboya detuvo a 340 personas de Rusia y otros países."),
        ("ru", "ПНОМПЕНЬ, 3 марта 2026 г. - В Камбодже арестованы 340 человек из России и других стран."),
        ("zh", "金边2026年3月3日电 柬埔寨警方逮捕了340名来自俄罗斯和其他国家的人。"),
    ],
)
def test_one_country_named_beside_others_is_not_that_of_all(code: str, text: str) -> None:
    (operation,) = extract(Document.from_text(text, language=code)).operations
    assert (operation.persons, operation.nationalities) == (340, {"RU": None})


@pytest.mark.parametrize(
    ("code", "text", "nationalities"),
    [
        ("en", "PHNOM PENH, 3 March 2026 - Cambodia on Monday deported 400 Chinese and Vietnamese.", "CN VN"),
        ("en", "PHNOM PENH, 3 March 2026 - Cambodia on Monday deported 400 Chinese, Thai and Lao men.", "CN TH LA"),
        ("de", "PHNOM PENH, 3. März 2026 - Kambodscha schob am Montag 400 Chinesen und Vietnamesen ab.", "CN VN"),
        ("zh", "金边2026年3月3日电 柬埔寨周一驱逐400名中国和越南公民。", "CN VN"),
    ],
)
def test_one_number_of_several_nationalities_is_of_none_of_them(code: str, text: str, nationalities: str) -> None:
    (operation,) = extract(Document.from_text(text, language=code)).operations
    assert operation.persons == 400
    assert operation.nationalities == dict.fromkeys(nationalities.split())
    assert not any(operation.evidence["nationalities"][code].printed for code in operation.nationalities)


def test_whoever_speaks_behind_a_comma_shares_no_number() -> None:
    text = "PHNOM PENH, 3 March 2026 - Cambodia on Monday deported 400 Chinese, Thai police said."
    (operation,) = extract(Document.from_text(text)).operations
    assert operation.nationalities == {"CN": 400}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "PHNOM PENH, 3 March 2026 - Police in Cambodia arrested 12 Chinese and two others on Monday."),
        ("en", "PHNOM PENH, 3 March 2026 - Police in Cambodia arrested 12 Chinese and three other suspects on Monday."),
        ("es", "PHNOM PENH, 3 de marzo de 2026 - Camboya detuvo el lunes a 12 chinos y otros tres sospechosos."),
        ("de", "PHNOM PENH, 3. März 2026 - Die Polizei in Kambodscha nahm am Montag 12 Chinesen und drei andere fest."),
        ("de", "PHNOM PENH, 3. März 2026 - Kambodscha schob am Montag 12 Chinesinnen und Chinesen ab."),
    ],
)
def test_a_number_stays_with_those_who_alone_have_it(code: str, text: str) -> None:
    (operation, *_) = extract(Document.from_text(text, language=code)).operations
    assert operation.nationalities == {"CN": 12}


def test_every_language_says_mostly() -> None:
    assert set(MOSTLY) == set(packaged_languages())


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in MOSTLY.items() for text in texts])
def test_most_are_not_all(code: str, text: str) -> None:
    (operation,) = extract(Document.from_text(text, language=code)).operations
    assert (operation.kind, operation.persons, dict(operation.nationalities)) == ("arrest", 120, {"CN": None})


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in AMONG_THEM.items() for text in texts])
def test_some_are_not_all(code: str, text: str) -> None:
    (operation,) = extract(Document.from_text(text, language=code)).operations
    assert (operation.kind, operation.persons, dict(operation.nationalities)) == ("arrest", 130, {"CN": None})


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("arrested 120 Chinese nationals in Bavet. Most of the 120 Chinese nationals were women.", 120),
        ("arrested more than 120 Chinese nationals in Bavet.", 120),
        ("arrested 120 of the most wanted Chinese suspects in Bavet.", 120),
        ("arrested 120 Chinese in Bavet. Most of them were sent to Japan.", 120),
    ],
)
def test_all_are_all_whatever_else_is_true_of_most(text: str, number: int) -> None:
    operation = extract(Document.from_text(f"On 3 June 2026 Cambodian police {text}")).operations[0]
    assert operation.nationalities.get("CN") == number


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "On 4 November 2025 Cambodian police held 50 people. On 14 January 2026 13 Japanese were flown home."),
        ("zh", "2025年11月19日，柬埔寨警方在金边抓获犯罪嫌疑人21名。10名台湾籍嫌疑人12月1日被移交给台湾警方。"),
    ],
)  # fmt: skip
def test_a_country_that_is_told_of_other_people_alone_gives_no_number(code: str, text: str) -> None:
    operations = extract(Document.from_text(text, language=code)).operations
    whole = max(operations, key=lambda operation: operation.persons or 0)
    assert whole.persons in {50, 21}
    assert whole.persons not in whole.nationalities.values()


@pytest.mark.parametrize(
    ("code", "text", "nationalities"),
    [
        ("en", "Cambodia deported 120 foreigners on 3 June 2026, of whom 80 were Chinese.", {"CN": 80}),
        ("ko", "2026년 6월 3일 캄보디아는 외국인 120명을 추방했다. 이 가운데 80명은 중국인이었다.", {"CN": 80}),
        ("km", "ថ្ងៃទី៣ ខែមិថុនា ឆ្នាំ២០២៦ កម្ពុជាបានបណ្តេញចេញជនបរទេសសរុប១២០នាក់ ក្នុងនោះជនជាតិចិន ៨០នាក់។", {"CN": 80}),
        ("zh", "2026年6月3日,柬埔寨警方在巴域逮捕120名嫌犯,当中还有5名台湾人。", {"TW": 5}),
        ("ta", "2026 ஜூன் 3 அன்று கம்போடியாவில் 120 பேர் கைது செய்யப்பட்டனர், அவர்களில் 80 சீனர்கள்.", {"CN": 80}),
    ],
)  # fmt: skip
def test_of_whom_so_many_are_is_no_operation_of_its_own(code: str, text: str, nationalities: dict[str, int]) -> None:
    (operation,) = extract(Document.from_text(text, language=code)).operations
    assert (operation.persons, dict(operation.nationalities)) == (120, nationalities)


@pytest.mark.parametrize(
    "text",
    [
        "On 3 June 2026 police in Bavet arrested 120 foreigners, of whom 80 Chinese were deported on 5 June.",
        "On 3 June 2026 Cambodia handed over people at Bavet: on 1 June 125 Indians, on 2 June 88 Kenyans.",
    ],
)
def test_something_else_that_is_done_to_some_is_an_operation(text: str) -> None:
    assert len(extract(Document.from_text(text)).operations) == 2
