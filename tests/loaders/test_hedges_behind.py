"""Words behind a number that say how exact it is."""

from __future__ import annotations

import pytest

from crackdown.loaders.document import Document
from crackdown.loaders.extraction import extract
from tests.loaders.analysing import analysed


@pytest.mark.parametrize(
    ("code", "text", "hedge"),
    [
        ("zh", "柬埔寨驱逐1200余名中国公民。", "more_than"),
        ("zh", "柬埔寨驱逐1200多人。", "more_than"),
        ("zh", "警方拘捕1200人以上。", "at_least"),
        ("ja", "中国人1200人以上を強制送還した。", "at_least"),
        ("ja", "中国人1200人余りを強制送還した。", "more_than"),
        ("ja", "中国人1200人ほどを強制送還した。", "about"),
        ("ko", "중국인 1200여 명을 추방했다.", "more_than"),
        ("ko", "중국인 1200명 이상을 추방했다.", "at_least"),
        ("ko", "중국인 1200명가량을 추방했다.", "about"),
        ("th", "เนรเทศชาวจีน 1,200 กว่าคน", "more_than"),
        ("km", "បណ្តេញជនជាតិចិន ១២០០នាក់ជាង", "more_than"),
        ("lo", "ເນລະເທດຄົນຈີນ 1.200 ກວ່າຄົນ", "more_than"),
        ("my", "တရုတ်နိုင်ငံသား ၁,၂၀၀ ကျော် ဦးကို ပြန်ပို့ခဲ့သည်။", "more_than"),
        ("hi", "1,200 से अधिक चीनी नागरिकों को निर्वासित किया।", "more_than"),
        ("tr", "1.200'den fazla Çinliyi sınır dışı etti.", "more_than"),
        ("tr", "1.200'ü aşkın Çinliyi sınır dışı etti.", "more_than"),
        ("en", "Police deported 1,200-plus Chinese.", "more_than"),
        ("en", "Police deported 1,200 Chinese.", None),
        ("zh", "柬埔寨驱逐1200名中国公民。", None),
    ],
)
def test_number_is_as_exact_as_the_words_behind_it_say(code: str, text: str, hedge: str | None) -> None:
    (count,) = analysed(text, code).counts
    assert (count.value, count.hedge.value if count.hedge else None) == (1200, hedge)


def test_quote_of_a_figure_holds_the_words_behind_it() -> None:
    record = extract(
        Document.from_text("金边2026年4月22日电 柬埔寨移民总局4月20日将中国籍嫌疑人1200人以上驱逐出境，遣返中国。")
    )
    (operation,) = record.operations
    evidence = operation.evidence["persons"]
    assert "1200人以上" in evidence.quote  # type: ignore[union-attr]
    assert evidence.precision == "at_least"  # type: ignore[union-attr]
