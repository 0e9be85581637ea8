"""What people decide outranks the program, survives loading again, and can be taken back."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crackdown.errors import InputError, NotFound
from crackdown.graph import iris
from crackdown.graph.announcement.record import Agency, Evidence, Official, Operation, Record
from crackdown.graph.identity import judgements
from crackdown.graph.identity.index import Index
from crackdown.graph.identity.judgements import conflicts, read_judgements
from crackdown.graph.identity.questions import read_questions, read_told
from crackdown.graph.storage.store import Store
from crackdown.ontology.terms import BASE, crk

TEXT = "On 8 February 428 people were deported, on 9 February 428 more."
SEEN = Evidence(quote="428", start=14, end=17, confidence=1)


GDI = "General Department of Immigration"


def record(name: str, *, date: str = "2026-02-08", official: str | None = None) -> Record:
    deportation = Operation(
        kind="deportation", date=date, persons=428, country="KH",
        evidence=dict.fromkeys(("kind", "date", "persons", "country"), SEEN),
    )  # fmt: skip
    return Record(
        id=name, language="en", sha256="0" * 64, outcome="facts_found", operations=[deportation],
        agencies=[Agency(name=GDI, country="KH", evidence={"name": SEEN})],
        officials=[Official(name=official, agency=GDI, evidence={"agency": SEEN})] if official else [],
    )  # fmt: skip


def put(store: Store, *records: Record) -> Store:
    for one in records:
        store.writer().put(one, TEXT, origin=one.id, publisher=None, media_type="text/plain")
    return store


def member(name: str, date: str = "2026-02-08") -> str:
    operation = record(name, date=date).operations[0]
    return iris.mint_operation(operation, iris.mint_announcement(name))


def count(store: Store, type_: str) -> int:
    return len(store.view().select(f"SELECT ?thing WHERE {{ ?thing a <{type_}> }}"))


def quads(store: Store) -> set[str]:
    kept = ("endedAtTime", "seenAt", "invalidatedAtTime", "index#archived")
    return {str(quad) for quad in store.engine if not quad.predicate.value.endswith(kept)}


@pytest.fixture
def two() -> Store:
    """Return a store with one operation told by two announcements."""
    return put(Store.open(None), record("a"), record("b"))


def test_different_splits_what_the_program_merged(two: Store) -> None:
    assert count(two, crk.Operation) == 1
    assert two.writer().judge(member("a"), member("b"), "different", by="An analyst", why="two flights")
    assert count(two, crk.Operation) == 2


def test_same_merges_what_the_program_kept_apart() -> None:
    store = put(Store.open(None), record("a"), record("b", date="2026-03-20"))
    store.writer().judge(member("a"), member("b", "2026-03-20"), "same", by="An analyst")
    assert count(store, crk.Operation) == 1
    (row, _) = store.view().select("SELECT ?why WHERE { ?d crk:canonical ?kept ; rdfs:comment ?why }")
    assert "judged by a person" in str(row["why"])


def test_a_judgement_taken_back_leaves_the_graph_as_it_was_but_on_record(two: Store) -> None:
    before = quads(two)
    two.writer().judge(member("a"), member("b"), "different", by="An analyst")
    two.writer().judge(member("a"), member("b"), None, by="An analyst")
    after = {quad for quad in quads(two) if "/graph/judgements" not in quad}
    assert {quad for quad in after if "decision/" not in quad} >= {quad for quad in before if "decision/" not in quad}
    assert count(two, crk.Operation) == 1
    assert read_judgements(two.view()) == []
    (kept,) = read_judgements(two.view(), taken_back=True)
    assert (kept.verdict, kept.by, kept.taken_back_at is not None) == ("different", "An analyst", True)


def test_loading_again_keeps_a_judgement(two: Store) -> None:
    two.writer().judge(member("a"), member("b"), "different", by="An analyst", why="two flights")
    two.writer().delete(iris.mint_announcement("a"))
    put(two, record("a"))
    assert count(two, crk.Operation) == 2
    assert [judgement.why for judgement in read_judgements(two.view())] == ["two flights"]


def test_a_judgement_on_what_nobody_tells_of_any_more_can_be_taken_back(two: Store) -> None:
    writer = two.writer()
    writer.judge(member("a"), member("b"), "different", by="An analyst")
    writer.delete(iris.mint_announcement("a"))
    with pytest.raises(NotFound, match="told of no more"):
        writer.judge(member("b"), member("a"), "same", by="An analyst")
    writer.judge(member("a"), member("b"), None, by="An analyst")
    assert read_judgements(two.view()) == []
    with pytest.raises(NotFound):
        writer.judge(member("a"), member("b"), None, by="An analyst")
    put(two, record("a"))
    assert count(two, crk.Operation) == 1


def test_a_later_judgement_replaces_an_earlier_one(two: Store) -> None:
    for verdict in ("different", "undecided"):
        two.writer().judge(member("a"), member("b"), verdict, by="An analyst")  # type: ignore[arg-type]
    assert [judgement.verdict for judgement in read_judgements(two.view())] == ["undecided"]
    assert count(two, crk.Operation) == 1


def test_judgements_of_one_moment_are_two_and_the_later_holds(two: Store, monkeypatch) -> None:
    """Two people judge the same pair, and the clock does not tell their judgements apart."""

    class Still(datetime):
        @classmethod
        def now(cls, tz=None):  # noqa: ARG003  as it is called
            return datetime(2026, 3, 31, 12, tzinfo=UTC)

    monkeypatch.setattr(judgements, "datetime", Still)
    for verdict, by in (("different", "A"), ("same", "B"), ("different", "B")):
        two.writer().judge(member("a"), member("b"), verdict, by=by, why=f"{by} says so")
    (holds,) = read_judgements(two.view())
    assert (holds.verdict, holds.by, holds.why) == ("different", "B", "B says so")
    told = read_judgements(two.view(), taken_back=True)
    assert sorted((one.verdict, one.by, one.why) for one in told) == [
        ("different", "A", "A says so"), ("different", "B", "B says so"), ("same", "B", "B says so"),
    ]  # fmt: skip
    assert len({one.iri for one in told}) == 3
    assert count(two, crk.Operation) == 2


def test_judgements_that_contradict_each_other_are_reported() -> None:
    days = ["2026-02-08", "2026-03-08", "2026-04-08"]
    store = put(Store.open(None), *(record(name, date=day) for name, day in zip("abc", days, strict=True)))
    a, b, c = (member(name, day) for name, day in zip("abc", days, strict=True))
    writer = store.writer()
    for one, other, verdict in ((a, b, "same"), (b, c, "same"), (a, c, "different")):
        writer.judge(one, other, verdict, by="An analyst")  # type: ignore[arg-type]
    (found,) = conflicts(Index(store.engine), read_judgements(store.view()))
    assert {found.one, found.other} == {a, c}


@pytest.mark.parametrize(
    ("one", "other", "error"),
    [
        (member("a"), member("a"), InputError),
        (member("a"), f"{BASE}agency/kh-general-department-of-immigration", InputError),
        (member("a"), f"{BASE}operation/nothing", NotFound),
        ("operation/kh-2026-02-08-deportation-428", member("a"), InputError),
    ],
)
def test_what_cannot_be_judged_is_refused(two: Store, one: str, other: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        two.writer().judge(one, other, "same", by="An analyst")


def test_a_name_that_can_be_no_iri_is_told_with_what_is_wrong_in_it(two: Store) -> None:
    with pytest.raises(InputError, match="' ' at position"):
        judgements.member_of(Index(two.view().engine), "official/Sok Veasna")


def test_two_operations_of_one_announcement_cannot_be_judged_one() -> None:
    twice = record("a").model_copy(update={"operations": record("a").operations * 2})
    store = put(Store.open(None), twice)
    with pytest.raises(InputError, match="one announcement"):
        store.writer().judge(member("a"), member("a") + "-2", "same", by="An analyst")


def test_nor_by_way_of_others() -> None:
    twice = record("a").model_copy(
        update={"operations": [*record("a").operations, *record("a", date="2026-06-08").operations]}
    )
    store = put(
        Store.open(None), twice, *(record(name, date=f"2026-0{month}-08") for name, month in (("b", 3), ("c", 4)))
    )
    first, b, c = member("a"), member("b", "2026-03-08"), member("c", "2026-04-08")
    second = iris.mint_operation(twice.operations[1], iris.mint_announcement("a"))
    store.writer().judge(first, b, "same", by="An analyst")
    store.writer().judge(b, c, "same", by="An analyst")
    before = quads(store)
    with pytest.raises(InputError, match=r"one announcement.*judged before"):
        store.writer().judge(c, second, "same", by="An analyst")
    assert quads(store) == before
    store.writer().judge(b, c, None, by="An analyst")
    assert store.writer().judge(c, second, "same", by="An analyst")


def test_what_was_taken_back_contradicts_nothing(two: Store) -> None:
    for verdict in ("different", "same"):
        two.writer().judge(member("a"), member("b"), verdict, by="An analyst")  # type: ignore[arg-type]
    told = read_judgements(two.view(), taken_back=True)
    assert [one.verdict for one in told] == ["same", "different"]
    assert conflicts(Index(two.engine), told) == []


def test_what_is_open_is_asked_until_it_is_judged() -> None:
    store = put(Store.open(None), record("a", official="Sok Dara"), record("b", official="Sok Dary"))
    (question,) = read_questions(store.view(), type_="official")
    assert "names somewhat alike" in str(question.score)
    store.writer().judge(question.one, question.other, "undecided", by="An analyst")
    assert read_questions(store.view(), type_="official") == []


def test_merges_can_be_gone_over_with_the_words_of_both_sides(two: Store) -> None:
    (question,) = read_questions(two.view(), type_="operation", merged=True)
    told = [told for side in (question.one, question.other) for told in read_told(two.view(), side)]
    assert {(one.announcement, one.fact, one.quote) for one in told} >= {
        ("a", "persons", "428"),
        ("b", "persons", "428"),
    }
