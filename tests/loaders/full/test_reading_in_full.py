"""What is read in full: at least as well as before, and with all that holds of a fast reading."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from crackdown.loaders import explain, extract
from crackdown.loaders.document import Document
from crackdown.loaders.extraction.reading import heard, reading_with
from crackdown.loaders.training.scoring import Tally, score
from tests.loaders.full.conftest import GOLD, Read, gold, longest_in_full

SLACK = 0.01
REACHED = Path(__file__).parents[1] / "reached.json"
NOTHING_DONE = {
    "en": "The minister met the ambassador of Japan on 4 March 2026 and thanked him for 30 years of friendship.",
    "fr": "Le ministère rappelle que 4 000 emplois ont été créés dans la province depuis le mois de mars 2025.",
    "zh": "2026年3月4日，大使馆提醒中国公民注意天气变化，当天气温将降至12度。",
    "th": "กรมอุตุนิยมวิทยาแจ้งว่าวันที่ 4 มีนาคม 2569 จะมีฝนตก 12 จังหวัด",
    "ru": "4 марта 2026 года министр встретился с послом; обсуждалось строительство 12 школ.",
}


def operations(document: Document) -> list[dict]:
    return json.loads(extract(document).to_json())["operations"]


def test_examples_are_read_as_well_as_before(read: list[Read]) -> None:
    tally = Tally()
    for document, record in read:
        score(tally, gold(document), json.loads(record.to_json()))
    reached = json.loads(REACHED.read_text(encoding="utf-8"))["examples_f1_full"]
    f1 = tally.figures()[2]
    assert f1 >= reached - SLACK, f"F1 on the examples fell from {reached:.3f} to {f1:.3f}; see docs/quality.md"


def test_every_reading_says_that_it_is_full(read: list[Read]) -> None:
    assert len(read) == len(list(GOLD.glob("*.json")))
    assert {record.reading for _, record in read} == {"full"}


def test_words_change_what_is_read(read: list[Read], documents: list[Document]) -> None:
    with reading_with("fast"):
        fast = [operations(document) for document in documents]
    assert fast != [json.loads(record.to_json())["operations"] for _, record in read]


def test_every_quote_stands_at_its_place(read: list[Read]) -> None:
    quoted = [(document.text, one) for document, record in read for _, one in record.iter_evidence()]
    assert len(quoted) > 1_000
    assert [one for text, one in quoted if text[one.start : one.end] != one.quote] == []


def test_same_text_gives_the_same_record(read: list[Read], in_full: None) -> None:
    assert [extract(document).to_json() for document, _ in read[:8]] == [one.to_json() for _, one in read[:8]]


def test_threads_read_as_one_does(read: list[Read], in_full: None) -> None:
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(extract, [document for document, _ in read]))
    assert found == [record for _, record in read]


@pytest.mark.parametrize("code", NOTHING_DONE)
def test_where_nothing_was_done_nothing_is_read(in_full: None, code: str) -> None:
    record = extract(Document.from_text(NOTHING_DONE[code], language=code))
    assert (record.reading, record.operations) == ("full", [])


def test_sample_without_an_operation_has_none(read: list[Read]) -> None:
    without = [(document, record) for document, record in read if not gold(document)["operations"]]
    assert without
    assert [record.operations for _, record in without] == [[] for _ in without]


def test_what_the_words_add_is_told(documents: list[Document], in_full: None) -> None:
    _, reasons = explain(documents[0])
    told = dict(feature for reason in reasons.values() for feature in reason.features(100))
    assert told["the words around it"] != 0


def test_long_text_is_read_to_its_end(read: list[Read], in_full: None) -> None:
    """It takes several windows of the encoder."""
    whole = "\n\n".join(document.text for document, _ in read if document.language == "en")
    text = whole[: longest_in_full(whole)]
    record = extract(Document.from_text(text, language="en"))
    starts = [one.start for path, one in record.iter_evidence() if path.endswith(".kind")]
    assert len(text) > 5_000
    assert record.reading == "full"
    assert any(start > len(text) - 1_000 for start in starts)


def test_text_in_a_script_that_the_encoder_has_not_learned_is_read_fast(in_full: None) -> None:
    with heard("ދިވެހިރާއްޖޭގެ ފުލުހުން ބާރަ މީހަކު ހައްޔަރުކޮށްފި 2026") as hearing:
        assert hearing == ("fast", "the encoder of the full reading has learned other scripts alone")
    with heard("Полиция Камбоджи сообщила, что в Пномпене задержаны 12 подозреваемых и ދި.") as hearing:
        assert hearing == ("full", None)
    with heard("Η αστυνομία συνέλαβε δώδεκα Κινέζους υπόπτους στην Πνομ Πενχ.") as hearing:
        assert hearing == ("full", None)


def test_longer_text_is_read_fast_in_all_and_says_so(read: list[Read], in_full: None) -> None:
    text = "\n\n".join(document.text for document, _ in read if document.language == "en")[:12_000]
    record, reasons = explain(Document.from_text(text, language="en"))
    with reading_with("fast"):
        fast, fast_reasons = explain(Document.from_text(text, language="en"))
        told = {path: reason.features(5) for path, reason in fast_reasons.items()}
    assert len(fast.operations) > 5
    assert record.notes == [*fast.notes, "It was read fast: the encoder of the full reading reads shorter texts alone."]
    record.notes = fast.notes
    assert record.to_json() == fast.to_json()
    assert {path: reason.features(5) for path, reason in reasons.items()} == told
