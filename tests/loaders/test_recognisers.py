"""Each recogniser on the sentences that it exists for."""

from __future__ import annotations

import textwrap

import pytest

from crackdown.loaders import extract
from crackdown.loaders.document import Document
from crackdown.loaders.extraction.text.language import identify_language
from crackdown.loaders.extraction.text.lexicon import Language, load_language
from crackdown.loaders.extraction.text.normalise import normalise
from crackdown.loaders.extraction.text.sentences import Sentences
from tests.loaders.analysing import analysed


def language_of(code: str) -> Language:
    language = load_language(code)
    assert language is not None
    return language


NOTICE = (
    "The General Department of Immigration said on 9 February 2026 that 312 Chinese nationals were deported from "
    "Phnom Penh after a raid on an online scam centre. Police arrested 25 people in Sihanoukville on 3 February 2026. "
    "Eight of those arrested had been wanted at home, a spokesman for the Department told reporters."
)


@pytest.mark.parametrize("column", [50, 64, 72, 76])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_text_broken_at_a_column_says_what_it_says_in_one_line(column: int, end: str) -> None:
    text = end.join(textwrap.wrap(NOTICE, column))
    assert [one.span for one in Sentences(normalise(NOTICE), language_of("en")).all] == [
        one.span for one in Sentences(normalise(text), language_of("en")).all
    ]
    told, broken = (extract(Document.from_text(one)).operations for one in (NOTICE, text))
    assert [(one.kind, one.persons, one.date) for one in broken] == [(one.kind, one.persons, one.date) for one in told]
    assert {one.date for one in told} == {"2026-02-09", "2026-02-03"}


def test_lists_and_quoted_lines_stay_lines() -> None:
    text = (
        "Arrested so far:\nThai nationals, three\nof Viet Nam, twelve\nChinese\n> What of those\n> of Lao PDR, and all?"
    )
    assert normalise(text).text == text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The police arrested three suspects in the capital on Monday.", "en"),
        ("La police a arrêté trois suspects dans la capitale lundi.", "fr"),
        ("ตำรวจจับกุมผู้ต้องสงสัย", "th"),
        ("경찰이 용의자를 체포했다", "ko"),
        ("警察は容疑者を逮捕した", "ja"),
        ("警方逮捕了三名嫌疑人", "zh"),
        ("12 34 56", "und"),
    ],
)
def test_language_is_identified(text: str, code: str) -> None:
    assert identify_language(text) == code


def test_letter_that_comes_in_one_piece_or_two_is_one_word() -> None:
    whole, apart = normalise("\u09ae\u09bf\u09df"), normalise("\u09ae\u09bf\u09af\u09bc")
    assert whole.text == apart.text
    assert whole.quote(2, 4) == "\u09df"


def test_normalised_text_leads_back_to_the_original() -> None:
    view = normalise("“Ｋ”\u200b e\u0301cole\r\n４２８\u00a0000")
    assert view.text == '"K" école\n428 000'
    assert view.quote(view.text.index("é"), view.text.index("é") + 1) == "e\u0301"
    assert view.quote(view.text.index("428"), len(view.text)) == "４２８\u00a0000"


@pytest.mark.parametrize(
    ("sentence", "code", "value"),
    [
        ("On 8 February 2026 police met.", "en", "2026-02-08"),
        ("On Feb. 8, 2026 police met.", "en", "2026-02-08"),
        ("On the 3rd of March 2026 police met.", "en", "2026-03-03"),
        ("From 23rd February to 1st March 2026 police met.", "en", ("2026-02-23", "2026-03-01")),
        ("Police met in October 2025.", "en", "2025-10"),
        ("PARIS, March 4, 2026 - Police met yesterday.", "en", "2026-03-03"),
        ("PARIS, March 4, 2026 - Police met on Monday.", "en", "2026-03-02"),
        ("PARIS, March 4, 2026 - Police met on December 20.", "en", "2025-12-20"),
        ("PARIS, March 4, 2026 - Police met last Dec. 20.", "en", "2025-12-20"),
        ("PARIS, March 4, 2026 - Police have met since January.", "en", ("2026-01", "2026-03-04")),
        ("Le 8 février 2026, la police s'est réunie.", "fr", "2026-02-08"),
        ("Du 1er au 4 décembre 2025, la police s'est réunie.", "fr", ("2025-12-01", "2025-12-04")),
        ("Le 9 mars 2569, la police s'est réunie.", "fr", "2026-03-09"),
        ("Jeudi, août 17, 2017, la police s'est réunie.", "fr", "2017-08-17"),
        ("PARIS, 4 mars 2026 - La police s'est réunie avant-hier.", "fr", "2026-03-02"),
    ],
)
def test_date_is_read(sentence: str, code: str, value: object) -> None:
    found = [date.value for date in analysed(sentence, code).dates if not date.is_published]
    assert found == [value]


