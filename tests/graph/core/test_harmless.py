"""Whoever is no official gets no node: a record that would make one is refused, by the rules that the shapes have."""

from __future__ import annotations

from contextlib import nullcontext

import pytest

from crackdown.errors import InvalidRecord
from crackdown.graph.announcement.harmless import refuse_harm
from crackdown.graph.announcement.record import Agency, Evidence, Official, Operation, Record
from crackdown.graph.announcement.validate import validate_announcement
from crackdown.graph.storage.store import Store
from crackdown.graph.term import iri
from crackdown.ontology.terms import CONCEPTS, capacity, crk

TEXT = "Police in Bavet, led by Colonel A B, chief of police, arrested 9 people. The ringleader C D, a suspect, is 40."
IRI = "https://w3id.org/crackdown/announcement/kh-test"


def seen(words: str) -> Evidence:
    start = TEXT.index(words)
    return Evidence(quote=words, start=start, end=start + len(words), confidence=1)


SENTENCE = seen(TEXT[: TEXT.index(" The")])


def official(name: str, /, **told: str) -> Official:
    """Name an official; each further fact is told in the words given, its value being those words."""
    values = {field: words for field, words in told.items() if field in ("role", "rank", "agency")}
    return Official(name=name, evidence={"name": seen(name), **{f: seen(w) for f, w in values.items()}}, **values)


def arrest(kind: str = "arrest", counted: str = "9 people") -> Operation:
    evidence = {"kind": seen("arrested"), "persons": seen(counted), "country": seen("Bavet"), "date": seen("Police")}
    return Operation(kind=kind, persons=9, country="KH", date="2026-03-01", evidence=evidence)  # type: ignore[arg-type]


def tell(*officials: Official, operation: Operation | None = None) -> Record:
    police = Agency(name="police", country="KH", kind="police", evidence={"name": seen("Police")})
    return Record(
        id="kh-test", language="en", sha256="0" * 64, outcome="facts_found", published="2026-03-02",
        officials=list(officials), agencies=[police], operations=[operation or arrest()], announced_by=["police"],
        evidence={"announced_by": {"police": seen("Police")}},
    )  # fmt: skip


GOOD = {
    "an official with all that can be told": tell(official("A B", role="chief", rank="Colonel", agency="police")),
    "a rank alone": tell(official("A B", rank="Colonel")),
    "an agency alone": tell(official("A B", agency="police")),
    "a role alone": tell(official("A B", role="chief")),
    "one sentence quoted for all it tells": tell(
        official("A B", rank="Colonel").model_copy(update={"evidence": {"name": SENTENCE, "rank": SENTENCE}}),
        operation=arrest(counted=SENTENCE.quote),
    ),
    "nobody": tell(),
}
BAD = {
    "a name alone": (tell(official("C D")), "no post, rank or agency"),
    "a suspect": (tell(official("C D", role="suspect")), "is a capacity of those counted"),
    "a ringleader": (tell(official("C D", rank="ringleader")), "is a capacity of those counted"),
    "somebody counted": (
        tell(official("A B", rank="Colonel"), operation=arrest(counted="A B")),
        "whoever is counted is not named",
    ),
}


def put(record: Record) -> Store:
    store = Store.open(None)
    store.writer().put(record, TEXT, origin="o", publisher=None, media_type="text/plain")
    return store


