"""Bodies of a place, by number and of a country: named by place and service, whatever words the text has for them."""

from __future__ import annotations

import pytest

from tests.loaders.test_bodies import names


@pytest.mark.parametrize(
    ("code", "text", "name"),
    [
        ("ar", "ألقت شرطة مقاطعة بوكيو القبض على 24 صينيا.", "Bokeo Police"),
        ("ar", "حكمت المحكمة البلدية في بنوم بنه على 24 شخصا.", "Phnom Penh Municipal Court"),
        ("ar", "أوقف الدرك في مقاطعة كاندال 24 شخصا.", "Kandal Gendarmerie"),
        ("ar", "تسلمت شرطة الحدود في ماي سوت 24 شخصا.", "Mae Sot Border Police"),
        ("bg", "Софийският градски съд осъди 24 души.", "Sofia City Court"),
        ("bn", "ঢাকা মহানগর আদালত ২৪ জনকে সাজা দিয়েছে।", "Dhaka Metropolitan Court"),
        ("cs", "Případ skončil u Okresního soudu v Ostravě, odsoudil 24 lidí.", "Ostrava District Court"),
        ("de", "Das Provinzgericht Pattaya verurteilte 24 Männer.", "Pattaya Provincial Court"),
        ("de", "Das Gericht in Kampot verurteilte 24 Männer.", "Kampot Court"),
        ("de", "Die Touristenpolizei Pattaya nahm 24 Männer fest.", "Pattaya Tourist Police"),
        ("de", "Das Einwanderungsamt in Denpasar schob 24 Chinesen ab.", "Denpasar Immigration Office"),
        ("el", "Το Πρωτοδικείο Αθηνών καταδίκασε 24 άτομα.", "Athens Court"),
        ("hi", "बोकेओ प्रांत की पुलिस ने 24 लोगों को गिरफ्तार किया।", "Bokeo Police"),
        ("hi", "जयपुर पुलिस आयुक्तालय ने 24 लोगों को पकड़ा।", "Jaipur Police Commissionerate"),
        ("hi", "अमृतसर देहात पुलिस ने 24 लोगों को पकड़ा।", "Amritsar Rural Police"),
        ("hi", "कर्नाटक सीआईडी ने 24 लोगों को पकड़ा।", "Karnataka Criminal Investigation Department"),
        ("hu", "A Budapesti Törvényszék 24 embert ítélt el.", "Budapest Regional Court"),
        ("id", "Kepolisian Provinsi Banteay Meanchey menangkap 24 warga.", "Banteay Meanchey Police"),
        ("id", "Polresta Deli Serdang menangkap 24 warga.", "Polresta Deli Serdang"),
        ("id", "Kantor Imigrasi Atambua mendeportasi 24 warga.", "Kantor Imigrasi Atambua"),
        ("id", "Pengadilan Distrik Taipei memvonis 24 orang.", "Taipei District Court"),
        ("id", "Pengadilan Negeri Denpasar memvonis 24 orang.", "Denpasar District Court"),
        ("id", "Pos Penjaga Perbatasan Moc Bai menerima 24 orang.", "Moc Bai Border Guard Station"),
        ("id", "Gendarmerie Provinsi Kandal menangkap 24 orang.", "Kandal Gendarmerie"),
        ("it", "Il Tribunale di Milano ha condannato 24 persone.", "Milan Court"),
        ("it", "La Corte d'appello di Roma ha condannato 24 persone.", "Rome Appeal Court"),
        ("ja", "タケオ州警察は中国人24人を逮捕した。", "Takeo Police"),
        ("km", "ស្នងការដ្ឋាននគរបាលខេត្តតាកែវ បានចាប់ខ្លួនជនជាតិចិន ២៤ នាក់។", "Takeo Police"),
        ("ms", "Mahkamah Wilayah Preah Sihanouk menghukum 24 orang.", "Preah Sihanouk Provincial Court"),
        ("nl", "De rechtbank in Amsterdam veroordeelde 24 mannen.", "Amsterdam District Court"),
        ("pl", "Sąd Okręgowy w Warszawie skazał 24 osoby.", "Warsaw Regional Court"),
        ("ro", "Tribunalul provincial Kampot a condamnat 24 de persoane.", "Kampot Provincial Court"),
        ("ru", "Суд общей юрисдикции Еревана приговорил 24 человек.", "Yerevan Court of General Jurisdiction"),
        ("ru", "Суд провинции Преахсианук приговорил 24 человек.", "Preah Sihanouk Provincial Court"),
        ("ru", "Пограничная застава Мокбай приняла 24 человек.", "Moc Bai Border Guard Station"),
        ("ru", "Пограничники Вьетнама приняли 24 человек.", "Vietnamese border guard"),
        ("si", "කොළඹ මහේස්ත්‍රාත් අධිකරණය චීන ජාතිකයන් 24 දෙනෙකු රක්ෂිත බන්ධනාගාර ගත කළේය.", "Colombo Magistrate's Court"),
        ("sr", "Općinski sud u Sarajevu osudio je 24 osobe.", "Sarajevo Municipal Court"),
        ("th", "สภ.แม่สอด จับกุมชาวจีน 12 คน", "Mae Sot Police Station"),
        ("th", "ตำรวจภูธรจังหวัดชลบุรีจับกุมชาวจีน 12 คน", "Chonburi Police"),
        ("th", "ตม.จว.สระแก้ว จับกุมชาวจีน 12 คน", "Sa Kaeo Immigration"),
        ("th", "ด่านตรวจคนเข้าเมืองท่าอากาศยานภูเก็ตจับกุมชาวจีน 12 คน", "Phuket Airport Immigration"),
        ("th", "ศาลจังหวัดภูเก็ตพิพากษาจำคุกชาวจีน 12 คน", "Phuket Provincial Court"),
        ("th", "ศาลเขตไทเปพิพากษาจำคุกชาวจีน 12 คน", "Taipei District Court"),
        ("th", "สำนักงานอัยการจังหวัดแม่สอดสั่งฟ้อง 12 คน", "Mae Sot Provincial Prosecutor's Office"),
        ("th", "สำนักงานความมั่นคงสาธารณะเมืองเวินโจวจับกุม 12 คน", "Wenzhou Public Security Bureau"),
        ("th", "ตำรวจมณฑลยูนนานจับกุมชาวจีน 12 คน", "Yunnan Police"),
        ("th", "หน่วยเฉพาะกิจอรัญประเทศจับกุมชาวจีน 12 คน", "Aranyaprathet Task Force"),
        ("tr", "Takeo eyalet polisi 24 Çinliyi yakaladı.", "Takeo Police"),
        ("tr", "Taipei Bölge Mahkemesi 24 kişiyi mahkûm etti.", "Taipei District Court"),
        ("tr", "24 kişi Tay Ninh sınır muhafızlarına teslim edildi.", "Tay Ninh Border Guard"),
        ("tr", "Hong Kong gümrüğü 24 kişiyi yakaladı.", "Customs and Excise Department"),
        ("uk", "Міський суд у Пномпені засудив 24 осіб.", "Phnom Penh Municipal Court"),
        ("vi", "Công an TP Đà Nẵng bắt 24 người.", "Da Nang Police"),
        ("zh", "波乔省警方逮捕24名中国公民。", "Bokeo Police"),
    ],
)
def test_what_a_place_has_is_named_by_it(code: str, text: str, name: str) -> None:
    assert names(text, code) == [name]