def test_verb_may_is_no_month() -> None:
    assert analysed("The two may leave in 3 days.").dates == []


def test_dateline_is_the_date_of_publication_and_an_event_is_not() -> None:
    assert analysed("HANOI, 5 May 2025 - Police met.").published is not None
    assert analysed("Police met in Hanoi on 5 May 2025 and talked for hours about many things.").published is None


@pytest.mark.parametrize(
    ("sentence", "code", "value", "noun", "countries"),
    [
        ("Police held 428 foreigners.", "en", 428, "people", []),
        ("Police held more than 1,200 people.", "en", 1200, "people", []),
        ("Police held two hundred and fourteen Indonesians.", "en", 214, "demonym", ["ID"]),
        ("Police held 14 suspected Chinese scam workers.", "en", 14, "people", ["CN"]),
        ("Police held 26 women.", "en", 26, "women", []),
        ("Police held 680 nationals of China.", "en", 680, "people", ["CN"]),
        ("La police détient 1 171 Chinois.", "fr", 1171, "demonym", ["CN"]),
        ("La police détient 312 citoyens chinois.", "fr", 312, "people", ["CN"]),
        ("La police détient soixante-treize Sud-Coréens.", "fr", 73, "demonym", ["KR"]),
        ("La police détient une vingtaine de suspects.", "fr", 20, "people", []),
        ("La police détient quatre-vingt-dix-sept personnes.", "fr", 97, "people", []),
        ("再有1178名緬甸妙瓦底地區的中國籍涉電騙疑犯被遣返。", "zh", 1178, "people", ["CN"]),
        ("警方逮捕12名缅甸公民。", "zh", 12, "people", ["MM"]),
    ],
)
def test_count_is_read(sentence: str, code: str, value: int, noun: str, countries: list[str]) -> None:
    (count,) = analysed(sentence, code).counts
    assert (count.value, count.noun, [m.value for m in count.countries]) == (value, noun, countries)


@pytest.mark.parametrize(
    "sentence",
    [
        "Police seized 40 phones.",
        "It cost 200 baht.",
        "He is 42 years old.",
        "In 2024 police met.",
        "It rose by 6.8 percent.",
    ],
)
def test_number_that_counts_no_people_is_left_out(sentence: str) -> None:
    assert analysed(sentence).counts == []


def test_no_women_is_a_count_of_nought() -> None:
    found = analysed("312 citoyens chinois (sans femmes)", "fr").counts
    assert [(count.value, count.noun) for count in found] == [(312, "people"), (0, "women")]


def test_hedge_is_kept() -> None:
    (count,) = analysed("Police held at least 30 people.").counts
    assert count.hedge is not None
    assert count.hedge.value == "at_least"


@pytest.mark.parametrize(
    ("sentence", "code", "countries"),
    [
        ("Police of Burma and the Czech Republic met.", "en", ["MM", "CZ"]),
        ("They ate turkey and spoke to us.", "en", []),
        ("The U.S. and South Korean police met.", "en", ["US", "KR"]),
        ("Les policières thaïlandaises et sud-coréennes", "fr", ["TH", "KR"]),
        ("Le Libéria et la Côte d'Ivoire", "fr", ["LR", "CI"]),
        ("Ban Thực thi Pháp luật đã gặp cảnh sát Pháp.", "vi", ["FR"]),
    ],
)
def test_countries_are_found(sentence: str, code: str, countries: list[str]) -> None:
    assert [m.value for m in analysed(sentence, code).of_type("country")] == countries


@pytest.mark.parametrize(
    ("sentence", "code", "iata"),
    [
        ("They left from Techo International Airport in Cambodia.", "en", "KTI"),
        ("They left from Suvarnabhumi in Thailand.", "en", "BKK"),
        ("Ils ont quitté l'aéroport international de Don Mueang.", "fr", "DMK"),
        ("Ils ont quitté l'aéroport d'Incheon.", "fr", "ICN"),
        ("They left from Phnom Penh International Airport.", "en", "PNH"),
        ("Salieron del Aeropuerto Internacional Techo de Phnom Penh.", "es", "KTI"),
        ("Слетели су на аеродрому Никола Тесла.", "sr", "BEG"),
    ],
)
def test_airport_is_resolved(sentence: str, code: str, iata: str) -> None:
    assert [airport.iata for airport in analysed(sentence, code).airports] == [iata]


