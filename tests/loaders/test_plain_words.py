"""What was done to people and things, told by the plain words of newspapers rather than those of the law."""

from __future__ import annotations

import pytest

from tests.loaders.analysing import analysed


def kinds(code: str, text: str) -> set[str]:
    return {mention.value for mention in analysed(text, code).of_type("kind")}


@pytest.mark.parametrize(
    ("code", "text", "kind"),
    [
        ("zh", "警方从楼里搬走三十台电脑。", "seizure"),
        ("zh", "海关扣下两箱手机。", "seizure"),
        ("ja", "捜査員は電話30台を運び出した。", "seizure"),
        ("ja", "係官が旅券を持ち帰った。", "seizure"),
        ("ko", "경찰은 컴퓨터 30대를 거둬 갔다.", "seizure"),
        ("vi", "Công an thu 30 máy tính.", "seizure"),
        ("vi", "Cảnh sát thu hai ô tô.", "seizure"),
        ("zh", "边防军截获12名偷渡者。", "arrest"),
        ("zh", "警方在路口攔下6人。", "arrest"),
        ("ja", "警官が逃げた2人を取り押さえた。", "arrest"),
        ("ja", "警察は主犯格を捕まえた。", "arrest"),
        ("ko", "경찰은 다섯 명을 붙들었다.", "arrest"),
        ("vi", "Công an bắt tiếp 5 người.", "arrest"),
        ("zh", "三人罪名成立。", "conviction"),
        ("ja", "裁判所は死刑とした。", "conviction"),
        ("vi", "Tòa đã tuyên 5 bị cáo có tội.", "conviction"),
        ("ko", "정부는 독자제재 대상을 늘렸다.", "sanction"),
        ("zh", "使馆人员把5人接走。", "rescue"),
        ("ja", "兵士が5人を外に連れ出した。", "rescue"),
        ("ko", "피의자 9명을 국내로 압송했다.", "repatriation"),
        ("vi", "Bộ đội biên phòng đón 9 người tại cửa khẩu.", "repatriation"),
        ("ja", "当局は9人を退去させた。", "deportation"),
        ("ko", "당국은 아홉 명을 내쫓았다.", "deportation"),
        ("zh", "警方昨晚突查一栋别墅。", "raid"),
        ("th", "ทหารช่วยชาวเคนยา 12 คน", "rescue"),
        ("th", "ตำรวจพาชาวจีน 9 คนขึ้นเที่ยวบินเช่าเหมาลำ", "removal"),
        ("th", "เจ้าหน้าที่นำตัวกลับภูมิลำเนา", "repatriation"),
        ("th", "ตำรวจแจ้งข้อหาชาย 5 คน", "arrest"),
        ("th", "ศาลลงโทษจำเลย 5 คน", "conviction"),
        ("th", "สหรัฐขึ้นบัญชีดำบริษัทแห่งหนึ่ง", "sanction"),
        ("th", "ตำรวจลุยค้นบ้านหรู", "raid"),
        ("km", "គាត់ជាប់គុក ៥ ឆ្នាំ", "conviction"),
        ("km", "មនុស្ស ៥ នាក់ជាប់ខ្លួន", "arrest"),
        ("km", "នគរបាលចូលជួយមនុស្ស ៥ នាក់", "rescue"),
        ("lo", "ເຈົ້າໜ້າທີ່ຊ່ວຍຊາວເຄັນຢາ 5 ຄົນ", "rescue"),
        ("my", "တရားရုံးက တစ်သက်တစ်ကျွန်း ချမှတ်ခဲ့သည်။", "conviction"),
    ],
)
def test_plain_words_say_what_was_done(code: str, text: str, kind: str) -> None:
    assert kind in kinds(code, text)


@pytest.mark.parametrize(
    ("code", "text"),
    [("ko", "현금 수거책이 돈을 옮겼다."), ("zh", "老板收走了护照。"), ("vi", "Họ thu được nhiều tiền.")],
)
def test_what_the_swindlers_take_is_no_seizure(code: str, text: str) -> None:
    kinds = {mention.value for mention in analysed(text, code).of_type("kind")}
    assert "seizure" not in kinds


def test_people_are_those_told_by_their_number_alone_in_khmer() -> None:
    analysis = analysed("អ្នកទាំង ៦១ នេះជាយុវជន។", "km")
    assert len(analysis.of_type("people")) == 2


