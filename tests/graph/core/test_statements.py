"""What a record becomes: figures, dates, posts, evidence; and what is refused."""

from __future__ import annotations

import pytest

from crackdown.errors import InvalidRecord
from crackdown.graph.announcement.record import Evidence, Official, Record, Sentence
from crackdown.graph.dates import first_day, last_day
from crackdown.graph.storage.store import Store
from crackdown.graph.storage.view import View
from crackdown.ontology.terms import status

PREFIXES = """PREFIX crk: <https://w3id.org/crackdown/ontology#> PREFIX org: <http://www.w3.org/ns/org#>
PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX agency: <https://w3id.org/crackdown/agency/> PREFIX op: <https://w3id.org/crackdown/operation/>
PREFIX country: <https://w3id.org/crackdown/country/> PREFIX role: <https://w3id.org/crackdown/vocab/role/>
"""


@pytest.fixture(scope="module")
def view(announce, put_into) -> View:
    store = Store.open(None)
    put_into(store, announce())
    return store.view()


def values(view: View, query: str) -> list[str]:
    return sorted(" ".join(term.value for term in row.values()) for row in view.select(PREFIXES + query))


def test_every_fact_of_an_operation_has_a_claim_with_a_passage(view: View) -> None:
    unbacked = """SELECT ?op ?p ?o { GRAPH ?g { ?op a crk:Operation ; ?p ?o
        FILTER(?p NOT IN (rdf:type, crk:total, crk:count))
        FILTER NOT EXISTS { ?c rdf:subject ?op ; rdf:predicate ?p ; rdf:object ?o ;
            crk:evidence/oa:exact ?quote } } }"""
    assert values(view, unbacked) == []


def test_a_claim_leads_to_its_exact_words(view: View) -> None:
    query = """SELECT ?quote { ?c rdf:subject op:kh-2026-02-08-deportation-428 ; rdf:predicate crk:withPartner ;
        crk:statedIn ?a ; crk:evidence/oa:exact ?quote }"""
    assert values(view, query) == ["Embassy of China in Cambodia"]


def test_a_passage_stands_in_the_stored_text(view: View) -> None:
    rows = view.select(
        PREFIXES
        + "SELECT ?a ?quote ?start ?end { ?p crk:passageOf ?a ; oa:exact ?quote ; oa:start ?start ; oa:end ?end }"
    )
    text = view.text(rows[0]["a"].value)
    assert text is not None
    assert all(text[int(r["start"].value) : int(r["end"].value)] == r["quote"].value for r in rows)


def test_a_sentence_stands_where_the_record_says(announce) -> None:
    record, text = announce("sentences")
    record.sentences = [Sentence(start=0, end=10, status="used"), Sentence(start=11, end=len(text), status="plan")]
    found = values(
        stored(record, text),
        "SELECT ?start ?end ?status { ?s a crk:Sentence ; crk:sentenceOf ?a ; "
        "oa:start ?start ; oa:end ?end ; crk:status ?status }",
    )
    assert found == [f"0 10 {status.used}", f"11 {len(text)} {status.plan}"]


@pytest.mark.parametrize("spans", [[(0, 9), (5, 12)], [(5, 9), (0, 4)], [(0, 100_000)]])
def test_sentences_that_overlap_or_leave_the_text_are_refused(announce, spans: list[tuple[int, int]]) -> None:
    record, text = announce("sentences")
    record.sentences = [Sentence(start=start, end=end, status="used") for start, end in spans]
    with pytest.raises(InvalidRecord, match="give sentences in order"):
        stored(record, text)


def stored(record: Record, text: str) -> View:
    store = Store.open(None)
    store.writer().put(record, text, origin="o", publisher=None, media_type="text/plain")
    return store.view()


def test_more_than_a_number_has_a_floor_above_it_and_no_ceiling(view: View) -> None:
    query = """SELECT ?n ?low ?high ?printed { op:kh-2026-02-deportation-1000 crk:total ?c .
        ?c crk:value ?n ; crk:atLeast ?low ; crk:printed ?printed OPTIONAL { ?c crk:atMost ?high } }"""
    assert values(view, query) == ["1000 1001 1,000"]


def test_a_month_has_its_first_and_last_day(view: View) -> None:
    query = "SELECT ?d ?a ?b { op:kh-2026-02-deportation-1000 crk:date ?d ; crk:earliestDate ?a ; crk:latestDate ?b }"
    assert values(view, query) == ["2026-02 2026-02-01 2026-02-28"]


def test_a_part_belongs_to_its_total(view: View) -> None:
    assert view.ask(PREFIXES + "ASK { op:kh-2026-02-08-deportation-428 crk:partOf op:kh-2026-02-deportation-1000 }")


def test_an_official_holds_a_post_with_the_concept_of_its_role(view: View) -> None:
    query = "SELECT ?name { ?who rdfs:label ?name ; crk:holdsPost ?p . ?p org:role role:director-general }"
    assert values(view, query) == ["Sok Dara"]