def test_unknown_airport_keeps_its_name_without_a_code() -> None:
    (airport,) = analysed("They left from Nulleville International Airport.").airports
    assert (airport.name, airport.iata) == ("Nulleville International Airport", None)


@pytest.mark.parametrize(
    ("sentence", "code", "name", "country"),
    [
        ("The General Department of Immigration met in Phnom Penh.", "en", "General Department of Immigration", "KH"),
        ("The Chinese embassy in Cambodia agreed.", "en", "Embassy of China in Cambodia", "CN"),
        ("The Embassy of India, Bangkok, agreed.", "en", "Embassy of India in Thailand", "IN"),
        ("The Tak Immigration Office in Thailand agreed.", "en", "Tak Immigration Office", "TH"),
        ("Lao police agreed.", "en", "Lao police", "LA"),
        ("L'ambassade du Kenya en Thaïlande a accepté.", "fr", "Embassy of Kenya in Thailand", "KE"),
        ("La police thaïlandaise a accepté.", "fr", "Royal Thai Police", "TH"),
        ("Le ministère cambodgien de l'Intérieur a accepté.", "fr", "Ministry of Interior", "KH"),
        (
            "Le tribunal de première instance de Phnom Penh a jugé.",
            "fr",
            "Tribunal de première instance de Phnom Penh",
            "KH",
        ),
    ],
)
def test_agency_is_found(sentence: str, code: str, name: str, country: str) -> None:
    (agency,) = analysed(sentence, code).agencies
    assert (agency.name, agency.country) == (name, country)


def test_acronym_in_brackets_names_the_agency_from_then_on() -> None:
    (agency,) = analysed("The Harbour Crime Bureau (HCB) met. The HCB agreed.").agencies
    assert agency.forms == ["Harbour Crime Bureau", "HCB"]
    assert len(agency.spans) == 3


def test_body_right_after_of_the_is_the_parent() -> None:
    found = analysed("The Cyber Squad Unit of the Royal Thai Police met.").agencies
    assert [(agency.name, agency.parent) for agency in found] == [
        ("Cyber Squad Unit", "Royal Thai Police"),
        ("Royal Thai Police", None),
    ]


@pytest.mark.parametrize(
    ("sentence", "code", "name", "rank", "roles"),
    [
        ("Maj. Gen. Tan Sovichea agreed.", "en", "Tan Sovichea", "Major General", []),
        ("Police spokesman Krit Somchai agreed.", "en", "Krit Somchai", None, ["Spokesperson"]),
        ("Anna Brown, the immigration commissioner, agreed.", "en", "Anna Brown", None, ["Commissioner"]),
        ("Le général de brigade Saeed Al Hajri a accepté.", "fr", "Saeed Al Hajri", "Brigadier General", []),
        ("Liu Zhong, vice-ministre, a accepté.", "fr", "Liu Zhong", None, ["Deputy Minister"]),
        (
            "Ketua Polis Daerah Dang Wangi, ACP Sulizmie Affendy, bersetuju.",
            "ms",
            "Sulizmie Affendy",
            "Assistant Commissioner",
            ["District Police Chief"],
        ),
        ("Ketua Polis Wangsa Maju, Lazim Ismail, bersetuju.", "ms", "Lazim Ismail", None, ["Police Chief"]),
        (
            "Kapolres Metro Tangerang Kombes Zain Nugroho setuju.",
            "id",
            "Zain Nugroho",
            "Police Grand Commissioner",
            ["District Police Chief"],
        ),
        (
            "Direktur Tindak Pidana Siber Bareskrim Polri Brigjen Himawan Bayu setuju.",
            "id",
            "Himawan Bayu",
            "Brigadier General",
            ["Director"],
        ),
        ("Police director SAC Ahmad Ali agreed.", "en", "Ahmad Ali", "Senior Assistant Commissioner", ["Director"]),
    ],
)
def test_official_is_found(sentence: str, code: str, name: str, rank: str | None, roles: list[str]) -> None:
    (official,) = analysed(sentence, code).officials
    assert (official.name, official.rank and official.rank.value) == (name, rank)
    assert [role.value for role in official.roles] == roles


