"""Every sentence is marked with what became of it, in every language, and the marks change no fact."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crackdown.graph.announcement.record import Evidence, Record
from crackdown.loaders import extract
from crackdown.loaders.document import Document
from crackdown.loaders.extraction.record.coverage import mark_used
from crackdown.loaders.extraction.text.data import installed_languages, load_yaml

Read = Callable[[str], Record]
FACT = "BANGKOK, 3 May 2025 - Thai police arrested 25 Chinese nationals for online fraud in Pattaya on 2 May 2025."


def statuses(record: Record, text: str) -> dict[str, str]:
    return {text[sentence.start : sentence.end]: sentence.status for sentence in record.sentences}


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("The suspects will be questioned in the coming days.", "plan"),
        ("The ministry vowed to leave no hiding place.", "plan"),
        ("The penal code punishes such deeds with up to ten years.", "background"),
        ("In recent years such rings have spread over the region.", "background"),
        ("On 4 June 2019 a bridge was opened there.", "background"),
        ("Laos has no sea.", "background"),
        ("The raids went on elsewhere.", "in_scope"),
        ("A wholly different matter is how the garden grows.", "not_understood"),
    ],
)
def test_sentence_that_gave_no_fact(read: Read, sentence: str, status: str) -> None:
    text = f"{FACT}\n{sentence}\n"
    assert statuses(read(text), text) == {FACT: "used", sentence: status}


def test_repeated_number_is_used(read: Read) -> None:
    again = "The arrest of the 25 Chinese nationals took an hour."
    text = f"{FACT}\n{again}\n"
    record = read(text)
    assert [operation.persons for operation in record.operations] == [25]
    assert statuses(record, text)[again] == "used"


def test_country_that_is_named_makes_no_sentence_used(read: Read) -> None:
    record = read("The weather in Thailand was fine and the children played in the garden all day long.")
    assert record.countries == ["TH"]
    assert [sentence.status for sentence in record.sentences] == ["background"]


def test_unread_language_is_not_understood(read: Read) -> None:
    text = "Politiet anholdt tre personer i hovedstaden. De blev anholdt i mandags for bedrageri."
    assert list(statuses(read(text), text).values()) == ["not_understood"] * 2


def test_part_that_is_not_read_is_one_stretch(read: Read) -> None:
    text = f"{FACT}\n" + "Police said that 12 people were arrested. " * 1000
    last = read(text).sentences[-1]
    assert (last.start, last.end, last.status) == (20_000, len(text.rstrip()), "not_understood")


@pytest.mark.parametrize("code", installed_languages())
def test_example_of_a_language_has_a_sentence_used(code: str) -> None:
    for example in load_yaml("languages", code, "examples.yaml")[:2]:
        record = extract(Document.from_text(example["text"], language=code))
        if record.operations:
            assert "used" in {sentence.status for sentence in record.sentences}


PIECES = st.sampled_from(
    [
        "Police arrested 12 people. ",
        "On 3 May",
        "\r\n",
        "\n\n",
        " ",
        "\u200b",
        "e\u0301té ",
        "。",
        "🚨 ",
        "will ",
        "No. 5 ",
        "!",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=30).map("".join))
def test_sentences_hold_the_whole_text_in_order(text: str) -> None:
    text = "The police said that it was in the city. " + text
    before, left = 0, ""
    for sentence in extract(Document.from_text(text)).sentences:
        assert before <= sentence.start
        left, before = left + text[before : sentence.start], sentence.end
    assert (left + text[before:]).strip("\u200b \r\n") == ""


def test_marks_change_no_fact(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"{FACT}\nIn recent years such rings have spread; the police will pursue them.\n"
    marked = read(text)
    monkeypatch.setattr("crackdown.loaders.extraction.record.assembly.cover", lambda *_: [])
    assert marked.model_copy(update={"sentences": []}) == read(text)


def test_sentence_becomes_used_by_a_fact_that_is_added_later(read: Read) -> None:
    sentence = "A wholly different matter is how the garden grows."
    text = f"{FACT}\n{sentence}\n"
    record = read(text)
    start = text.index("the garden")
    told = Evidence(quote="the garden", start=start, end=start + len("the garden"), confidence=0.5)
    record.operations[0].evidence["destination"] = told
    mark_used(record)
    assert statuses(record, text)[sentence] == "used"