def test_an_embassy_is_named_by_its_two_countries(view: View) -> None:
    assert view.ask(PREFIXES + "ASK { agency:cn-embassy-in-kh a crk:Embassy ; crk:accreditedTo country:KH }")


def test_a_title_has_the_language_of_the_text(view: View) -> None:
    assert view.ask(PREFIXES + 'ASK { ?a dcterms:title "428 deported"@en }')


def test_an_unnamed_official_is_labelled_as_such(store: Store, announce, put_into) -> None:
    record, text = announce()
    told = {"role": Evidence(quote=text[:5], start=0, end=5, confidence=1)}
    unnamed = Official(name="Minister of Interior", role="Minister", evidence=told)
    put_into(store, (record.model_copy(update={"officials": [*record.officials, unnamed]}), text))
    assert store.view().ask(PREFIXES + 'ASK { ?x a crk:Official ; rdfs:label "Minister of Interior (not named)"@en }')


def refusal(store: Store, announce, put_into, *, part: str, position: int = 0, **change: object) -> str:
    """Spoil one part of a good record, and return the message that refuses it."""
    record, text = announce()
    items = list(getattr(record, part))
    items[position] = items[position].model_copy(update=change)
    with pytest.raises(InvalidRecord) as caught:
        put_into(store, (record.model_copy(update={part: items}), text))
    return str(caught.value)


def test_a_fact_without_evidence_is_refused_by_its_path(store: Store, announce, put_into) -> None:
    message = refusal(store, announce, put_into, part="operations", destination="CN")
    assert "kh-gdi-2026-02-09-en: operations[0].destination has no evidence" in message


def test_a_quote_that_is_not_in_the_text_is_refused_with_what_is_there(store: Store, announce, put_into) -> None:
    evidence = announce()[0].operations[0].evidence | {"kind": Evidence(quote="expelled", start=0, end=8, confidence=1)}
    message = refusal(store, announce, put_into, part="operations", evidence=evidence)
    assert all(piece in message for piece in ("operations[0].kind", "'expelled'", "'On 8 Feb'"))


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("operations", {"agencies": ["Nobody"]}),
        ("operations", {"parts": [7]}),
        ("operations", {"date": "2026-02-30"}),
        ("officials", {"rank": "Colonel", "evidence": {}}),
    ],
)
def test_what_makes_no_sense_is_refused(store: Store, announce, put_into, part: str, change: dict[str, object]) -> None:
    assert refusal(store, announce, put_into, part=part, **change)


@pytest.mark.parametrize("change", [{"title": "half a \ud800 character"}, {"language": "en_US"}])
def test_what_rdf_cannot_write_is_refused(store: Store, announce, put_into, change: dict[str, object]) -> None:
    record, text = announce()
    with pytest.raises(InvalidRecord, match="cannot be stored"):
        put_into(store, (record.model_copy(update=change), text))


def test_the_words_of_the_figure_make_a_total_where_no_others_do(store: Store, announce, put_into) -> None:
    record, text = announce()
    part, total = record.operations
    evidence = {name: value for name, value in total.evidence.items() if name not in ("total_of", "parts")}
    operations = [part, total.model_copy(update={"evidence": evidence})]
    put_into(store, (record.model_copy(update={"operations": operations}), text))
    query = "SELECT ?quote { ?c rdf:predicate crk:isTotal ; crk:evidence/oa:exact ?quote }"
    assert values(store.view(), query) == ["More than 1,000 foreigners"]


def test_a_refused_record_leaves_nothing(store: Store, announce, put_into) -> None:
    before = store.version, len(store.engine)
    refusal(store, announce, put_into, part="operations", destination="CN")
    assert (store.version, len(store.engine)) == before


def test_a_quote_of_more_than_a_thousand_characters_is_refused(store: Store, announce, put_into) -> None:
    record, _ = announce()
    agencies = [agency.model_copy(update={"evidence": {}}) for agency in record.agencies]
    long = {"announced_by": Evidence(quote="x" * 1001, start=0, end=1001, confidence=1)}
    change = {"officials": [], "operations": [], "airports": [], "agencies": agencies, "evidence": long}
    with pytest.raises(InvalidRecord, match="too long"):
        put_into(store, (record.model_copy(update=change), "x" * 1001))


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("2026-02-08", "2026-02-08", "2026-02-08"),
    ],
)
def test_a_date_lies_between_two_days(date: str, first: str, last: str) -> None:
    assert (first_day(date), last_day(date)) == (first, last)


@pytest.mark.parametrize("date", ["2026-13", "2026-02-30", "0000"])
def test_a_day_that_no_calendar_has_is_refused(date: str) -> None:
    with pytest.raises(InvalidRecord):
        first_day(date)
