"""Places have their English name as value, whatever the text calls them; the text's own words stay a name of theirs."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from crackdown.graph.announcement.record import Record
from crackdown.graph.searching.search import search
from crackdown.graph.storage.store import Store
from crackdown.loaders import extract
from crackdown.loaders.checking.files import LanguageFile, read_file
from crackdown.loaders.checking.place_names import check_place_names, check_places
from crackdown.loaders.document import Document
from crackdown.loaders.extraction.where.place_names import english_place
from crackdown.ontology.terms import crk, skos
from tests.loaders.analysing import analysed

KOREAN = "프놈펜, 2026년 2월 3일 - 캄보디아 경찰은 프놈펜에서 중국인 45명을 체포했다."
RUSSIAN = "Пномпень, 3 февраля 2026 года. Полиция Камбоджи задержала в Пномпене 45 граждан Китая."
ENGLISH = "PHNOM PENH, 3 February 2026 - Cambodian police arrested 45 Chinese nationals in Phnom Penh."


def read(text: str, language: str) -> Record:
    return extract(Document.from_text(text, language=language))


@pytest.mark.parametrize(
    ("name", "country", "english"),
    [
        ("프놈펜", "KH", "Phnom Penh"),
        ("金邊", "KH", "Phnom Penh"),
        ("ភ្នំពេញ", "KH", "Phnom Penh"),
        ("चियांग माई", "TH", "Chiang Mai"),
        ("จังหวัดตาก", "TH", "Tak"),
        ("မြဝတီ", "MM", "Myawaddy"),
        ("Мандалае", "MM", "Mandalay"),
        ("Джохоре", "MY", "Johor"),
        ("Джохор-Бару", "MY", "Johor Bahru"),
        ("Hà Nội", "VN", "Hanoi"),
        ("老街", "MM", "Laukkaing"),
        ("老街省", "VN", "Lao Cai"),
        ("Pékin", "CN", "Beijing"),
        ("莫港", "KH", "莫港"),  # nobody is sure which place it is
    ],
)
def test_english_name(name: str, country: str, english: str) -> None:
    assert english_place(name, country) == english


@pytest.mark.parametrize(
    ("language", "text", "name", "own"),
    [
        ("ko", "자카르타 이민국은 한국인 3명을 추방했다.", "Jakarta Immigration", "자카르타 이민국"),
        (
            "hi",
            "चियांग माई स्थित भारतीय वाणिज्य दूतावास ने 45 भारतीय नागरिकों को बचाया।",
            "Consulate of India in Chiang Mai",
            "चियांग माई स्थित भारतीय वाणिज्य दूतावास",
        ),
        ("hi", "बिहार पुलिस ने 45 लोगों को गिरफ्तार किया।", "Bihar Police", "बिहार पुलिस"),
        ("zh", "清迈移民局逮捕了45名中国公民。", "Chiang Mai Immigration", "清迈移民局"),
        (
            "zh",
            "中国驻清迈总领事馆通报，45名中国公民获救。",
            "Consulate-General of China in Chiang Mai",
            "中国驻清迈总领事馆",
        ),
        ("th", "ตำรวจพัทยาจับกุมชาวจีน 45 คน", "Pattaya Police", "ตำรวจพัทยา"),
        ("km", "នគរបាលកំពតបានឃាត់ខ្លួនជនជាតិចិន ៤៥នាក់", "Kampot Police", "នគរបាលកំពត"),
        ("ru", "Полиция Бавета задержала 45 граждан Китая.", "Bavet Police", "Полиция Бавета"),
    ],
)
def test_agency_of_a_place_is_named_in_english(language: str, text: str, name: str, own: str) -> None:
    (agency,) = (agency for agency in read(text, language).agencies if agency.name == name)
    assert agency.also == [own]


def test_a_place_is_quoted_as_the_text_writes_it() -> None:
    for text, language, quote in ((KOREAN, "ko", "프놈펜"), (RUSSIAN, "ru", "Пномпене")):
        record = read(text, language)
        assert record.places == ["Phnom Penh"]
        assert record.names_of_place("Phnom Penh") == [quote]


def test_a_town_in_three_scripts_is_one_node_that_keeps_all_its_names() -> None:
    store = Store.open(None)
    for text, language in ((KOREAN, "ko"), (RUSSIAN, "ru"), (ENGLISH, "en")):
        record = read(text, language).model_copy(update={"id": language})
        store.writer().put(record, text, origin=language, publisher=None, media_type="text/plain")
    rows = list(store.view().select(f"SELECT ?place ?name WHERE {{ ?place a <{crk.Place}>; <{skos.altLabel}> ?name }}"))
    assert {str(row["place"]) for row in rows} == {"https://w3id.org/crackdown/place/kh-phnom-penh"}
    assert sorted(str(row["name"]) for row in rows) == ["Пномпене", "프놈펜"]
    towns = f"SELECT ?place WHERE {{ ?place a <{crk.Place}> MINUS {{ ?place a <{crk.Country}> }} }}"
    assert len(list(store.view().select(towns))) == 1
    hit = search(store.view(), "프놈펜").hits[0]
    assert (hit.node.label, hit.matched, hit.how) == ("Phnom Penh", "프놈펜", "whole")


def names_file(tmp_path: Path, text: str) -> LanguageFile:
    path = tmp_path / "place_names.yaml"
    path.write_text(text, encoding="utf-8")
    file, problems = read_file(path)
    assert file is not None, problems
    return file


def test_the_gazetteer_s_names_have_no_errors() -> None:
    file, problems = read_file(Path(str(files("crackdown.loaders") / "gazetteer" / "place_names.yaml")))
    assert file is not None, problems
    assert [str(problem) for problem in check_place_names(file)] == []


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("KH:\n  Phnom Penh: [프놈펜]\n  Bavet: [프놈펜]\n", 3, "'프놈펜' is 'Phnom Penh' and 'Bavet'"),
        ("RU:\n  Samara: [Самар*]\n  Moscow: [С*]\n", 3, "'Самара' is 'Samara' and 'Moscow'"),
        ("KH:\n  Phnom Penh: [프롬펜]\n", 2, "no language lists '프롬펜' under KH"),
        ("DE:\n  Köln: [Köln]\n", 2, "'Köln' is not ASCII"),
        ("UK:\n  London: [伦敦]\n", 1, "'UK' is no country's code"),
    ],
)
def test_what_is_wrong_with_the_names_is_told(tmp_path: Path, text: str, line: int, message: str) -> None:
    found = list(check_place_names(names_file(tmp_path, text)))
    assert (found[0].line, message in found[0].message) == (line, True)


def test_a_place_without_an_english_name_is_a_warning(tmp_path: Path) -> None:
    (problem,) = check_places(names_file(tmp_path, "places:\n  KH: [프놈펜, Kampot,\n    모르는곳]\n"))
    assert (problem.line, problem.is_error, "'모르는곳' has no English name" in problem.message) == (3, False, True)


def test_a_place_is_none_that_begins_with_the_end_of_a_country() -> None:
    places = analysed("在中国公安部协助下，警方在金边和国公逮捕了12人。", "zh").of_type("place")
    assert [place.value for place in places] == ["Phnom Penh", "Koh Kong"]
