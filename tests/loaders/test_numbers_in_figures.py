"""Numbers as languages print them: thousands told by a word, grouped, joined to a classifier, behind their people."""

from __future__ import annotations

import pytest

from crackdown.loaders.document import Document
from crackdown.loaders.extraction import extract
from tests.loaders.analysing import analysed


def counted(code: str, text: str) -> list[tuple[int, str | None, list[str]]]:
    found = analysed(text, code).counts
    return [(count.value, count.noun, [country.value for country in count.countries]) for count in found]


def numbers(code: str, text: str) -> list[int]:
    return [value for value, *_ in counted(code, text)]


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("tr", "Polis 5 bin 318 kişiyi gözaltına aldı.", [5318]),
        ("zh", "2026 年 3 月 14 日，警方扣留涉案人员 5771 人，其中中国籍 3438 人。", [5771, 3438]),
        ("tr", "Polis 2,5 bin kişiyi, 1 milyon 200 bin kişiyi aradı.", [2500, 1200000]),
        ("tr", "Bini aşkın yabancı sınır dışı edildi.", [1000]),
        ("es", "La policía detuvo a 5 mil 318 personas y a más de mil chinos.", [5318, 1000]),
        ("pt", "A polícia deteve 1,2 mil pessoas e 5 mil e 318 estrangeiros.", [1200, 5318]),
        ("id", "Polisi menangkap 5 ribu orang.", [5000]),
        ("ms", "Polis menahan 5 ribu orang.", [5000]),
        ("vi", "Công an bắt 1,2 nghìn người và 2 vạn người Trung Quốc.", [1200, 20000]),
        ("ru", "Задержано 1,5 тыс. иностранцев и 3 тысячи 200 граждан Китая.", [1500, 3200]),
        ("de", "Die Polizei nahm 5 Tausend Menschen fest.", [5000]),
        ("fr", "La police a arrêté 5 mille personnes.", [5000]),
        ("en", "Police arrested 1.2 million people.", [1200000]),
        ("ar", "أوقفت الشرطة 5 آلاف و318 شخصاً.", [5318]),
        ("ar", "أوقفت الشرطة ألف صيني و32 عاملاً.", [1000, 32]),
    ],
)
def test_thousands_are_told_by_a_word(code: str, text: str, wanted: list[int]) -> None:
    assert numbers(code, text) == wanted


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("en", "Police deported 1,911 Thais.", [1911]),
        ("en", "Police deported 1 200 Filipinos.", [1200]),
        ("id", "Sebanyak 1.918 WNI dipulangkan.", [1918]),
        ("tr", "Yakalanan yabancı sayısı 1.940.", [1940]),
        ("en", "In 1911 Thais were deported.", []),
    ],
)
def test_grouped_figures_are_no_year(code: str, text: str, wanted: list[int]) -> None:
    assert [value for value in numbers(code, text) if value > 1000] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("3만명을 추방했다.", [30000]),
        ("1만2천여명을 체포했다.", [12000]),
        ("외국인은 1만4909명이었으니 많다.", [14909]),
        ("스무명을 구조했다.", [20]),
        ("수백명을 체포했다.", []),
    ],
)
def test_classifier_is_joined_to_its_number(text: str, wanted: list[int]) -> None:
    assert numbers("ko", text) == wanted