@pytest.mark.parametrize(
    ("sentence", "code", "name"),
    [
        ("Según el comisionado de Inmigración, Joel Anthony Viado, quien firmó la orden.", "es", "Joel Anthony Viado"),
        ("O comissário da Imigração, Joel Anthony Viado, esclareceu.", "pt", "Joel Anthony Viado"),
        ("La ministre des Affaires étrangères, l'honorable Anita Anand, a annoncé cela.", "fr", "Anita Anand"),
        ("Colonel Min Thu Kyaw of Mon State said so.", "en", "Min Thu Kyaw"),
        ("Tham tán Lê Quốc Anh sẽ tiếp công dân.", "vi", "Lê Quốc Anh"),
        ("A word of U.S. Attorney Jeanine Pirro.", "en", "Jeanine Pirro"),
        ("護送には朴成柱・警察庁国家捜査本部長を団長とする約200人があたった。", "ja", "朴成柱"),
        ("박일 외교부 대변인은 말했다.", "ko", "박일"),
        ("강사로 나선 김수환 부산경찰청장(치안정감)은 말했다.", "ko", "김수환"),
        ("พล.ต.ท.จิรภพ ภูริเดช ผู้ช่วย ผบ.ตร. ให้สัมภาษณ์ว่า", "th", "จิรภพ ภูริเดช"),
        ("ທ່ານ ດີນາ ຈອຍ ອາມາຕອງ ເອກອັກຄະລັດຖະທູດ ກ່າວວ່າ", "lo", "ດີນາ ຈອຍ ອາມາຕອງ"),
        ("The Inspector-General of Police, IGP Kayode Egbetokun, spoke.", "en", "Kayode Egbetokun"),
        ("พล.ต.อ.ต่อศักดิ์ สุขวิมล รองผู้บัญชาการตำรวจแห่งชาติ เปิดเผยว่า", "th", "ต่อศักดิ์ สุขวิมล"),
        ("ឯកឧត្តម ជា សុផារ៉ា ឧបនាយករដ្ឋមន្ត្រី បានថ្លែងថា", "km", "ជា សុផារ៉ា"),
        ("ພົນຈັດຕະວາ ຈະເລີນ ວົງສາ ຫົວໜ້າກົມຕຳຫຼວດ ກ່າວວ່າ", "lo", "ຈະເລີນ ວົງສາ"),
        ("ရဲမှူးကြီး ရဲဝင်းဦးက ပြောသည်။", "my", "ရဲဝင်းဦး"),
    ],
)
def test_the_whole_name_behind_a_title_is_found(sentence: str, code: str, name: str) -> None:
    assert [official.name for official in analysed(sentence, code).officials] == [name]


@pytest.mark.parametrize(
    "sentence",
    [
        "The suspect John Miller was held.",
        "John Miller ran the villa.",
        "Mr John Miller lost his money.",
        "Chen Li, chairman of the Sun Group, fled.",
    ],
)
def test_person_who_acts_for_no_agency_is_nobody(sentence: str) -> None:
    assert analysed(sentence).officials == []


def test_two_syllables_before_a_body_are_not_always_a_name() -> None:
    assert analysed("최근 외교부 대변인이 말했다.", "ko").officials == []


def test_a_full_stop_ends_no_sentence_in_thai_and_none_behind_a_korean_day() -> None:
    for text, code in (("สตม. ส่งกลับชาวจีน 156 คน", "th"), ("2025. 11. 4.(화) 밝혔다.", "ko")):
        language = load_language(code)
        assert language is not None
        assert len(Sentences(normalise(text), language).all) == 1


def test_dots_end_no_headline() -> None:
    view = normalise("스캠 단지 급습… 1명 구출·26명 검거\n경찰은 말했다… 이들은 한국인이다.")
    assert len(Sentences(view, language_of("ko")).all) == 3


def test_abbreviation_ends_no_sentence() -> None:
    language = load_language("en")
    assert language is not None
    view = normalise("Lt. Gen. Sok Veasna met them. They agreed on Jan. 5 to go.")
    assert len(Sentences(view, language).all) == 2


@pytest.mark.parametrize(
    ("text", "code", "kinds"),
    [
        ("The minister held talks; three men were held.", "en", ["held"]),
        ("ตำรวจจับมือสมาคมโรงแรม และจับ 12 คน", "th", ["จับ"]),
        ("ตำรวจรวบรวมหลักฐาน", "th", []),
        ("ចាប់ពីថ្ងៃពុធ សមត្ថកិច្ចចាប់ជនបរទេស", "km", ["ចាប់"]),
    ],
)
def test_a_word_for_an_action_within_another_word_is_none(text: str, code: str, kinds: list[str]) -> None:
    analysis = analysed(text, code)
    assert [analysis.view.text[m.start : m.end] for m in analysis.of_type("kind")] == kinds


def test_georgian_sentences_end_though_all_its_letters_are_small() -> None:
    language = language_of("ka")
    assert len(Sentences(normalise("პოლიციამ 12 პირი დააკავა. ოპერაცია ბათუმში ჩატარდა."), language).all) == 2
