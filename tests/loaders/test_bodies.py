"""Bodies as a text names them: by themselves, in every script, as part of one another, as helpers."""

from __future__ import annotations

import pytest

from crackdown.loaders.extraction.models.linear import names_of, other_weights
from crackdown.loaders.extraction.text.lexicon import load_language
from crackdown.loaders.extraction.text.sentences import Sentences
from crackdown.loaders.extraction.where.country_mentions import mentions_in_order
from crackdown.loaders.extraction.who.agency_found import AgencyFound
from crackdown.loaders.extraction.who.issuer import Speaking, issuer_candidates
from crackdown.loaders.extraction.who.parents import attach_parents
from tests.loaders.analysing import analysed


def names(text: str, code: str) -> list[str]:
    return [agency.name for agency in analysed(text, code).agencies]


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        ("美国财政部周二公布名单。", "zh", "U.S. Department of the Treasury"),
        ("ユーロポールが支援した。", "ja", "Europol"),
        ("กรมราชทัณฑ์รับตัวไปแล้ว", "th", "Department of Corrections"),
        ("태국 육군이 다리를 지켰다.", "ko", "Royal Thai Army"),
        ("अमेरिकी वित्त मंत्रालय ने सूची जारी की।", "hi", "U.S. Department of the Treasury"),
        ("អគ្គនាយកដ្ឋាន អន្តោប្រវេសន៍ បានបណ្តេញ។", "km", "General Department of Immigration"),
        ("El Ministerio de Exteriores español informó.", "es", "Ministry of Foreign Affairs"),
        ("Thai cyber police arrested five people.", "en", "Cyber Crime Investigation Bureau"),
        ("Volgens de Zuid-Koreaanse geheime dienst zijn vijf mensen ontvoerd.", "nl", "National Intelligence Service"),
        ("Högsta folkdomstolen dömde fem personer.", "sv", "Supreme People's Court"),
        ("Poliția din Seul a arestat cinci persoane.", "ro", "Seoul Metropolitan Police Agency"),
        ("Polisi wa Utalii wa Thailand walikamata watu watano.", "sw", "Tourist Police Bureau"),
    ],
)
def test_a_usual_body_is_known_in_every_script(text: str, code: str, name: str) -> None:
    assert names(text, code) == [name]


@pytest.mark.parametrize("title", ["Superintendent", "Inspector", "Commissioner", "Sergeant"])
def test_an_officer_of_the_police_is_no_body(title: str) -> None:
    found = analysed(f"Police {title} Kim Tae-young of the Daegu Metropolitan Police led the case.", "en")
    assert [agency.name for agency in found.agencies] == ["Daegu Police"]
    assert [official.name for official in found.officials] == ["Kim Tae-young"]


@pytest.mark.parametrize(
    ("text", "code", "found"),
    [
        ("Onu dün Bangkok'ta yakaladılar.", "tr", []),
        ("Onu dünən Bakıda saxlayıblar.", "az", []),
        ("L'Onu ha aperto una linea.", "it", ["United Nations"]),
        ("တရုတ်ရဲ့ သတင်းစာ", "my", []),
        ("တရုတ်ရဲ ၁၀ ဦး", "my", ["Chinese police"]),
    ],
)
def test_a_word_that_is_written_like_a_body_is_none(text: str, code: str, found: list[str]) -> None:
    assert names(text, code) == found


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("La police a fouillé un centre d'escroqueries en ligne à Bavet.", "fr"),
        ("警察らは詐欺センターを捜索した。", "ja"),
        ("警方捣毁诈骗中心两处。", "zh"),
        ("경찰은 스캠센터를 급습했다.", "ko"),
        ("कुख्यात साइबर अपराध केंद्र पर छापा।", "hi"),
    ],
)
def test_a_place_where_people_are_cheated_is_no_body(text: str, code: str) -> None:
    assert names(text, code) == []


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        ("សាលាឧទ្ធរណ៍ភ្នំពេញបានកាត់ទោសមនុស្ស ៥ នាក់។", "km", "សាលាឧទ្ធរណ៍ភ្នំពេញ"),
        (
            "ကွမ်ကျိုးမြို့ အလယ်အလတ်ပြည်သူ့တရားရုံးက ပြစ်ဒဏ်ချမှတ်ခဲ့သည်။",
            "my",
            "ကွမ်ကျိုးမြို့ အလယ်အလတ်ပြည်သူ့တရားရုံး",
        ),
    ],
)
def test_courts_of_appeal_and_of_the_second_rank_are_bodies(text: str, code: str, name: str) -> None:
    assert names(text, code) == [name]