def test_number_and_classifier_are_one_word() -> None:
    assert counted("km", "ចាប់ខ្លួនជនជាតិតៃវ៉ាន់ម្នាក់។ ពួកគេម្នាក់ៗមានលិខិតឆ្លងដែន។") == [(1, "people", ["TW"])]


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("ar", "وضُبط المتهمون الخمسة داخلها.", [(5, "people", [])]),
        ("ar", "ترحيل النيجيريين الستة إلى بلادهم.", [(6, "demonym", ["NG"])]),
        ("ar", "يوم الاثنين في المدينة.", []),
        ("th", "ตำรวจจับจำเลยทั้งหกได้", [(6, "people", [])]),
        ("th", "ศาลจำคุก 8 จำเลย", [(8, "people", [])]),
        ("my", "နိုင်ငံခြားသား စုစုပေါင်း ၁၄,၉၃၀ ကို ပြည်နှင်ခဲ့သည်။", [(14930, "people", [])]),
        ("ja", "警察は百三十人を逮捕した。", [(130, "people", [])]),
        ("fr", "La police a arrêté 30 personnes de nationalité chinoise.", [(30, "people", ["CN"])]),
        ("fr", "La police a arrêté 30 personnes, toutes chinoises.", [(30, "people", ["CN"])]),
    ],
)
def test_number_stands_beside_whom_it_counts(code: str, text: str, wanted: list[object]) -> None:
    assert counted(code, text) == wanted


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("en", "94 Indians boarded an aircraft.", [(94, "demonym", ["IN"])]),
        ("en", "Police seized 14 Indian phones.", []),
        ("vi", "Trục xuất 428 người Trung Quốc ngày 8/4.", [(428, "demonym", ["CN"])]),  # "ngày" is a day
        ("hi", "पुलिस ने दो आरोपी पकड़े।", [(2, "people", [])]),  # "आरोप" alone is a charge
    ],
)
def test_words_behind_a_number_that_count_no_things(code: str, text: str, wanted: list[object]) -> None:
    assert counted(code, text) == wanted


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("en", "Police said 1,20,000 people were freed and 12,34,567 warned.", [120000, 1234567]),
        ("hi", "पुलिस ने 1,20,000 लोगों को बचाया।", [120000]),
        ("bn", "পুলিশ ১,২০,০০০ জনকে উদ্ধার করেছে।", [120000]),
        ("en", "Police in wards 10,12,14 arrested 5 people.", [5]),
    ],
)
def test_indian_groups_are_of_two_digits_up_to_the_last(code: str, text: str, wanted: list[int]) -> None:
    assert numbers(code, text)[-len(wanted) :] == wanted


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Police rescued twenty-nine (29) Filipinos in Laos."),
        ("tl", "Nasagip ang dalawampu't siyam (29) na Pilipino sa Laos."),
        ("en", "Police rescued 29 (twenty-nine) Filipinos in Laos."),
        ("es", "La policía rescató a 29 (veintinueve) filipinos en Laos."),
        ("pt", "A polícia resgatou 29 (vinte e nove) filipinos no Laos."),
        ("fr", "La police a secouru 29 (vingt-neuf) Philippins au Laos."),
        ("id", "Polisi menyelamatkan 29 (dua puluh sembilan) warga Filipina di Laos."),
        ("vi", "Công an giải cứu 29 (hai mươi chín) người Philippines tại Lào."),
        ("ru", "Полиция спасла 29 (двадцать девять) филиппинцев в Лаосе."),
        ("zh", "警方在老挝解救29（二十九）名菲律宾人。"),
        ("bn", "লাওসে ঊনত্রিশ (২৯) জন ফিলিপিনো নাগরিককে উদ্ধার করা হয়েছে।"),
    ],
)
def test_number_said_in_words_and_in_figures_is_one(code: str, text: str) -> None:
    assert [(value, countries) for value, _, countries in counted(code, text)] == [(29, ["PH"])]


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("tr", "Polis bin 178 kişiyi yakaladı.", [1178]),
        ("tr", "Polis iki bin 178 kişiyi yakaladı.", [2178]),
        ("tr", "Mahkeme 12 kişiye 10'ar yıl hapis cezası verdi.", [12]),
        ("ru", "Задержано тысяча двести человек.", [1200]),
        ("ar", "أوقفت الشرطة واحداً وثلاثين شخصاً.", [31]),
        ("ar", "أوقفت الشرطة ستمئة وخمساً وعشرين امرأة.", [625]),
        ("ar", "أوقفت الشرطة ألفاً ومئتين وثلاثين شخصاً.", [1230]),
        ("ar", "داهموا المبنى في الحادية عشرة ليلاً وأوقفوا 12 شخصاً.", [12]),
        ("th", "ตำรวจจับ 12 คน ยึดทรัพย์สิน 102 รายการ", [12]),
    ],
)
def test_numbers_of_several_words_are_one(code: str, text: str, wanted: list[int]) -> None:
    assert numbers(code, text) == wanted


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("ar", "قبضت الشرطة على (3) وافدين من الجنسية السورية.", [(3, "people", ["SY"])]),
        ("ar", "قبضت الشرطة على 12 رجلاً.\n(2) متهمون آخرون فروا.", [(12, "men", []), (2, None, [])]),
        ("id", "(2) Laos. Polisi menangkap 12 orang.", [(2, None, []), (12, "people", [])]),
    ],
)
def test_number_in_brackets_counts_people_and_no_lines(code: str, text: str, wanted: list[object]) -> None:
    assert counted(code, text) == wanted


def test_police_named_with_their_country_are_no_people_of_it() -> None:
    assert ("bystanders", []) in [(noun, people) for _, noun, people in counted("id", "300 polisi Tiongkok mengawal.")]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("12 kişi Gürcistan'da yakalandı.", []),
        ("12 şüpheli Türkiye'ye getirildi.", []),
        ("12 Gürcistan vatandaşı yakalandı.", ["GE"]),
        ("12'si Gürcistan'dan geldi.", ["GE"]),
    ],
)
def test_country_where_people_are_or_go_is_not_theirs(text: str, people: list[str]) -> None:
    assert [countries for _, _, countries in counted("tr", text)] == [people]


def test_figures_that_a_page_sets_apart_are_quoted_with_their_spaces() -> None:
    text = "2026 年 3 月 14 日，柬埔寨警方逮捕 45 名中国公民。"
    (operation,) = extract(Document.from_text(text, language="zh")).operations
    assert (operation.evidence["date"].quote, operation.persons) == ("2026 年 3 月 14 日", 45)
    assert text[operation.evidence["date"].start : operation.evidence["date"].end] == "2026 年 3 月 14 日"
