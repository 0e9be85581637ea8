"""In the graph, what a model alone read is attributed to it; everything else is as it was."""

import pytest

from crackdown.graph.announcement.readback import from_triples
from crackdown.graph.announcement.record import Record
from crackdown.graph.announcement.statements import Source, to_triples
from crackdown.graph.announcement.validate import iter_announcements, validate_announcement
from crackdown.graph.identity import Assignment, Resolution
from crackdown.graph.storage.store import Store
from crackdown.loaders import extract

ATTRIBUTED = """SELECT ?quote ?model WHERE { ?agent a prov:SoftwareAgent ; rdfs:label ?model .
  ?claim prov:wasAttributedTo ?agent ; crk:evidence/oa:exact ?quote }"""


def assigned(record: Record, announcement: str) -> Assignment:
    """Give the things of a lone announcement their IRIs."""
    resolution = Resolution(Store.open(None).engine)
    resolution.replace(announcement, None, record)
    return resolution.assignment(record, announcement)


@pytest.fixture
def record(endpoint, reader, document):
    def answer(asked):
        persons, trigger = endpoint.id_of(asked, "N", "45"), endpoint.id_of(asked, "K", "arrest")
        date = endpoint.id_of(asked, "D", "02-08")
        return {"operations": [{"kind": "arrest", "trigger": trigger, "persons": persons, "date": date}]}

    endpoint.answers(answer)
    return reader().read(document)


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "store") as opened:
        yield opened


def put(store, record, document):
    return store.writer().put(record, document.text, origin="o", publisher=None, media_type="text/plain")


def test_a_claim_names_the_model_that_read_it(store, record, document):
    put(store, record, document)
    rows = {(str(row["quote"]), str(row["model"])) for row in store.view().select(ATTRIBUTED)}
    assert rows == {("on 8 February 2026", "test-model (link mode)")}


def test_the_built_in_readers_claims_are_attributed_to_nobody_else(store, document):
    put(store, extract(document), document)
    assert list(store.view().select(ATTRIBUTED)) == []


def test_the_reading_says_so(store, record, document):
    put(store, record, document)
    (row,) = store.view().select("SELECT ?note WHERE { ?reading a crk:Extraction ; crk:note ?note }")
    assert "Facts of the model alone: 1;" in str(row["note"])


def test_the_shapes_hold(store, record, document):
    put(store, record, document)
    view = store.view()
    findings = [found for iri in iter_announcements(view, []) for found in validate_announcement(view, iri).findings]
    assert [found for found in findings if found.severity == "violation"] == []


def test_the_same_answer_again_changes_nothing(store, record, reader, document):
    assert put(store, record, document) == "added"
    assert put(store, reader().read(document), document) == "unchanged"


def test_who_read_a_fact_comes_back(record, document):
    announcement = "https://w3id.org/crackdown/announcement/a-1"
    source = Source("o", None, "text/plain", "0" * 64, "1" * 64, "2026-11-25T00:00:00Z", "0.1.0")
    triples = to_triples(record, document.text, assigned(record, announcement), source)
    back = from_triples(triples, announcement)
    told = {(path.split(".", 1)[1], one.read_by) for path, one in back.iter_evidence() if one.read_by}
    assert told == {("date", "test-model (link mode)")}