def test_a_meeting_of_ministers_is_no_ministry() -> None:
    assert names("中国与越南联合打击电信网络诈骗犯罪部级会议召开。", "zh") == []


@pytest.mark.parametrize(
    ("text", "code", "kind"),
    [
        ("La Policía Nacional detuvo a 12 personas.", "es", "police"),
        ("Đồn Biên phòng Cửa khẩu quốc tế Cầu Treo tiếp nhận 12 người.", "vi", "military"),
        ("Tòa án nhân dân tỉnh Tây Ninh đã xét xử.", "vi", "court"),
        ("Pengadilan Negeri Medan memvonis 12 orang.", "id", "court"),
        ("A Polícia de Segurança Pública deteve 12 pessoas.", "pt", "police"),
    ],
)
def test_a_name_in_its_own_language_tells_the_kind(text: str, code: str, kind: str) -> None:
    assert [agency.kind for agency in analysed(text, code).agencies] == [kind]


def test_a_body_named_by_a_place_says_no_more_than_its_country() -> None:
    analysis = analysed("云南公安机关在缅甸当阳抓获763名嫌疑人。", "zh")
    assert {(how, code) for _, how, code in mentions_in_order(analysis)} == {
        ("agency", "CN"),
        ("name", "MM"),
    }


def test_a_body_against_cheating_is_one() -> None:
    assert names("澳大利亚反诈骗中心公布了名单。", "zh") == ["反诈骗中心"]


@pytest.mark.parametrize(
    ("text", "code", "found"),
    [
        ("The FBI thanked the UK's National Crime Agency and Microsoft.", "en", {"National Crime Agency"}),
        ("L'Organisation internationale pour les migrations et l'ONG HAART ont aidé.", "fr",
         {"International Organization for Migration"}),
        ("Antalya Cumhuriyet Başsavcılığının açıklamasına göre dokuz kişi yakalandı.", "tr",
         {"Antalya Cumhuriyet Başsavcılığı"}),
        ("浙江省义乌市人民法院宣判。", "zh", {"义乌市人民法院"}),
    ],
)  # fmt: skip
def test_a_name_ends_where_the_body_does(text: str, code: str, found: set[str]) -> None:
    assert found <= set(names(text, code))


@pytest.mark.parametrize("mark", ["'", "’"])
def test_a_possessive_belongs_to_no_name(mark: str) -> None:
    text = f"The Bureau of Immigration{mark}s agents held 9 people. The Border Task Force{mark}s chief said so."
    found = {agency.name: agency.forms for agency in analysed(text).agencies}
    assert found == {"Bureau of Immigration": ["Bureau of Immigration"], "Border Task Force": ["Border Task Force"]}


def test_police_by_themselves_make_no_body() -> None:
    assert analysed("BANGKOK, 3 May 2025 - Police raided a house in Bangkok.").agencies == []


def test_police_by_themselves_are_the_force_named_before() -> None:
    text = "BANGKOK, 3 May 2025 - Chiang Mai police raided a house. Police found nine people."
    (agency,) = analysed(text).agencies
    assert [text[start:end] for start, end in agency.echoes] == ["Police"]


@pytest.mark.parametrize(
    ("text", "code", "helpers"),
    [
        ("Thai police raided a house with Interpol, Europol and Eurojust.", "en", {"INTERPOL", "Europol", "Eurojust"}),
        ("Interpol watched. Thai police raided a house.", "en", set()),
    ],
)
def test_bodies_listed_after_a_word_of_cooperation_help(text: str, code: str, helpers: set[str]) -> None:
    bodies = [body for found in analysed(text, code).bodies.values() for body in found]
    assert {body.agency.name for body in bodies if body.helps} == helpers


def test_the_part_speaks_and_not_the_whole_that_its_name_begins_with() -> None:
    analysis = analysed("财政部海外资产控制办公室宣布制裁。", "zh")
    speaking = Speaking(
        analysis.view, analysis.language, analysis.mentions, analysis.sentences, analysis.agencies, [], analysis.home
    )
    said = {agency.name: names_of(given) for agency, _, given in issuer_candidates(speaking)}
    assert "says=subject" in said["Office of Foreign Assets Control"]