@pytest.mark.parametrize(
    ("code", "text", "kind"),
    [
        ("ru", "Спецназ оцепил здание.", "raid"),
        ("ru", "Суд огласил вердикт.", "conviction"),
        ("ru", "Он получил пять лет колонии.", "conviction"),
        ("ru", "Следователи вывели людей из подвала.", "rescue"),
        ("ru", "Суд наложил запрет на распоряжение квартирами.", "seizure"),
        ("ru", "Троих отправили в изолятор.", "arrest"),
        ("tr", "Beş sanık hapse çarptırıldı.", "conviction"),
        ("tr", "Şüpheli Sırbistan'dan iade alındı.", "extradition"),
        ("tr", "Telefonlar emanete alındı.", "seizure"),
        ("tr", "İki kişi hapse girdi.", "arrest"),
        ("tr", "Polis binayı kuşattı.", "raid"),
        ("id", "Polisi mengeluarkan lima korban dari ruko.", "rescue"),
        ("id", "Petugas mengangkut puluhan ponsel.", "seizure"),
        ("id", "Gudang itu disegel.", "seizure"),
        ("id", "Hakim menghukum tiga pelaku.", "conviction"),
        ("id", "Dua buronan dijebloskan ke sel.", "arrest"),
        ("ms", "Dua buruan bertukar tangan di sempadan.", "extradition"),
        ("ms", "Hakim menghukum tiga lelaki itu.", "conviction"),
        ("ms", "Polis merempuh sebuah banglo.", "raid"),
        ("ms", "Tiga lagi tertangkap di lapangan terbang.", "arrest"),
        ("ar", "الفريق صادر 12 هاتفاً.", "seizure"),
        ("ar", "وتحفظت على ثلاث سيارات.", "seizure"),
        ("ar", "وباتوا خلف القضبان.", "arrest"),
        ("ar", "دانت المحكمة أربعة.", "conviction"),
        ("ar", "الشرطة تولت إخراجهم من المبنى.", "rescue"),
        ("hi", "पुलिस ने दरवाजा तोड़ा।", "raid"),
        ("hi", "तीन को सात साल की कैद हुई।", "conviction"),
        ("hi", "पांच महिलाएं छुड़ाई गईं।", "rescue"),
        ("hi", "दो लोग धर दबोचे गए।", "arrest"),
        ("hi", "दुकान सील कर दी, कार कब्जे में ली।", "seizure"),
    ],
)
def test_plain_words_say_so_in_further_languages(code: str, text: str, kind: str) -> None:
    assert kind in kinds(code, text)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("id", "Kedutaan mengeluarkan pernyataan."),
        ("id", "Paspor itu dikeluarkan oleh kantor lama."),
        ("id", "Bus mengangkut mereka ke hotel."),
        ("ar", "وجاء في بيان صادر عن الوزارة."),
    ],
)
def test_the_same_words_of_papers_and_buses_say_nothing_of_it(code: str, text: str) -> None:
    assert not kinds(code, text)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("th", "ของกลางมีโทรศัพท์ 12 เครื่อง"),
        ("km", "វត្ថុតាងមានទូរស័ព្ទ ១២គ្រឿង។"),
        ("tr", "Ele geçenler arasında 12 telefon var."),
        ("ar", "المضبوطات: 12 هاتفاً."),
        ("ar", "وجرى التحفظ على 12 هاتفاً."),
        ("ar", "وعُثر بحوزتهم على 12 هاتفاً."),
        ("id", "Polisi sita 12 ponsel."),
    ],
)
def test_exhibits_are_seized(code: str, text: str) -> None:
    assert "seizure" in kinds(code, text)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("th", "นายจ้างยึดหนังสือเดินทางของพวกเขา"),
        ("km", "ថៅកែបានដកហូតលិខិតឆ្លងដែនរបស់ពួកគេ។"),
        ("lo", "ໜັງສືຜ່ານແດນ ຖືກນາຍຈ້າງຍຶດໄວ້."),
        ("tr", "Patronlar pasaportlarına el koydu."),
        ("ar", "صودرت جوازاتهم عند وصولهم."),
        ("hi", "वहां उनके पासपोर्ट जब्त कर लिए गए।"),
        ("id", "Setiba di sana paspor mereka disita."),
        ("ms", "Di sana pasport mereka dirampas."),
        ("ru", "Хозяева забирали паспорта."),
    ],
)
def test_passports_that_employers_keep_are_not_seized(code: str, text: str) -> None:
    assert "seizure" not in kinds(code, text)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Some 90 computers were hauled off on Monday."),
        ("en", "Officers carried away 14 boxes of telephones."),
        ("en", "The court issued restraint orders over six flats."),
        ("en", "Forty telephones were kept as evidence."),
        ("es", "La policía requisó 90 ordenadores."),
        ("es", "El juez secuestró dos vehículos."),
        ("es", "Los teléfonos quedaron como prueba."),
        ("fr", "Quatre-vingt-dix ordinateurs ont été placés sous scellés."),
        ("fr", "Les téléphones ont été consignés."),
        ("de", "Neunzig Rechner wurden mitgenommen."),
        ("de", "Die Polizei behielt die Telefone."),
        ("pt", "Noventa computadores foram recolhidos."),
        ("pt", "Os telefones ficaram como prova."),
    ],
)
def test_things_that_are_taken_are_seized(code: str, text: str) -> None:
    assert "seizure" in kinds(code, text)


@pytest.mark.parametrize("text", ["The army marched into the compound.", "Officers went through both floors."])
def test_who_enters_a_place_raids_it(text: str) -> None:
    assert "raid" in kinds("en", text)