def test_tak_does_not_stand_in_takeo() -> None:
    assert names("នគរបាលខេត្តតាក បានចាប់ខ្លួនជនជាតិចិន ២៤ នាក់។", "km") == ["Tak Police"]
    assert names("នគរបាលខេត្តតាកែវ បានចាប់ខ្លួនជនជាតិចិន ២៤ នាក់។", "km") == ["Takeo Police"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ตำรวจภูธรภาค 2 จับกุมชาวจีน 12 คน", "Provincial Police Region 2"),
        ("บก.สอท.1 จับกุมชาวจีน 12 คน", "Cyber Crime Investigation Division 1"),
        ("กรมทหารพรานที่ 12 จับกุมชาวจีน 5 คน", "12th Ranger Regiment"),
        ("กรมทหารพรานที่ ๒๒ จับกุมชาวจีน 5 คน", "22nd Ranger Regiment"),
        ("ศาลอุทธรณ์ภาค 9 พิพากษายืน", "Court of Appeal Region 9"),
        ("ตำรวจภูธรภาค 9 จับกุมผู้ต้องหา 12 คน", "Provincial Police Region 9"),
        ("บก.ตม.3 จับกุมผู้ต้องหา 12 คน", "Immigration Division 3"),
        ("สอท.1 จับกุมผู้ต้องหา 12 คน", "Cyber Crime Investigation Division 1"),
    ],
)
def test_a_body_goes_by_its_number(text: str, name: str) -> None:
    assert names(text, "th") == [name]


@pytest.mark.parametrize(
    ("code", "text", "name"),
    [
        ("th", "สำนักงานตำรวจแห่งชาติเวียดนามจับกุมชาวจีน 12 คน", "Vietnamese police"),
        ("th", "สำนักงาน ป.ป.ช. ชี้มูลแล้ว", "National Anti-Corruption Commission"),
        ("th", "ตำรวจตรวจคนเข้าเมืองส่งกลับชาวจีน 12 คน", "Immigration Bureau"),
        ("th", "กรมสอบสวนอาชญากรรมเชิงพาณิชย์จับกุม 12 คน", "กรมสอบสวนอาชญากรรมเชิงพาณิชย์"),
        ("th", "สถานทูตเคนยาในไทยช่วยเหลือ 12 คน", "Embassy of Kenya in Thailand"),
    ],
)
def test_a_body_is_read_whole(code: str, text: str, name: str) -> None:
    assert names(text, code) == [name]


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


@pytest.mark.parametrize(
    "text",
    [
        "Ein philippinisches Gericht verurteilte 24 Männer.",
        "Ein thailändisches Provinzgericht verurteilte 24 Männer.",
    ],
)
def test_a_court_somewhere_in_a_country_is_none_that_is_named(text: str) -> None:
    assert names(text, "de") == []


def test_a_police_station_somewhere_in_a_country_is_none_that_is_named() -> None:
    assert "Thai police station" not in names("24 kişi Tayland polis karakoluna götürüldü.", "tr")