def test_a_body_is_part_of_the_likeliest_one_of_its_country() -> None:
    language = load_language("en")
    assert language is not None
    unit = AgencyFound("Fraud Unit", "police", "TH", spans=[(0, 10)], forms=["Fraud Unit"])
    force = AgencyFound("Royal Thai Police", "police", "TH", spans=[(20, 37)], forms=["Royal Thai Police"])
    abroad = AgencyFound("Cambodian National Police", "police", "KH", spans=[(40, 65)], forms=["Cambodian police"])
    sentences = Sentences(analysed("Fraud Unit of the Royal Thai Police.").view, language)
    with other_weights({"parent": {"bias": -1.0, "kind=police,national=True": 3.0}}):
        attach_parents([unit, force, abroad], sentences, [])
    assert (unit.parent, force.parent, abroad.parent) == ("Royal Thai Police", None, None)


def test_the_thai_word_for_the_interior_names_no_thailand() -> None:
    analysis = analysed("กระทรวงมหาดไทยของเมียนมาแถลงว่า ตำรวจจับกุมชาวจีน 200 คน", "th")
    first = analysis.agencies[0]
    assert (first.name, first.country) == ("Ministry of Home Affairs", "MM")
    assert "TH" not in {mention.value for mention in analysis.of_type("country")}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("江苏省南京市公安局抓获40人。", "江苏省南京市公安局"),
        ("广东省深圳市中级人民法院判处5人有期徒刑。", "广东省深圳市中级人民法院"),
    ],
)
def test_a_body_goes_with_the_province_before_it_too(text: str, wanted: str) -> None:
    analysis = analysed(text, "zh")
    (agency,) = analysis.agencies
    assert wanted in {analysis.view.text[start:end] for start, end in agency.spans}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("兵庫、京都両府県警は5人を逮捕した。", ["Hyogo", "Kyoto"]),
        ("愛知・三重両県警が捜索した。", ["Aichi", "Mie"]),
        ("兵庫、愛知、三重3県警が捜索した。", ["Hyogo", "Aichi", "Mie"]),
        ("兵庫県警が捜索した。", ["Hyogo"]),
    ],
)
def test_bodies_of_several_places_share_a_noun(text: str, wanted: list[str]) -> None:
    assert names(text, "ja") == [f"{place} Prefectural Police" for place in wanted]


@pytest.mark.parametrize(
    ("text", "code", "wanted"),
    [
        ("TAND tỉnh Quảng Nam tuyên phạt 5 bị cáo.", "vi", "TAND tỉnh Quảng Nam"),
        ("Công an thủ đô Viêng Chăn bắt 5 người.", "vi", "Công an thủ đô Viêng Chăn"),
        ("시즈오카현경은 5명을 체포했다.", "ko", "시즈오카현경"),
    ],
)
def test_local_courts_and_police_are_bodies(text: str, code: str, wanted: str) -> None:
    analysis = analysed(text, code)
    assert wanted in {analysis.view.text[start:end] for agency in analysis.agencies for start, end in agency.spans}


@pytest.mark.parametrize(
    ("text", "code", "wanted"),
    [
        ("美国司法部周二起诉5人。", "zh", ["Department of Justice"]),
        ("미국 재무부가 발표했다. 재무부는 5명을 제재했다.", "ko", ["U.S. Department of the Treasury"]),
        ("Le ministère américain de la Justice a inculpé 5 personnes.", "fr", ["Department of Justice"]),
        ("인도 외교부가 5명의 귀국을 발표했다.", "ko", ["Ministry of External Affairs"]),
        ("柬埔寨司法部周二通报。", "zh", ["Ministry of Justice"]),
    ],
)
def test_a_ministry_is_called_what_its_country_calls_it(text: str, code: str, wanted: list[str]) -> None:
    assert names(text, code) == wanted


@pytest.mark.parametrize(
    ("text", "code", "wanted"),
    [
        (
            "The Embassy of India in Laos rescued 12 people. The Indian embassy thanked the police.",
            "en",
            ["Embassy of India in Laos"],
        ),
        ("中国驻迪拜总领事馆通报。中国总领事馆感谢警方。", "zh", ["Consulate-General of China in Dubai"]),
        (
            "The embassies of India in Laos and in Thailand helped: the Embassy of India in Laos and the Embassy of "
            "India in Thailand.",
            "en",
            ["Embassy of India in Laos", "Embassy of India in Thailand"],
        ),
    ],
)
def test_an_embassy_without_its_place_is_the_one_named_with_it(text: str, code: str, wanted: list[str]) -> None:
    found = [agency.name for agency in analysed(text, code).agencies if agency.kind == "embassy"]
    assert [name for name in found if name in wanted] == wanted
    assert len(found) == len(wanted)


