"""What was done to people and things, told by the plain words of newspapers rather than those of the law."""

from __future__ import annotations

import pytest

from crackdown.loaders.document import Document
from crackdown.loaders.extraction.text.analysis import analyse
from crackdown.loaders.extraction.text.lexicon import load_language


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
    language = load_language(code)
    assert language is not None
    assert kind in {mention.value for mention in analyse(Document.from_text(text), language).of_type("kind")}


@pytest.mark.parametrize(
    ("code", "text"),
    [("ko", "현금 수거책이 돈을 옮겼다."), ("zh", "老板收走了护照。"), ("vi", "Họ thu được nhiều tiền.")],
)
def test_what_the_swindlers_take_is_no_seizure(code: str, text: str) -> None:
    language = load_language(code)
    assert language is not None
    kinds = {mention.value for mention in analyse(Document.from_text(text), language).of_type("kind")}
    assert "seizure" not in kinds


def test_people_are_those_told_by_their_number_alone_in_khmer() -> None:
    language = load_language("km")
    assert language is not None
    analysis = analyse(Document.from_text("អ្នកទាំង ៦១ នេះជាយុវជន។"), language)
    assert len(analysis.of_type("people")) == 2
