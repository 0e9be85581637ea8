from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from crackdown.graph.record import Evidence, Record
from crackdown.loaders import extract
from crackdown.loaders.document import Document

Read = Callable[[str], Record]
SUM = (
    "PHNOM PENH, 9 February 2026 - The General Department of Immigration said that it had deported a total of 740 "
    "foreigners.\nOn 8 February 2026 it deported 428 foreigners, including 26 women. The same day it deported 312 "
    "Chinese nationals, who left from Techo International Airport.\n"
)


def test_text_of_no_language_says_so(read: Read) -> None:
    record = read("0101 0101 0101")
    assert (record.language, record.outcome) == ("und", "language_not_read")
    assert "could not be told" in record.notes[0]
    assert (record.countries, record.dates, record.numbers) == ([], [], [])


def test_text_without_facts_is_read_and_says_nothing_was_found(read: Read) -> None:
    assert read("The weather was fine and the children played in the garden all day long.").outcome == "nothing_found"


def test_total_names_its_parts(read: Read) -> None:
    operations = read(SUM).operations
    by_persons = {operation.persons: position for position, operation in enumerate(operations)}
    total = operations[by_persons[740]]
    assert total.total_of
    assert total.parts == [by_persons[428], by_persons[312]]
    assert total.date == "2026-02-08"


def test_count_evidence_says_how_exact_it_is(read: Read) -> None:
    record = read("BANGKOK, 3 May 2025 - Thai police arrested more than 1,200 people in Pattaya on 2 May 2025.")
    evidence = record.operations[0].evidence["persons"]
    assert isinstance(evidence, Evidence)
    assert (evidence.precision, evidence.printed, evidence.quote) == ("more_than", "1,200", "more than 1,200 people")


def test_line_ends_of_windows_shift_no_offset(read: Read) -> None:
    text = SUM.replace("\n", "\r\n")
    assert all(text[e.start : e.end] == e.quote for _, e in read(text).iter_evidence())


def test_bidirectional_controls_and_emoji_shift_no_offset(read: Read) -> None:
    text = "\u202e🚨 " + SUM.replace("deported", "de\u00adported").replace("Chinese", "\u2068Chinese\u2069")
    record = read(text)
    assert record.operations
    assert all(text[e.start : e.end] == e.quote for _, e in record.iter_evidence())


def test_every_fact_of_an_operation_has_evidence(read: Read) -> None:
    for operation in read(SUM).operations:
        for key in ("kind", "date", "persons", "women", "men", "country", "destination"):
            assert getattr(operation, key) is None or key in operation.evidence
        for key in ("agencies", "partners", "officials", "offences", "airports", "nationalities"):
            found = operation.evidence.get(key, {})
            assert isinstance(found, dict)
            assert set(getattr(operation, key)) == set(found)


def test_names_of_operations_are_items_of_the_record(shared: Path) -> None:
    for path in sorted(shared.glob("*.txt")):
        record = extract(Document.from_text(path.read_bytes().decode()))
        agencies, officials = {a.name for a in record.agencies}, {o.name for o in record.officials}
        for operation in record.operations:
            assert set(operation.agencies) | set(operation.partners) <= agencies
            assert set(operation.officials) <= officials


def test_every_quote_stands_at_its_offsets(shared: Path) -> None:
    for path in sorted([*shared.glob("*.txt"), *shared.glob("training/*-en.txt"), *shared.glob("training/*-fr.txt")]):
        text = path.read_bytes().decode()
        for where, evidence in extract(Document.from_text(text)).iter_evidence():
            assert text[evidence.start : evidence.end] == evidence.quote, (path.name, where)


PIECES = st.sampled_from(
    ["police ", "12 ", "Thai ", "arrested ", "women ", "\n", "(", ")", ", ", "Lt. Gen. ", "Sok Veasna ", "é", "🚨",
     "3 March 2026 ", "\u200b", "no ", "a total of ", "Embassy of ", "China ", "in ", "99999999999999999999 ", "0 "]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, min_size=4, max_size=40).map("".join))
def test_no_text_breaks_the_reader(text: str) -> None:
    record = extract(Document.from_text("The police said that it was in the city. " + text))
    assert all(e.quote for _, e in record.iter_evidence())


def test_text_longer_than_any_announcement_is_read_at_its_beginning(read: Read) -> None:
    record = read(SUM + "Police said that 12 people were arrested. " * 2000)
    assert record.operations
    assert record.notes == [f"Only the first 20,000 of {len(SUM) + 84000:,} characters were read for facts."]