def test_a_headline_begins_with_a_verb_and_not_with_a_body() -> None:
    assert "Burmese" not in " ".join(names("Treasury Designates Burmese Militia Over Scam Compounds", "en"))


@pytest.mark.parametrize(
    ("code", "text", "told"),
    [
        ("hi", "दिल्ली में 36 भारतीय हैं। कंबोडियाई गृह मंत्रालय ने कहा।", ["KH"]),
        ("ko", "캄보디아 내무부 이민국은 중국인 168명을 추방했다.", ["KH", "KH"]),
        ("ar", "قال ضابط بشرطة عمان السلطانية إن التحقيق مستمر.", ["OM"]),
        ("vi", "Công an tỉnh Lào Cai cho biết.", ["VN"]),
        ("zh", "台湾地区警方接收10名嫌疑人。", ["TW"]),
        ("id", "Mereka ditahan di kantor Direktorat Jenderal (Ditjen) Imigrasi.", ["ID"]),
    ],
)
def test_a_body_is_of_the_country_that_its_name_says(code: str, text: str, told: list[str]) -> None:
    assert [agency.country for agency in analysed(text, code).agencies] == told


@pytest.mark.parametrize(
    ("code", "text", "told"),
    [
        (
            "vi",
            "Người phát ngôn Bộ Ngoại giao Việt Nam Trần Thị Mai trả lời.",
            ("Trần Thị Mai", "Spokesperson"),
        ),
        ("en", "Phnom Penh police commissioner Chuon Narin said so.", ("Chuon Narin", "Police Commissioner")),
        ("en", "Kedah police chief Datuk Ahmad Zaki led the raid.", ("Ahmad Zaki", "Police Chief")),
    ],
)
def test_a_title_goes_on_from_a_body(code: str, text: str, told: tuple[str, str]) -> None:
    (official,) = analysed(text, code).officials
    assert (official.name, [role.value for role in official.roles][-1]) == told
    assert len(analysed(text, code).agencies) == 1


def test_who_directs_immigration_in_khmer_is_no_name() -> None:
    text = "លោកឧត្តមសេនីយ៍ឯក កែវ សុភា អគ្គនាយកអន្តោប្រវេសន៍ បានបណ្តេញជនបរទេស ៥០នាក់។"
    analysis = analysed(text, "km")
    assert [official.name for official in analysis.officials] == ["កែវ សុភា"]
    assert [agency.name for agency in analysis.agencies] == ["General Department of Immigration"]


@pytest.mark.parametrize(
    ("code", "text", "name"),
    [
        ("bg", "Генералният комисариат на Националната полиция на Камбоджа задържа 20 души.", "Генералният комисариат"),
        ("bg", "Областната дирекция на МВР задържа 20 души.", "Областната дирекция"),
    ],
)
def test_what_leads_over_to_the_owner_is_not_of_a_bodys_name(code: str, text: str, name: str) -> None:
    assert names(text, code)[0] == name


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("דובר משרד הפנים של קמבודיה יוסי כהן מסר על המעצר.", "יוסי כהן"),
        ("דוברת משרד החוץ הסיני מאו נינג מסרה על כך.", "מאו נינג"),
        ("שר העבודה של הפיליפינים הנס לאו קקדק קיבל את פניהם.", "הנס לאו קקדק"),
        ("דובר משרד החוץ הסיני אמר כי הם חזרו.", None),
    ],
)
def test_a_name_follows_a_title_and_its_body_in_hebrew(text: str, told: str | None) -> None:
    assert [official.name for official in analysed(text, "he").officials] == ([told] if told else [])


@pytest.mark.parametrize(
    ("code", "text", "told"),
    [
        ("sv", "Operationen genomfördes tillsammans med tysk polis och Europol.", ["German police", "Europol"]),
        ("sv", "Operationen genomfördes tillsammans med polis och Europol.", ["Europol"]),
    ],
)
def test_a_known_body_that_is_joined_to_another_is_no_part_of_its_name(code: str, text: str, told: list[str]) -> None:
    assert names(text, code) == told
