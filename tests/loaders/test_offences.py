"""Words for offences that announcements use beside those of the law, in several languages."""

from __future__ import annotations

import pytest

from tests.loaders.analysing import analysed


def offences(text: str, code: str) -> set[str]:
    return {mention.value for mention in analysed(text, code).of_type("offence")}


@pytest.mark.parametrize(
    ("code", "text", "offence"),
    [
        ("ar", "غسلوا أموال الضحايا.", "money_laundering"),
        ("ar", "كانت تدير منصات تداول وهمية.", "online_scam"),
        ("hi", "उन्होंने लोगों से पैसे वसूले।", "extortion"),
        ("hi", "वे बिना इजाजत काम कर रहे थे।", "illegal_work"),
        ("hi", "उनके वीजा की मियाद खत्म हो चुकी थी।", "overstay"),
        ("hi", "उन्होंने नकली प्रोफाइल बनाए।", "online_scam"),
        ("id", "Izin tinggalnya sudah lewat.", "overstay"),
        ("km", "ពួកគេគ្មានលិខិតឆ្លងដែនទេ។", "illegal_entry"),
        ("km", "ពួកគេធ្វើការខុសច្បាប់។", "illegal_work"),
        ("lo", "ພວກກ່ຽວ ໂທຫລອກ ເອົາເງິນ.", "online_scam"),
        ("ru", "Разрешения на работу у них нет.", "illegal_work"),
        ("ru", "Хозяин держал взаперти рабочих.", "kidnapping"),
        ("th", "พวกเขาเข้ามาทางช่องทางธรรมชาติ", "illegal_entry"),
        ("th", "พวกเขาแอบทำงานในไทย", "illegal_work"),
        ("th", "พวกเขาถูกขังในห้อง", "kidnapping"),
        ("th", "พวกเขาปลอมเป็นตำรวจ", "online_scam"),
        ("th", "คนร้ายหลอกขายสินค้า", "online_scam"),
        ("th", "หญิงสองคนถูกขายให้อีกตึก", "human_trafficking"),
        ("th", "เขานำพาคนต่างด้าวสี่คน", "other"),
        ("th", "พวกเขาลักลอบข้ามชายแดน", "illegal_entry"),
        ("zh", "他被关在楼里两个月。", "kidnapping"),
        ("zh", "她被卖到另一个园区。", "human_trafficking"),
        ("zh", "他們的簽證已過期。", "overstay"),
        ("zh", "这些人没有工作签证。", "illegal_work"),
        ("zh", "家人付钱赎人。", "extortion"),
        ("zh", "他们开设虚假网店。", "online_scam"),
        ("ja", "男らは嘘の電話をかけていた。", "online_scam"),
        ("ja", "ビザが切れていた。", "overstay"),
        ("ja", "許可なく働いていた。", "illegal_work"),
        ("ja", "国境を不法に越えた。", "illegal_entry"),
        ("ja", "部屋に閉じ込められた。", "kidnapping"),
        ("ko", "강을 몰래 넘어 왔다.", "illegal_entry"),
        ("ko", "사람을 사고팔았다.", "human_trafficking"),
        ("ko", "허가 없이 일했다.", "illegal_work"),
        ("ko", "체류 기한을 넘겼다.", "overstay"),
        ("vi", "Họ lập sàn vàng ảo.", "online_scam"),
        ("vi", "Họ trốn ra nước ngoài.", "illegal_entry"),
        ("tr", "Evde kokain bulundu.", "drugs"),
        ("tr", "Ülkeye kaçak girdiler.", "illegal_entry"),
        ("tr", "İradeleri dışında tutuldular.", "kidnapping"),
    ],
)
def test_offence_is_told_in_plain_words(code: str, text: str, offence: str) -> None:
    assert offence in offences(text, code)


@pytest.mark.parametrize(
    ("code", "text", "offence"),
    [
        ("en", "They called pensioners, posing as bank clerks.", "online_scam"),
        ("en", "The ring ran fake online shops.", "online_scam"),
        ("en", "Nine were accused of crossing the river illegally.", "illegal_entry"),
        ("en", "Their visas had lapsed in spring.", "overstay"),
        ("en", "Four had stayed beyond their leave.", "overstay"),
        ("en", "She was locked in and held against her will.", "kidnapping"),
        ("en", "He had been sold to another gang.", "human_trafficking"),
        ("en", "They hid the proceeds of crime.", "money_laundering"),
        ("en", "They ran betting websites.", "online_gambling"),
        ("es", "Se hacían pasar por empleados de un banco.", "online_scam"),
        ("es", "Entraron por un paso no habilitado.", "illegal_entry"),
        ("es", "Trabajaban allá sin permiso.", "illegal_work"),
        ("es", "No podían salir del edificio.", "kidnapping"),
        ("fr", "Ils vendaient un placement boursier fictif.", "online_scam"),
        ("fr", "Ils ont été forcés de travailler.", "human_trafficking"),
        ("fr", "Sept avaient dépassé la durée autorisée.", "overstay"),
        ("de", "Neun hatten das Visum um Wochen überzogen.", "overstay"),
        ("de", "Die Bande gab vor, dass sie sich als Bankberater ausgaben.", "online_scam"),
        ("en", "He pretended to be a customs clerk.", "online_scam"),
        ("fr", "Deux faux conseillers appelaient des retraités.", "online_scam"),
        ("de", "Sie warben für falsche Geldanlagen.", "online_scam"),
        ("pt", "Faziam-se passar por bancários.", "online_scam"),
        ("ru", "Они продавали несуществующие акции.", "online_scam"),
        ("id", "Mereka memasang undian palsu.", "online_scam"),
        ("id", "Lima orang dikunci di gudang.", "kidnapping"),
        ("hi", "वे बैंक अधिकारी बनकर फोन करते थे।", "online_scam"),
        ("pt", "Exploravam casinos virtuais.", "online_gambling"),
        ("pt", "É suspeito de entrada clandestina.", "illegal_entry"),
    ],
)
def test_words_for_an_offence_are_found(code: str, text: str, offence: str) -> None:
    assert offence in offences(text, code)
