"""People told by turns with places or days, or in one breath, are operations together."""

from __future__ import annotations

import pytest

from crackdown.loaders import extract
from crackdown.loaders.document import Document
from crackdown.loaders.extraction.what.series import raised, series_of
from tests.loaders.analysing import analysed


@pytest.mark.parametrize(
    "text",
    [
        "警察は4日、詐欺の疑いで大阪で20人、名古屋で12人、福岡で9人の計41人を逮捕した。",
        "경찰은 4일 서울에서 20명, 부산에서 12명, 인천에서 9명 등 모두 41명을 검거했다.",
        "Ngày 4/3/2026, công an bắt 41 người lừa đảo: 20 người ở Hà Nội, 12 người ở Đà Nẵng, 9 người ở Cần Thơ.",
        "3月4日の一斉捜索で、警察は順に20人、12人、9人、合わせて41人を逮捕した。",
    ],
)
def test_each_of_a_series_is_an_operation_where_one_is(text: str) -> None:
    record = extract(Document.from_text(text))
    assert {operation.persons for operation in record.operations} == {41, 20, 12, 9}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "La police a interpellé 25 suspects : 12 à Paris, 9 à Lyon, 4 à Marseille."),
        ("en", "On 1 March 2026 12 people were freed, on 2 March nine people and on 4 March four people."),
        ("de", "Festgenommen wurden 12 Personen in Hamburg, 9 in Köln und 4 in München."),
        ("zh", "警方突击检查三处出租屋,依次带走12人、9人和4人,合计25人。"),
    ],
)
def test_numbers_with_a_place_or_a_day_each_are_a_series(code: str, text: str) -> None:
    analysis = analysed(text, code)
    (series,) = series_of(analysis, analysis.counts)
    assert [count.value for count in series] == [12, 9, 4]


@pytest.mark.parametrize(
    "text",
    [
        "Police arrested 12 people in Manila and nine in Cebu.",  # two
        "Police arrested 12 people for fraud, nine people for gambling and four people for assault.",  # no places
        "Police arrested 12 Chinese in Manila, nine Koreans in Cebu and four Thais in Davao.",  # of countries
        "Police arrested 12 people in Manila. Nine people were held in Cebu. Four people were held in Davao.",
        "Police arrested 12 people in Manila, nine people in Manila and four people in Manila.",  # one place
    ],
)
def test_what_is_no_series(text: str) -> None:
    analysis = analysed(text)
    assert not list(series_of(analysis, analysis.counts))


def test_a_series_of_which_none_is_an_operation_stays_so() -> None:
    analysis = analysed("Police arrested 12 people in Manila, nine in Cebu and four in Davao.")
    series = list(series_of(analysis, analysis.counts))
    assert raised(dict.fromkeys(map(id, analysis.counts), 0.3), series, 0.4) == {}


def test_what_is_surely_none_stays_so_beside_one_that_is() -> None:
    analysis = analysed("Police arrested 12 people in Manila, nine in Cebu and four in Davao.")
    keys = [id(count) for count in analysis.counts]
    sures = dict(zip(keys, (0.9, 0.2, 0.01), strict=True))
    assert raised(sures, series_of(analysis, analysis.counts), 0.4) == {keys[1]: 0.4}
