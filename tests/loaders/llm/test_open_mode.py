"""Open mode: a fact comes in if its quote stands in the text and the product's own readers find it there."""

import pytest

from crackdown.loaders import extract
from crackdown.loaders.document import Document


def arrest(**more):
    return {
        "kind": {"value": "arrest", "quote": "were arrested"},
        "persons": {"value": 45, "quote": "45 people"},
        **more,
    }


def found_arrest(record):
    return next(operation for operation in record.operations if operation.kind == "arrest")


def dropped(record):
    return int(record.notes[-1].rstrip(".").rsplit(" ", 1)[1])


def test_a_fact_with_its_quote_comes_in(endpoint, reader, document):
    endpoint.answers(lambda _: {"operations": [arrest(date={"value": "2026-02-08", "quote": "on 8 February 2026"})]})
    record = reader("open").read(document)
    evidence = found_arrest(record).evidence["date"]
    assert found_arrest(record).date == "2026-02-08"
    assert evidence.read_by == "test-model (open mode)"
    assert document.text[evidence.start : evidence.end] == evidence.quote


@pytest.mark.parametrize(
    ("slot", "fact"),
    [
        ("date", {"value": "2026-02-08", "quote": "on 08 February 2026"}),  # no such words
        ("date", {"value": "2026-02-08", "quote": "ON 8 FEBRUARY 2026"}),  # not word for word
        ("date", {"value": "2027-02-08", "quote": "on 8 February 2026"}),  # the words say another day
        ("date", {"value": "yesterday", "quote": "on 8 February 2026"}),
        ("country", {"value": "MM", "quote": "Poipet"}),
        ("country", {"value": "KH", "quote": "online scams"}),
        ("women", {"value": 27, "quote": "26 women"}),
        ("women", {"value": 312, "quote": "312 Chinese nationals"}),  # more than the 45
        ("destination", {"value": "CN", "quote": "Chinese"}),  # an arrest has none
        ("airports", [{"value": "PNH", "quote": "Techo International Airport"}]),
        ("offences", [{"value": "drugs", "quote": "online scams"}]),
        ("agencies", [{"quote": "a separate case"}]),
        ("agencies", [{"quote": "General Department of Hope"}]),
        ("officials", [{"quote": "45 people"}]),
        ("nationalities", [{"value": "US", "persons": 312, "quote": "312 Chinese nationals"}]),
        ("date", {"value": "2026-02-08", "quote": ""}),
        ("date", {"value": "2026-02-08", "quote": " " * 4}),
    ],
)
def test_anything_else_is_dropped(endpoint, reader, document, slot, fact):
    endpoint.answers(lambda _: {"operations": [arrest(**{slot: fact})]})
    record = reader("open").read(document)
    assert getattr(found_arrest(record), slot) == getattr(found_arrest(extract(document)), slot)
    assert dropped(record) >= 1


def test_a_quote_without_end_is_dropped(endpoint, reader, document):
    endpoint.answers(lambda _: {"operations": [arrest(date={"value": "2026-02-08", "quote": document.text})]})
    record = reader("open").read(document)
    assert found_arrest(record).date == "2026-02-09"
    assert dropped(record) == 1


def test_what_is_stored_is_the_readers_span_not_the_models(endpoint, reader, document):
    words = "45 people were arrested in Poipet on 9 February 2026"
    told = arrest(country={"value": "KH", "quote": words}) | {"kind": {"value": "arrest", "quote": words}}
    endpoint.answers(lambda _: {"operations": [told]})
    evidence = found_arrest(reader("open").read(document)).evidence
    assert evidence["kind"].quote == "arrested"
    assert evidence["country"].quote == "Poipet"


def test_people_without_rank_or_role_never_come_in(endpoint, reader):
    text = "PHNOM PENH, 9 February 2026 - Police arrested 45 people. The suspect Chen Wei, 31, led the gang.\n"
    told = arrest(officials=[{"quote": "Chen Wei"}, {"quote": "The suspect Chen Wei"}])
    told["kind"]["quote"] = "arrested"
    endpoint.answers(lambda _: {"operations": [told]})
    record = reader("open").read(Document.from_text(text, language="en"))
    assert record.officials == []
    assert "Chen Wei" not in record.to_json()


def test_text_with_markup_is_quoted_as_the_model_saw_it(endpoint, reader):
    text = "BANGKOK, 9 February 2026 - Police arrested 45 people [see photo] on 8 February 2026."
    told = arrest(date={"value": "2026-02-08", "quote": "⟦see photo⟧ on 8 February 2026"})
    told["kind"]["quote"] = "arrested"
    endpoint.answers(lambda _: {"operations": [told]})
    record = reader("open").read(Document.from_text(text, language="en"))
    for _, evidence in record.iter_evidence():
        assert text[evidence.start : evidence.end] == evidence.quote
    assert dropped(record) == 0
