"""Officials who are arrested, convicted or sanctioned are counted; who left office has no post."""

from __future__ import annotations

import pytest

from crackdown.loaders.document import Document
from crackdown.loaders.extraction import extract
from tests.loaders.analysing import analysed


def named(text: str, code: str) -> list[str]:
    return [official.name for official in analysed(text, code).officials]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Police on 4 April arrested Major General Chea Pov, deputy head of Kampot police, and 11 others.", "en"),
        ("Brigadier General Chea Pov, chief of the Takeo Provincial Police, was arrested on Friday.", "en"),
        ("The court convicted Judge Maria Santos and nine accomplices of taking bribes.", "en"),
        ("Britain imposed sanctions on Senator Ly Pheap.", "en"),
        ("Police held 40 Chinese nationals. Deputy director Zhang Wei of the compound was also held.", "en"),
        ("Police arrested 12 Chinese nationals and named Police Colonel Somchai Prasert, a suspect in the case.", "en"),
        ("La police a arrêté 12 Chinois et cherche le général Kim Vannak, soupçonné de complicité.", "fr"),
        ("ตำรวจเชิญ พ.ต.อ.สมชาย ใจดี ผู้ต้องหา มาสอบปากคำ", "th"),
        ("La police a arrêté le colonel Yao Kouassi et 11 autres personnes.", "fr"),
        ("Le commissaire Yao Kouassi, chef de la sûreté, a été condamné lundi.", "fr"),
        ("La policía detuvo al comisario Juan Pérez y a otras 11 personas.", "es"),
        ("A polícia prendeu o delegado João Silva e outras cinco pessoas.", "pt"),
        ("Der Polizeichef Karl Huber wurde am Montag in Wien festgenommen.", "de"),
        ("Il commissario Mario Rossi è stato arrestato insieme ad altri tre.", "it"),
        ("Полиция задержала генерал-майора Чеа Пова и ещё 11 человек.", "ru"),
        ("警方逮捕金边市警察局副局长谢波等12人。", "zh"),
        ("警察は4日、市警副本部長のチア・ポブ少将ら12人を逮捕した。", "ja"),
        ("경찰은 4일 프놈펜 경찰청 부청장 체아 포브 소장 등 12명을 체포했다.", "ko"),
        ("ตำรวจจับกุม พล.ต.ต.สมชาย ใจดี รองผู้บัญชาการ กับพวกรวม 12 คน", "th"),
        ("Công an bắt Thiếu tướng Trần Văn Nam cùng 11 đồng phạm.", "vi"),
        ("Polisi menangkap Brigjen Budi Santoso dan 11 orang lainnya.", "id"),
        ("Polis menahan Datuk Ahmad Fauzi, Ketua Polis Daerah, dan 11 lagi.", "ms"),
    ],
)  # fmt: skip
def test_who_is_arrested_or_convicted_is_not_named(text: str, code: str) -> None:
    assert named(text, code) == []


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        ("Major General Chea Pov and 11 officers led the raid, in which 40 people were held.", "en", "Chea Pov"),
        ("Twelve people were arrested, Major General Chea Pov said.", "en", "Chea Pov"),
        (
            "Major General Chea Pov, head of the force, said 18 people, seven of them women, were arrested.",
            "en",
            "Chea Pov",
        ),
        ("Foreign Secretary Yvette Cooper accused the ringleaders of ruining people.", "en", "Yvette Cooper"),
        ("Le général Chea Pov a annoncé que 12 personnes ont été arrêtées.", "fr", "Chea Pov"),
        ("Tổng cục trưởng Trần Văn Nam cho biết 12 người bị bắt.", "vi", "Trần Văn Nam"),
        ("Генерал-майор Чеа Пов сообщил, что полиция задержала 12 человек.", "ru", "Чеа Пов"),
    ],
)
def test_who_leads_or_speaks_is_named(text: str, code: str, name: str) -> None:
    assert named(text, code) == [name]


def test_whoever_is_arrested_is_named_nowhere_in_the_text() -> None:
    text = "Colonel Chea Pov spoke in March. On 4 April police arrested Colonel Chea Pov and three others."
    assert named(text, "en") == []


def test_the_body_of_one_who_is_arrested_did_not_arrest_him() -> None:
    text = (
        "PHNOM PENH, 5 April 2026 - Cambodian police on 9 March 2026 arrested Major General Chea Pov, deputy "
        "commissioner of the Phnom Penh Municipal Police, and 11 others who had protected an online scam compound."
    )
    (operation,) = extract(Document.from_text(text, language="en")).operations
    assert (operation.persons, operation.officials, operation.agencies) == (11, [], ["Cambodian National Police"])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Former Interior Minister Sar Pheap said so on Monday.", "en"),
        ("L'ancien ministre de l'Intérieur Yao Kouassi a dit lundi son soutien.", "fr"),
        ("El ex ministro Juan Pérez habló el lunes.", "es"),
        ("O ex-ministro João Silva falou na segunda-feira.", "pt"),
        ("Der ehemalige Polizeichef Karl Huber sprach am Montag.", "de"),
        ("Бывший министр Иван Петров выступил в понедельник.", "ru"),
        ("Cựu Bộ trưởng Trần Văn Nam phát biểu hôm thứ Hai.", "vi"),
        ("อดีตผู้กำกับการ สมชาย ใจดี กล่าวเมื่อวันจันทร์", "th"),
        ("Mantan Menteri Budi Santoso berbicara pada Senin.", "id"),
        ("Bekas Menteri Ahmad Fauzi bercakap pada Isnin.", "ms"),
        ("前菲律宾总统李明周一发表讲话。", "zh"),
        ("قال وزير الداخلية السابق محمد علي إن العملية نجحت.", "ar"),
    ],
)
def test_a_title_that_is_held_no_more_makes_nobody_an_official(text: str, code: str) -> None:
    assert named(text, code) == []
