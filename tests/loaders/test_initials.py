"""Countries that are named together by an initial each."""

from __future__ import annotations

import pytest

from crackdown.loaders.document import Document
from crackdown.loaders.extraction import extract


@pytest.mark.parametrize(
    ("code", "text", "countries"),
    [
        ("zh", "2月20日中缅泰三国警方联合行动。", ["CN", "MM", "TH"]),
        ("zh", "2026年3月3日，中柬警方在金边会晤。", ["CN", "KH"]),
        ("zh", "近期，越柬邊境的執法人員會面。", ["VN", "KH"]),
        ("zh", "中老年人、印度人和日本人。", ["IN", "JP"]),  # 中老 is no run of countries here
        ("zh", "重新美英合作。", ["US", "GB"]),  # 新 belongs to 重新
        ("ja", "日韓の警察が協議した。", ["JP", "KR"]),
        ("ja", "米英両政府は会談した。", ["US", "GB"]),
        ("ja", "今日中に日本政府が発表する。", ["JP"]),
        ("ko", "한미 양국은 협력하기로 했다.", ["KR", "US"]),
        ("ko", "한·캄보디아 합동 대응팀이 출범했다.", ["KR", "KH"]),
        ("ko", "중일 경찰이 회의를 열었다.", ["CN", "JP"]),
        ("vi", "Lực lượng biên phòng ở biên giới Việt - Lào.", ["VN", "LA"]),
        ("vi", "Công an Việt Nam và Trung Quốc.", ["VN", "CN"]),
    ],
)
def test_each_of_them_is_a_country_of_the_text(code: str, text: str, countries: list[str]) -> None:
    record = extract(Document.from_text(text, language=code))
    assert sorted(record.countries) == sorted(countries)


def test_initials_say_nothing_of_whose_the_police_or_the_people_are() -> None:
    text = "新华社昆明2026年3月3日电 3月2日，中缅警方在木姐抓获12名犯罪嫌疑人。"
    record = extract(Document.from_text(text, language="zh"))
    assert [(one.kind, one.persons, dict(one.nationalities)) for one in record.operations] == [("arrest", 12, {})]
    assert record.agencies == []
