"""What was done, told by words that newspapers use as often as those of `test_plain_words`; what else they mean."""

from __future__ import annotations

import pytest

from crackdown.loaders import extract
from crackdown.loaders.document import Document
from tests.loaders.analysing import analysed


def kinds(code: str, text: str) -> set[str]:
    return {mention.value for mention in analysed(text, code).of_type("kind")}


@pytest.mark.parametrize(
    ("code", "text", "kind"),
    [
        ("en", "Nine men are in the custody of the provincial police.", "arrest"),
        ("en", "Kenyan police hold 14 persons.", "arrest"),
        ("en", "The couple was handcuffed at the gate.", "arrest"),
        ("en", "Two drivers got three years.", "conviction"),
        ("en", "The ringleader was given a life term.", "conviction"),
        ("en", "The five were fined on Friday.", "conviction"),
        ("en", "Some 300 foreigners were sent out of the country.", "deportation"),
        ("en", "A group of 40 came back on Sunday.", "repatriation"),
        ("en", "Soldiers took 12 women out of the compound.", "rescue"),
        ("en", "The women are treated as victims.", "rescue"),
        ("en", "They were walked across the bridge.", "removal"),
        ("en", "The province transferred 31 suspects.", "handover"),
        ("en", "The patrol came upon 60 foreigners.", "found"),
        ("en", "Canada froze their assets in May.", "sanction"),
        ("fr", "Onze hommes ont été présentés au parquet.", "arrest"),
        ("fr", "Les suspects ont été déférés vendredi.", "arrest"),
        ("fr", "Douze étrangers ont été refoulés.", "deportation"),
        ("fr", "Trente citoyens regagnaient leur village.", "repatriation"),
        ("fr", "Il purge dix ans de réclusion.", "conviction"),
        ("es", "El ejército retuvo a doce extranjeros.", "arrest"),
        ("es", "La patrulla puso a disposición a dos hombres.", "arrest"),
        ("es", "Fueron puestos en la frontera.", "deportation"),
        ("es", "El avión trajo a 30 compatriotas.", "repatriation"),
        ("es", "La milicia sacó a 90 trabajadores.", "rescue"),
        ("es", "Las jóvenes recibieron atención médica.", "rescue"),
        ("es", "El tribunal leyó la sentencia.", "conviction"),
        ("ru", "Полицейские входят в здание.", "raid"),
        ("ja", "バリ島で日本人2人を確保した。", "arrest"),
        ("ja", "退去者は40カ国の900人だった。", "deportation"),
        ("ja", "刑事が容疑者を護送した。", "removal"),
        ("ja", "警察は端末30台を押さえた。", "seizure"),
        ("ja", "裁判所は3人に罰金を科した。", "conviction"),
        ("vi", "Công an giữ lại 5 người.", "arrest"),
        ("vi", "Họ đưa 19 người về trụ sở.", "arrest"),
        ("vi", "Đồn biên phòng đón thêm 8 công dân.", "repatriation"),
        ("vi", "Hai người bị phạt 18 tháng tù.", "conviction"),
        ("vi", "Công an tạm giữ 2 ô tô.", "seizure"),
        ("vi", "Chín người được đưa qua sông.", "removal"),
        ("zh", "特警攻入别墅。", "raid"),
        ("zh", "40名工人重获自由。", "rescue"),
        ("zh", "9名嫌犯昨晚登机。", "removal"),
        ("ko", "여성 5명은 보호시설로 옮겨졌다.", "rescue"),
        ("ko", "이들은 여객기에 실렸다.", "removal"),
        ("ko", "군은 외국인 90명을 찾아냈다.", "found"),
        ("pt", "A polícia detinha quatro homens.", "arrest"),
        ("pt", "Os agentes entraram com mandado.", "raid"),
        ("pt", "A polícia surpreendeu dois homens.", "found"),
        ("tr", "Üç kişi karakolda tutuluyor.", "arrest"),
        ("tr", "Polis içeride 60 yabancı bulmuştu.", "found"),
        ("de", "Die Konten der Firma wurden gesperrt.", "seizure"),
        ("de", "Polizisten umstellten das Haus.", "raid"),
        ("th", "สถานทูตพาชาวเคนยา 9 คนกลับ", "repatriation"),
    ],
)
def test_plainer_words_say_what_was_done(code: str, text: str, kind: str) -> None:
    assert kind in kinds(code, text)


@pytest.mark.parametrize(
    ("code", "text", "kind"),
    [
        ("ja", "学生の安全を確保する。", "arrest"),
        ("ja", "裁判所は証拠保全を認めた。", "seizure"),
        ("ja", "警官が男を取り押さえた。", "seizure"),
    ],
)
def test_the_same_words_in_longer_ones_say_nothing_of_it(code: str, text: str, kind: str) -> None:
    assert kind not in kinds(code, text)


def test_residents_who_are_brought_home_are_counted() -> None:
    text = "HONG KONG, 5 March 2026 - Twenty-one residents were brought back from Bangkok on Wednesday."
    (operation,) = extract(Document.from_text(text)).operations
    assert (operation.kind, operation.persons) == ("repatriation", 21)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Officers searched 14 premises and nine police stations took part; 30 SIM boxes were found."),
        ("fr", "Le consulat a reçu 40 demandes et deux cabinets ont aidé."),
        ("es", "Trabajaron cinco comisarías y había 60 pantallas."),
        ("vi", "Họ thuê 14 biệt thự."),
        ("th", "ส่งมา 3 รอบ"),
    ],
)
def test_what_is_counted_there_are_things(code: str, text: str) -> None:
    assert analysed(text, code).counts == []