@pytest.fixture
def unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let records into the store as other ways do, without the check of records."""
    monkeypatch.setattr("crackdown.graph.storage.writer.refuse_harm", lambda _: None)


@pytest.mark.parametrize("record", GOOD.values(), ids=GOOD)
def test_records_of_officials_are_taken_and_the_shapes_agree(record: Record) -> None:
    assert validate_announcement(put(record).view(), IRI).of("violation") == ()


@pytest.mark.parametrize(("record", "message"), BAD.values(), ids=BAD)
def test_a_record_that_names_somebody_else_is_refused(record: Record, message: str) -> None:
    with pytest.raises(InvalidRecord, match=message):
        put(record)


@pytest.mark.usefixtures("unchecked")
@pytest.mark.parametrize(("record", "message"), BAD.values(), ids=BAD)
def test_the_shapes_find_what_the_check_refuses(record: Record, message: str) -> None:
    findings = validate_announcement(put(record).view(), IRI).of("violation")
    assert message in " / ".join(finding.message for finding in findings)


ROLES = {
    "main suspect": False, "Suspected ringleader of the group": False, "犯罪嫌疑人": False, "被告人": False,
    "피의자": False, "ผู้ต้องหาคนสำคัญ": False, "tersangka utama": False, "suspect principal": False, "главарь": False,
    "Victim Support Officer": True, "Minister for Victims": True, "Trưởng ban hỗ trợ nạn nhân": True,
}  # fmt: skip


def with_role(role: str) -> Record:
    return tell(official("C D", role="a suspect").model_copy(update={"role": role}))


@pytest.mark.parametrize(("role", "is_good"), ROLES.items())
def test_a_capacity_is_known_in_any_language_and_qualified(role: str, is_good: bool) -> None:
    with nullcontext() if is_good else pytest.raises(InvalidRecord, match="is a capacity of those counted"):
        refuse_harm(with_role(role))


@pytest.mark.usefixtures("unchecked")
def test_the_shapes_know_the_same_capacities() -> None:
    people = with_role("a suspect").officials * len(ROLES)
    officials = [
        one.model_copy(update={"role": role, "name": f"C D {n}"})
        for n, (one, role) in enumerate(zip(people, ROLES, strict=True))
    ]
    findings = validate_announcement(put(tell(*officials)).view(), IRI).of("violation")
    found = {one.message.split("'")[1] for one in findings if "is a capacity" in one.message}
    assert found == {role for role, is_good in ROLES.items() if not is_good}


def test_a_refusal_tells_the_place_the_passage_and_its_words() -> None:
    with pytest.raises(InvalidRecord) as caught:
        put(tell(official("A B", rank="Colonel"), official("C D")))
    start = TEXT.index("C D")
    assert f"kh-test: officials[1] ('C D' at {start}–{start + 3})" in str(caught.value)


def test_a_refusal_tells_of_everybody_at_once() -> None:
    with pytest.raises(InvalidRecord, match=r"officials\[0\].*; officials\[1\]"):
        refuse_harm(tell(official("C D"), official("A B", role="suspect")))


def test_nothing_is_written_of_a_record_refused() -> None:
    store = Store.open(None)
    before = store.version
    with pytest.raises(InvalidRecord):
        store.writer().put(BAD["a suspect"][0], TEXT, origin="o", publisher=None, media_type="text/plain")
    assert store.version == before


def test_a_person_who_came_by_another_way_is_found() -> None:
    store = Store.open(None)
    person = b"<https://example.org/c-d> a <http://xmlns.com/foaf/0.1/Person>"
    told = b"<%b> a <%b> . %b" % (IRI.encode(), crk.Announcement.encode(), person)
    store.writer().put_graphs(b"<%b> { %b }" % (IRI.encode(), told))
    findings = validate_announcement(store.view(), IRI).of("violation")
    assert ("https://example.org/c-d", "Only officials") in {(one.focus, one.message[:14]) for one in findings}


CAPACITIES = {
    "arrest": "suspect", "extradition": "suspect", "conviction": "convict", "rescue": "victim",
    "deportation": None, "repatriation": None, "raid": None, "seizure": None, "sanction": None, "other": None,
}  # fmt: skip


@pytest.mark.parametrize(("kind", "expected"), CAPACITIES.items())
def test_the_kind_of_an_operation_says_as_what_people_are_counted(kind: str, expected: str | None) -> None:
    rows = put(tell(operation=arrest(kind))).view().select("SELECT ?c { ?count a crk:Count ; crk:capacity ?c }")
    assert [str(row["c"]) for row in rows] == ([CONCEPTS["capacity"][expected]] if expected else [])


def test_a_capacity_has_the_words_of_the_kind_for_evidence() -> None:
    rows = put(tell()).view().select(
        "SELECT ?quote { ?claim rdf:predicate crk:capacity ; rdf:object ?capacity ; crk:evidence/oa:exact ?quote }",
        capacity=iri(capacity.suspect),
    )  # fmt: skip
    assert [str(row["quote"]) for row in rows] == ["arrested"]
