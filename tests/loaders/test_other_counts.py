"""People who are counted and are no operation's: killed, hurt, wanted, waiting, wronged, of another time."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from crackdown.loaders.document import Document
from crackdown.loaders.extraction import extract

TEXTS: dict[str, dict[str, list[str]]] = yaml.safe_load(
    Path(__file__).with_name("other_counts.yaml").read_text(encoding="utf-8")
)
ONLY_ARRESTED: dict[str, list[str]] = yaml.safe_load(
    Path(__file__).with_name("only_arrested.yaml").read_text(encoding="utf-8")
)
NOT_DONE: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("not_done.yaml").read_text(encoding="utf-8"))
ALL = [(told, code, text) for told, languages in TEXTS.items() for code, texts in languages.items() for text in texts]


@pytest.mark.parametrize(("told", "code", "text"), ALL)
def test_the_twelve_are_read_and_nobody_else(told: str, code: str, text: str) -> None:
    assert [one.persons for one in extract(Document.from_text(text, language=code)).operations] == [12]


@pytest.mark.parametrize(
    ("code", "text", "persons"),
    [
        ("en", "Police in Sihanoukville arrested 1,211 suspects in 2025, up from 870 the year before.", [1211]),
        ("en", "Thailand deported 412 foreigners in February 2026, against 377 in the same month last year.", [412]),
        (
            "en",
            "BANGKOK, 5 March 2026 - Thai police arrested nine people on Tuesday. There are warrants for 12 others.",
            [9],
        ),
        ("en", "BANGKOK, 5 March 2026 - Thai police arrested nine people on Tuesday under Section 50 of the act.", [9]),
        ("en", "BANGKOK, 5 March 2026 - In a separate case 45 people were arrested in Pattaya on Tuesday.", [45]),
        ("ru", "Полиция Бангкока 5 марта 2026 года задержала девять человек по статье 181 кодекса.", [9]),
        (
            "en",
            "BANGKOK, 5 March 2026 - Thailand deported 84 foreigners on Tuesday. Twelve more will be deported later.",
            [84],
        ),
        ("ko", "경찰은 2026년 3월 5일 사기 조직원 25명을 검거해 이 가운데 17명을 구속했다. 피해자는 312명이다.", [25]),
        ("zh", "重庆警方2026年3月5日抓获犯罪嫌疑人42名，其中刑事拘留38人，被害人达213名。", [42]),
        ("pt", "Moçambique deportou 412 estrangeiros em Março de 2026, contra 377 no período homólogo.", [412]),
        ("zh", "泰国2026年3月5日遣返84名中国公民，另有12人自行离境。", [84]),
        ("ko", "경찰은 2026년 3월 5일 12명을 체포했다. 이들은 91명에게서 11억원을 뜯어낸 혐의를 받는다.", [12]),
        ("ru", "Полиция 5 марта 2026 года задержала 12 человек, которые обманули 57 человек.", [12]),
        ("ko", "경찰은 2026년 3월 5일 12명을 체포했다. 한국 경찰관 4명은 구출된 국민을 프놈펜으로 이송했다.", [12]),
        ("ja", "警察は2026年3月5日、12人を逮捕した。捜査員約80人がチャーター機で空港へ連れ帰った。", [12]),
    ],
)
def test_who_is_compared_sought_gone_or_wronged_is_no_operation(code: str, text: str, persons: list[int]) -> None:
    assert [one.persons for one in extract(Document.from_text(text, language=code)).operations] == persons


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("id", "BANGKOK, 6 Maret 2026 - Polisi Thailand menangkap 12 orang pada Kamis. Kloter berikutnya, 34 orang, "
         "baru dipulangkan Senin mendatang."),
        ("id", "BANGKOK, 6 Maret 2026 - Polisi Thailand menangkap 12 orang pada Kamis. Imigrasi mengumumkan rencana "
         "deportasi 34 orang."),
        ("id", "BANGKOK, 6 Maret 2026 - Polisi Thailand menangkap 12 orang pada Kamis. Sebanyak 34 warga kehilangan "
         "uang."),
        ("ms", "BANGKOK, 6 Mac 2026 - Polis Thailand menahan 12 orang pada Khamis. Seramai 34 orang kehilangan wang."),
        ("tr", "BANGKOK, 6 Mart 2026 - Tayland polisi perşembe günü 12 kişiyi gözaltına aldı. Şüpheliler 34 kişiyi "
         "sahte yatırımla dolandırmakla suçlanıyor."),
        ("tr", "BANGKOK, 6 Mart 2026 - Tayland polisi perşembe günü 12 kişiyi gözaltına aldı. 34 yabancı, gönüllü "
         "dönüş formu imzaladı."),
        ("ru", "БАНГКОК, 6 марта 2026 года. Полиция Таиланда в четверг задержала 12 человек. В центрах могут "
         "находиться ещё люди; 34 человека лишились денег."),
        ("ar", "بانكوك، 6 مارس 2026 - أوقفت الشرطة التايلاندية 12 شخصاً يوم الخميس. ويُنتظر وصول دفعة من 34 شخصاً."),
        ("hi", "बैंकॉक, 6 मार्च 2026। थाईलैंड पुलिस ने गुरुवार को 12 लोगों को गिरफ्तार किया। 34 लोग पैसे गंवा चुके "
         "हैं।"),
        ("th", "กรุงเทพฯ, 6 มีนาคม 2569 - ตำรวจไทยจับกุม 12 คนเมื่อวันพฤหัสบดี มีผู้แจ้งความ 34 ราย"),
        ("th", "กรุงเทพฯ, 6 มีนาคม 2569 - ตำรวจไทยจับกุม 12 คนเมื่อวันพฤหัสบดี แต่ละคนโทรหาเหยื่อวันละ 34 คน"),
        ("km", "ភ្នំពេញ ថ្ងៃទី៦ ខែមីនា ឆ្នាំ២០២៦៖ នគរបាលជាតិបានចាប់ខ្លួនមនុស្ស ១២នាក់ កាលពីថ្ងៃព្រហស្បតិ៍។ ៣៤នាក់ "
         "ជាជនដែលនគរបាលចិនកំពុងតាមចាប់។"),
        ("lo", "ວຽງຈັນ, 6 ມີນາ 2026 - ຕຳຫຼວດລາວ ຈັບຜູ້ຖືກຫາ 12 ຄົນ ໃນວັນພະຫັດ. ອີກ 34 ຄົນ ຍັງປິ່ນປົວຢູ່ໂຮງໝໍ."),
    ],
)  # fmt: skip
def test_who_is_to_come_or_lost_money_or_is_told_by_the_day_is_no_operation(code: str, text: str) -> None:
    assert [one.persons for one in extract(Document.from_text(text, language=code)).operations] == [12]


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, (_, *texts) in NOT_DONE.items() for text in texts])
def test_what_was_not_done_is_no_operation(code: str, text: str) -> None:
    whole = f"{NOT_DONE[code][0]} {text}"
    assert [one.persons for one in extract(Document.from_text(whole, language=code)).operations] == [12]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "On 3 March 2026, Cambodian police arrested 12 Chinese nationals and released them on bail."),
        ("fr", "Le 3 mars 2026, la police cambodgienne a arrêté 12 Chinois, remis en liberté depuis."),
        ("es", "El 3 de marzo de 2026, la policía camboyana detuvo a 12 chinos, en libertad bajo fianza desde ayer."),
        ("tr", "3 Mart 2026'da Kamboçya polisi 12 Çinliyi gözaltına aldı; hepsi adli kontrolle serbest bırakıldı."),
        ("vi", "Ngày 3/3/2026, cảnh sát Campuchia bắt giữ 12 người Trung Quốc, sau đó cho tại ngoại."),
        ("zh", "2026年3月3日，柬埔寨警方逮捕12名中国公民，随后获保释。"),
        ("ja", "2026年3月3日、カンボジア警察は中国人12人を逮捕し、その後保釈した。"),
        ("ko", "2026년 3월 3일 캄보디아 경찰은 중국인 12명을 체포했으며 이후 보석으로 석방했다."),
        ("th", "เมื่อวันที่ 3 มีนาคม 2569 ตำรวจกัมพูชาจับกุมชาวจีน 12 คนในสีหนุวิลล์ และปล่อยตัวชั่วคราว"),
        ("ru", "3 марта 2026 года полиция Камбоджи задержала 12 граждан Китая, позже их отпустили под залог."),
        ("ar", "في 3 مارس 2026 أوقفت الشرطة الكمبودية 12 صينيا في سيهانوكفيل ثم أفرجت عنهم بكفالة."),
        ("km", "នៅថ្ងៃទី៣ ខែមីនា ឆ្នាំ២០២៦ នគរបាលកម្ពុជាបានឃាត់ខ្លួនជនជាតិចិន ១២នាក់ ហើយដោះលែងឱ្យនៅក្រៅឃុំ។"),
        ("hi", "3 मार्च 2026 को कंबोडियाई पुलिस ने 12 चीनी नागरिकों को गिरफ्तार किया, जिन्हें बाद में जमानत पर रिहा कर दिया गया।"),
    ],
)  # fmt: skip
def test_who_was_let_go_again_was_arrested_all_the_same(code: str, text: str) -> None:
    assert [(one.kind, one.persons) for one in extract(Document.from_text(text, language=code)).operations] == [
        ("arrest", 12)
    ]


def test_what_lies_after_the_announcement_was_not_done() -> None:
    text = "10 April 2026 - Thai police arrested 12 people on Thursday. Cambodia deports 400 Chinese on 13 April."
    assert [one.persons for one in extract(Document.from_text(text)).operations] == [12]


def test_a_headline_that_tells_what_is_to_come_or_denied_tells_of_no_operation() -> None:
    text = (
        "Cambodia deports 400 Chinese\n\nPHNOM PENH, 10 April 2026 - Cambodia will deport 400 Chinese on 13 April. "
        "Police arrested 186 people on 31 March."
    )
    assert [one.persons for one in extract(Document.from_text(text)).operations] == [186]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Cambodian police arrested 45 Chinese on 3 March 2026 in Poipet. The 45 will be deported."),
        ("en", "Police arrest 45 Chinese in Poipet\n\nPHNOM PENH, 4 March 2026 - The 45 will be deported next week."),
        ("fr", "La police arrête 45 Chinois à Poipet\n\nPHNOM PENH, 4 mars 2026 - Les 45 seront expulsés."),
        ("zh", "2026年3月3日，柬埔寨警方逮捕45名中国人。这45人将被遣返。"),
        ("zh", "柬埔寨警方逮捕45名中国人\n\n2026年3月4日，警方称这45人将被遣返。"),
    ],
)
def test_who_was_arrested_and_is_to_be_sent_away_was_arrested(code: str, text: str) -> None:
    assert [(one.kind, one.persons) for one in extract(Document.from_text(text, language=code)).operations] == [
        ("arrest", 45)
    ]


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in ONLY_ARRESTED.items() for text in texts])
def test_who_was_arrested_and_is_yet_to_be_sent_away_was_arrested(code: str, text: str) -> None:
    assert [(one.kind, one.persons) for one in extract(Document.from_text(text, language=code)).operations] == [
        ("arrest", 45)
    ]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("hi", "बीजिंग, 29 जनवरी 2026: वेनझोउ की अदालत ने आज 12 लोगों को मृत्युदंड की सजा सुनाई।"),
        ("bn", "বেইজিং, ২৯ জানুয়ারি ২০২৬: ১২ সদস্যকে আজ মৃত্যুদণ্ড দিয়েছেন চীনের একটি আদালত।"),
        ("mr", "बीजिंग, २९ जानेवारी २०२६ : वेन्झोऊ न्यायालयाने आज १२ आरोपींना मृत्युदंडाची शिक्षा सुनावली."),
        ("pa", "ਬੀਜਿੰਗ, 29 ਜਨਵਰੀ 2026: ਚੀਨ ਦੀ ਅਦਾਲਤ ਨੇ ਅੱਜ 12 ਲੋਕਾਂ ਨੂੰ ਮੌਤ ਦੀ ਸਜ਼ਾ ਸੁਣਾਈ।"),
        ("kn", "ಬೀಜಿಂಗ್, 29 ಜನವರಿ 2026: ವೆನ್‌ಝೌ ನ್ಯಾಯಾಲಯವು ಇಂದು 12 ಮಂದಿಗೆ ಮರಣದಂಡನೆ ವಿಧಿಸಿದೆ."),
        ("ur", "بیجنگ، 29 جنوری 2026: وینژو کی عدالت نے آج 12 افراد کو سزائے موت سنائی۔"),
    ],
)
def test_who_is_sentenced_to_death_is_convicted_and_not_killed(code: str, text: str) -> None:
    (operation,) = extract(Document.from_text(text, language=code)).operations
    assert (operation.kind, operation.persons) == ("conviction", 12)
