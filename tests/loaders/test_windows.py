"""What a dense text costs grows as its length does, and what is read of it is told; ordinary texts are read whole."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from itertools import count, islice
from types import FrameType

import pytest

from crackdown.graph.announcement.record import Record
from crackdown.loaders.document import Document
from crackdown.loaders.extraction import extract, extract_analysed
from crackdown.loaders.extraction.how_many.counts import MOST
from crackdown.loaders.extraction.reading import reading_with
from crackdown.loaders.extraction.what.operations import build_operations
from crackdown.loaders.extraction.what.windows import WHOLE, around, is_dense

LEAD = "The police of Thailand said on Monday that they arrested the following persons in the city. "
COUNTRIES = ("Chinese", "Vietnamese", "Indian", "Kenyan", "Malaysian", "Nepali", "Korean")
MONTHS = ("January", "March", "May", "June", "August")


def _news(i: int) -> str:
    people = f"{11 + i * 7 % 900} {COUNTRIES[i % 7]} nationals"
    return f"Police arrested {people} in Pattaya on {i % 28 + 1} {MONTHS[i % 5]} 2025. "


def _one_sentence(i: int) -> str:
    return f"on {i % 28 + 1} {MONTHS[i % 5]} 2025 rescued {11 + i * 7 % 900} {COUNTRIES[i % 7]} by Bureau {i}, "


def _bare(i: int) -> str:
    return f"arrested {11 + i * 7 % 900}, "


def _bodies(i: int) -> str:
    return f"the Bureau of {_word(i)} Affairs of Cambodia, the Ministry of {_word(3 * i + 1)}, "


def _officials(i: int) -> str:
    return f"Gen. {_word(i)} {_word(7 * i + 2)} and Governor {_word(5 * i + 3)}, "


def _word(i: int) -> str:
    return "".join("bcdfgklmnprst"[i // 13**place % 13] + "a" for place in range(3)).capitalize()


def _text(unit: Callable[[int], str], characters: int) -> str:
    made = LEAD + "".join(islice(map(unit, count()), characters // len(unit(10)) + 1))
    return made[:characters]


def _calls(text: str) -> int:
    """Count the calls of functions while a text is read."""
    calls = 0

    def called(_: FrameType, event: str, __: object) -> None:
        nonlocal calls
        calls += event == "call"

    document, before = Document.from_text(text, language="en"), sys.getprofile()
    sys.setprofile(called)
    try:
        extract(document)
    finally:
        sys.setprofile(before)
    return calls


@pytest.fixture(autouse=True)
def fast() -> Iterator[None]:
    with reading_with("fast"):
        yield


@pytest.mark.parametrize("unit", [_news, _one_sentence, _bare, _bodies, _officials])
def test_work_grows_as_the_length_does(unit: Callable[[int], str]) -> None:
    _calls(_text(unit, 1_000))  # what the first reading loads
    short, long = _calls(_text(unit, 5_000)), _calls(_text(unit, 15_000))
    assert long < 3 * 1.5 * short


def test_an_ordinary_text_is_looked_at_as_a_whole() -> None:
    record, analysis = extract_analysed(Document.from_text(_text(_news, 2_000), language="en"))
    assert analysis is not None
    assert all(around(analysis, position) is analysis for position in range(0, 2_000, 50))
    assert record.notes == []


def test_a_dense_text_says_that_it_was_looked_at_in_parts() -> None:
    record = extract(Document.from_text(_text(_news, 8_000), language="en"))
    assert record.notes == [
        f"More than {WHOLE} things are named; each operation was compared with what stands around it alone."
    ]


def test_each_operation_of_a_dense_text_has_its_own_facts() -> None:
    record = extract(Document.from_text(LEAD + "".join(map(_news, range(100))), language="en"))
    told = {operation.persons: operation for operation in record.operations}
    for i in (1, 50, 98):
        operation = told[11 + i * 7 % 900]
        assert operation.kind == "arrest"
        assert operation.date == f"2025-{(1, 3, 5, 6, 8)[i % 5]:02}-{i % 28 + 1:02}"
        assert list(operation.nationalities) == [("CN", "VN", "IN", "KE", "MY", "NP", "KR")[i % 7]]


def test_parts_hold_what_stands_around_and_the_opening() -> None:
    _, analysis = extract_analysed(Document.from_text(_text(_news, 12_000), language="en"))
    assert analysis is not None
    assert is_dense(analysis)
    for position in range(0, 12_000, 500):
        near = around(analysis, position)
        assert near.holds(position)
        assert near.holds(0)
        assert len(near.counts) < len(analysis.counts)
        assert all(near.holds(one.start) for one in (*near.counts, *near.dates, *near.mentions))
        assert {span for one in near.agencies for span in one.spans} <= {
            span for one in analysis.agencies for span in one.spans
        }


def test_operations_of_a_dense_text_know_those_around_them_alone() -> None:
    _, analysis = extract_analysed(Document.from_text(_text(_news, 12_000), language="en"))
    assert analysis is not None
    drafts = build_operations(analysis)
    for draft in drafts:
        near = around(analysis, draft.position)
        assert [other.position for other in draft.rest] == [
            other.position for other in drafts if other is not draft and near.holds(other.position)
        ]


def test_a_text_with_more_numbers_than_are_read_says_so() -> None:
    ordinary, long = (extract(Document.from_text(_text(_bare, size), language="en")) for size in (1_000, 8_000))
    told = f"Only the first {MOST} numbers of people were read."
    assert told not in ordinary.notes
    assert told in long.notes


def _quotes(record: Record) -> list[tuple[str, int, int]]:
    return [(one.quote, one.start, one.end) for _, one in record.iter_evidence()]


def test_quotes_of_a_dense_text_are_its_words() -> None:
    text = _text(_one_sentence, 12_000)
    found = _quotes(extract(Document.from_text(text, language="en")))
    assert found
    assert all(text[start:end] == quote for quote, start, end in found)
