"""Announcements written together: the same graph as one by one, and each refused by itself."""

import pyoxigraph as ox
import pytest

from crackdown.errors import InvalidRecord
from crackdown.graph import iris
from crackdown.graph.storage import transaction
from crackdown.graph.storage.archive import digest_of
from crackdown.graph.storage.store import Given, Store
from crackdown.ontology.terms import xsd
from tests.benchmarks.permuted import iter_announcements

pytestmark = pytest.mark.usefixtures("one_time")


def announcements(count, *, seed=1):
    return [
        Given(record, document.text, document.origin, document.publisher, document.media_type)
        for document, record in iter_announcements(count, seed=seed)
    ]


def quads(store):
    return set(store.engine.quads_for_pattern(None, None, None, None))


def written(given, *, together):
    with Store.open(None) as store:
        outcomes = []
        for first in range(0, len(given), together):
            outcomes += store.writer().put_all(given[first : first + together])
        return quads(store), outcomes


def test_how_many_come_together_does_not_change_the_graph():
    given = announcements(24)
    expected = written(given, together=1)
    assert written(given, together=7) == expected
    assert written(given, together=24) == expected


def test_how_many_change_together_does_not_change_the_graph():
    given, others = announcements(12), announcements(12, seed=5)
    changed = [other._replace(origin=one.origin) for one, other in zip(given, others, strict=True)]
    both = [*given, *changed[::2], *announcements(6, seed=3)]
    expected = written(both, together=1)
    assert expected[1] == ["added"] * 12 + ["changed"] * 6 + ["added"] * 6
    assert written(both, together=12) == expected


def test_one_that_comes_twice_among_them_is_one():
    first, second, third = announcements(3)
    again = [first, second._replace(origin=first.origin), third, first, first]
    assert written(again, together=5) == written(again, together=1)
    assert written(again, together=5)[1] == ["added", "changed", "added", "changed", "unchanged"]


def test_two_of_one_id_among_them_are_two():
    first, second = announcements(2)
    same = second._replace(record=second.record.model_copy(update={"id": first.record.id}))
    given = [first, same, same._replace(origin="elsewhere", text=same.text + "\n")]
    assert written(given, together=3) == written(given, together=1)
    with Store.open(None) as store:
        store.writer().put_all(given)
        names = [name.value for name in store.engine.named_graphs() if "/announcement/" in name.value]
        minted = iris.mint_announcement(first.record.id)
        assert {minted, f"{minted}-2"} <= set(names)


def test_default_graph_is_what_a_rebuild_makes():
    with Store.open(None) as store:
        store.writer().put_all(announcements(12))
        before = quads(store)
        store.rebuild()
        assert quads(store) == before


def test_one_that_is_refused_takes_no_other_along():
    given = announcements(4)
    wrong = given[2]._replace(text="another text")
    with Store.open(None) as store:
        outcomes = store.writer().put_all([*given[:2], wrong, given[3]])
        assert isinstance(outcomes[2], InvalidRecord)
        assert given[2].record.id in str(outcomes[2])
        assert [outcomes[0], outcomes[1], outcomes[3]] == ["added"] * 3
        assert quads(store) == written([*given[:2], given[3]], together=1)[0]
        assert store.archive.read(digest_of(wrong.text)) is None


@pytest.mark.parametrize("change", [{"text": "another text"}, {"language": "no tag!"}], ids=["quote", "language"])
def test_an_earlier_version_that_is_refused_takes_no_other_along_and_leaves_nothing(change):
    now, earlier, other = announcements(3)
    wrong = earlier._replace(
        origin=now.origin, seen_at="2020-01-01T00:00:00+00:00", text=change.get("text", earlier.text)
    )
    if "language" in change:
        wrong = wrong._replace(record=earlier.record.model_copy(update=change))
    with Store.open(None) as store:
        outcomes = store.writer().put_all([now])
        kept = {*store.archive.digests()}, {*store.records.digests()}
        outcomes += store.writer().put_all([wrong, other])
        assert isinstance(outcomes[1], InvalidRecord)
        assert [outcomes[0], outcomes[2]] == ["added"] * 2
        assert quads(store) == written([now, other], together=1)[0]
        assert [
            len({*here.digests()} - was) for here, was in zip((store.archive, store.records), kept, strict=True)
        ] == [1, 1]


def test_several_that_are_refused_take_no_other_along():
    given = announcements(7)
    some = [one._replace(text="another text") if number in {0, 3, 4} else one for number, one in enumerate(given)]
    with Store.open(None) as store:
        outcomes = store.writer().put_all(some)
        refused = [number for number, outcome in enumerate(outcomes) if isinstance(outcome, InvalidRecord)]
        assert refused == [0, 3, 4]
        assert quads(store) == written([given[number] for number in (1, 2, 5, 6)], together=1)[0]


def test_nothing_of_an_empty_lot():
    with Store.open(None) as store:
        before = store.version
        assert store.writer().put_all([]) == []
        assert store.version == before


@pytest.mark.parametrize(
    "literal",
    [
        ox.Literal("plain"),
        ox.Literal("Größe", language="de-CH"),
        *(
            ox.Literal(value, datatype=ox.NamedNode(datatype))
            for value, datatype in (
                ("007", xsd.integer), ("1.50", xsd.decimal), ("2026-03-01", xsd.date), ("2026-03", xsd.gYearMonth),
                ("2026-03-01T00:00:00+00:00", xsd.dateTime), ("1", xsd.boolean), ("no number", xsd.integer),
                ("https://example.org/", xsd.anyURI),
            )
        ),
    ],
)  # fmt: skip
def test_a_literal_is_taken_as_the_engine_gives_it_back(literal):
    node = ox.NamedNode("https://example.org/")
    engine = ox.Store()
    engine.add(ox.Quad(node, node, literal))
    assert [quad.object for quad in engine] == [transaction.stored(literal)]
