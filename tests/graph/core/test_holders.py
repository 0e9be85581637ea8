"""Dated statements alone make a person the holder of a post: two dates give two holders, doubts give none."""

from __future__ import annotations

import itertools
import random
from datetime import date, timedelta

import pyoxigraph as ox
import pytest

from crackdown.graph import iris
from crackdown.graph.announcement.posts import posts_of
from crackdown.graph.announcement.record import Agency, Evidence, Official, Record
from crackdown.graph.identity.holders import MOST_DAYS
from crackdown.graph.linking.network import network_of
from crackdown.graph.showing.entity import describe
from crackdown.graph.storage.store import Store
from crackdown.ontology.terms import crk, graph, role

BASE = "https://w3id.org/crackdown/"
TEXT = "Minister of Interior Sok Dara, Chan Bopha"
MOI = "Ministry of Interior"
POST = "official/kh-minister-of-interior-ministry-of-interior"


def seen(words: str) -> Evidence:
    start = TEXT.index(words)
    return Evidence(quote=words, start=start, end=start + len(words), confidence=1)


def tell(
    record_id: str, published: str | None, name: str | None, *, role: str = "Minister of Interior", agency: str = MOI
) -> Record:
    """Tell of an official of a post; without a name, of the post alone."""
    evidence = {"role": seen("Minister of Interior"), "agency": seen("Interior")}
    if name:
        evidence["name"] = seen(name)
    official = Official(name=name or "Minister of Interior", role=role, agency=agency, evidence=evidence)
    home = None if agency in (MOI, "Interior Ministry") else MOI
    agencies = [Agency(name=agency, also=["MOI"] if home is None else [], parent=home, country="KH")]
    if home:
        agencies.append(Agency(name=MOI, country="KH"))
    return Record(
        id=record_id, language="en", sha256="0" * 64, outcome="facts_found", published=published,
        officials=[official], agencies=agencies,
    )  # fmt: skip


def load(*records: Record) -> Store:
    store = Store.open(None)
    for one in records:
        put(store, one)
    return store


def put(store: Store, record: Record) -> None:
    store.writer().put(record, TEXT, origin=record.id, publisher=None, media_type="text/plain")


def inferred(store: Store) -> dict[str, str]:
    """Return the holders by day."""
    rows = store.view().select("SELECT ?day ?who { ?i a crk:Inference ; crk:inferredFor ?day ; crk:holder ?who }")
    return {str(row["day"]): str(row["who"]).rsplit("/", 1)[-1] for row in rows}


def quads(store: Store) -> set[str]:
    return {
        str(quad)
        for quad in store.engine
        if not quad.predicate.value.endswith(("endedAtTime", "seenAt", "index#archived"))
    }


ASKED = tell("asked", "2026-03-10", None)
DARA, BOPHA = "kh-sok-dara", "kh-chan-bopha"


def test_a_dated_statement_near_gives_the_holder() -> None:
    assert inferred(load(ASKED, tell("a", "2026-03-01", "Sok Dara"))) == {"2026-03-10": DARA}


def test_two_dates_give_two_holders() -> None:
    store = load(
        tell("a", "2025-03-01", "Sok Dara"), tell("b", "2025-03-10", None),
        tell("c", "2026-03-01", "Chan Bopha"), ASKED,
    )  # fmt: skip
    assert inferred(store) == {"2025-03-10": DARA, "2026-03-10": BOPHA}


NOBODY = {
    "without a statement": [],
    "without a dated statement": [tell("a", None, "Sok Dara")],
    "where only the month is known": [tell("a", "2026-03", "Sok Dara")],
    "of another post": [tell("a", "2026-03-01", "Sok Dara", role="Deputy Minister")],
    "of another agency": [tell("a", "2026-03-01", "Sok Dara", role="Minister", agency="Department of Immigration")],
    "that is too far away": [tell("a", "2025-03-01", "Sok Dara")],
    "where another follows": [tell("a", "2026-03-01", "Sok Dara"), tell("b", "2026-03-20", "Chan Bopha")],
    "where two are named on one day": [tell("a", "2026-03-01", "Sok Dara"), tell("b", "2026-03-01", "Chan Bopha")],
    "where another is named in between, some day of the month": [
        tell("a", "2026-03-01", "Sok Dara"), tell("b", "2026-03", "Chan Bopha"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("others", NOBODY.values(), ids=NOBODY)
def test_nobody_is_inferred(others: list[Record]) -> None:
    assert inferred(load(ASKED, *others)) == {}


def test_a_post_named_in_an_announcement_without_a_day_has_no_holder() -> None:
    assert inferred(load(tell("asked", "2026-03", None), tell("a", "2026-03-01", "Sok Dara"))) == {}


@pytest.mark.parametrize(("days", "expected"), [(MOST_DAYS, 1), (MOST_DAYS + 1, 0)])
def test_statements_are_near_up_to_a_number_of_days(days: int, expected: int) -> None:
    shown = (date(2026, 3, 10) - timedelta(days=days)).isoformat()
    assert len(inferred(load(ASKED, tell("a", shown, "Sok Dara")))) == expected


def test_a_predecessor_named_before_does_not_count_once_the_successor_is() -> None:
    store = load(ASKED, tell("a", "2026-02-01", "Sok Dara"), tell("b", "2026-03-01", "Chan Bopha"))
    assert inferred(store) == {"2026-03-10": BOPHA}


def test_statements_on_both_sides_are_both_grounds() -> None:
    store = load(ASKED, tell("a", "2026-03-01", "Sok Dara"), tell("b", "2026-03-20", "Sok Dara"))
    rows = store.view().select("SELECT ?day { ?i a crk:Inference ; crk:attestedOn ?day }")
    assert {str(row["day"]) for row in rows} == {"2026-03-01", "2026-03-20"}


def test_an_inference_rests_on_claims_with_their_words() -> None:
    rows = (
        load(ASKED, tell("a", "2026-03-01", "Sok Dara"))
        .view()
        .select(
            "SELECT ?in ?quote { ?i a crk:Inference ; prov:used ?claim . "
            "?claim crk:statedIn ?in ; crk:evidence/oa:exact ?quote }"
        )
    )
    assert {(str(row["in"]).rsplit("/", 1)[-1], str(row["quote"])) for row in rows} == {
        ("asked", "Minister of Interior"), ("a", "Minister of Interior"), ("a", "Sok Dara"),
    }  # fmt: skip


def test_an_inference_tells_its_rule_in_words_without_names() -> None:
    [row] = (
        load(ASKED, tell("a", "2026-03-01", "Sok Dara"))
        .view()
        .select("SELECT ?why { ?i a crk:Inference ; rdfs:comment ?why }")
    )
    assert "on 2026-03-10 the minister is named by the post alone; 1 announcement of 2026-03-01" in str(row["why"])
    assert "Dara" not in str(row["why"])


def test_what_is_inferred_stands_in_a_graph_of_its_own() -> None:
    store = load(ASKED, tell("a", "2026-03-01", "Sok Dara"))
    stated = store.engine.quads_for_pattern(None, ox.NamedNode(crk.inferredHolder), None, None)
    assert {str(quad.graph_name) for quad in stated} == {f"<{graph.inferred}>", "DEFAULT"}


SEVERAL = [
    ASKED, tell("b", "2026-03-01", "Sok Dara"), tell("c", "2026-03-20", "Sok Dara"), tell("d", "2026-06-10", None),
    tell("e", "2026-06-20", "Chan Bopha", agency="Interior Ministry"), tell("f", "2026-04", "Chan Bopha"),
]  # fmt: skip


def test_any_order_of_loading_gives_the_same_inferences() -> None:
    records, wanted = list(SEVERAL), quads(load(*SEVERAL))
    for seed in range(4):
        random.Random(seed).shuffle(records)
        assert quads(load(*records)) == wanted


@pytest.mark.parametrize(
    "withdrawn", list(itertools.combinations(SEVERAL, 2)), ids=lambda pair: "".join(r.id for r in pair)
)
def test_withdrawing_announcements_takes_back_what_was_inferred_from_them(withdrawn: tuple[Record, ...]) -> None:
    store = load(*SEVERAL)
    for one in withdrawn:
        store.writer().delete(iris.mint_announcement(one.id))
    assert quads(store) == quads(load(*(record for record in SEVERAL if record not in withdrawn)))


def test_any_coming_and_going_leaves_what_loading_at_once_gives() -> None:
    chance = random.Random(7)
    days = [(date(2026, 1, 1) + timedelta(days=chance.randrange(300))).isoformat() for _ in range(24)]
    names = [None, None, "Sok Dara", "Sok Dara", "Sok Dara", "Chan Bopha"]
    records = [tell(f"r{number}", day if number % 7 else day[:7], names[number % 6]) for number, day in enumerate(days)]
    store, held = Store.open(None), set()
    for _ in range(40):
        number = chance.randrange(len(records))
        if number in held:
            store.writer().delete(iris.mint_announcement(records[number].id))
        else:
            put(store, records[number])
        held ^= {number}
    assert inferred_facts(store) == inferred_facts(load(*(records[number] for number in sorted(held))))
    assert inferred_facts(store)


def inferred_facts(store: Store) -> set[str]:
    return {str(quad.triple) for quad in store.engine.quads_for_pattern(None, None, None, ox.NamedNode(graph.inferred))}


def test_an_announcement_that_changes_changes_what_was_inferred_from_it() -> None:
    store = load(ASKED, tell("a", "2026-03-01", "Sok Dara"))
    put(store, tell("a", "2026-03-01", "Chan Bopha"))
    assert inferred(store) == {"2026-03-10": BOPHA}


def test_a_judgement_on_the_holder_is_followed() -> None:
    store = load(ASKED, tell("a", "2026-03-01", "Sok Dara"), tell("b", "2026-03-20", "Chan Bopha"))
    store.writer().judge(f"official/{DARA}", f"official/{BOPHA}", "same", by="t")
    assert set(inferred(store).values()) <= {DARA, BOPHA}
    assert len(inferred(store)) == 1
    store.writer().judge(f"official/{DARA}", f"official/{BOPHA}", None, by="t")
    assert inferred(store) == {}


def test_the_default_graph_equals_a_rebuild() -> None:
    store = load(*SEVERAL)
    before = set(store.engine.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    store.rebuild()
    assert set(store.engine.quads_for_pattern(None, None, None, ox.DefaultGraph())) == before


def test_the_edge_is_drawn_as_inferred_and_counts_its_claims() -> None:
    network = network_of(load(ASKED, tell("a", "2026-03-01", "Sok Dara")).view())
    edge = network.edge(POST, f"official/{DARA}", crk.inferredHolder)
    assert edge is not None
    assert (edge.inferred, edge.announcements) == (True, 2)


@pytest.mark.parametrize("thing", [POST, f"official/{DARA}"])
def test_the_unnamed_official_and_the_person_both_tell_of_it(thing: str) -> None:
    facts = describe(load(ASKED, tell("a", "2026-03-01", "Sok Dara")).view(), thing).facts
    [fact] = [fact for fact in facts if fact.property == crk.inferredHolder]
    assert (fact.inferred, fact.subject.label, fact.value.text) == (
        True,
        "Minister of Interior (not named)",
        "Sok Dara",
    )
    assert "named by the post alone" in (fact.because or "")
    assert {evidence.quote for evidence in fact.evidence} == {"Minister of Interior", "Sok Dara"}


def test_the_last_month_of_the_calendar_is_one_month() -> None:
    store = load(tell("a", "9999-12-30", "Sok Dara"), tell("b", "9999-12-31", None))
    assert len(list(store.engine.quads_for_pattern(None, None, None, ox.NamedNode(graph.index)))) < 200
    assert store.view().select("SELECT ?who { ?who a crk:Inference }")


def test_the_unnamed_officials_of_two_agencies_are_two() -> None:
    one = tell("a", "2026-03-01", None, role="Minister")
    other = tell("b", "2026-03-01", None, role="Minister", agency="Department of Immigration")
    rows = load(one, other).view().select("SELECT ?who { ?who a crk:Official }")
    assert len(rows) == 2


POSTS = {
    ("Minister of Interior", MOI): (MOI, role.minister),
    ("Minister", MOI): (MOI, role.minister),
    ("Interior Minister", MOI): (MOI, role.minister),
    ("Acting Minister of Interior", MOI): (MOI, role.minister),
    ("Deputy Prime Minister and Minister of Interior", MOI): (MOI, role.minister),
    ("Minister of Interior", "Department of Immigration"): (MOI, role.minister),
    ("Director-General", "Department of Immigration"): ("Department of Immigration", role.director_general),
    ("Director of Immigration", "Department of Immigration"): ("Department of Immigration", role.director),
    ("Minister of Tourism", MOI): None,
    ("Deputy Minister of Interior", MOI): None,
    ("Former Minister of Interior", MOI): None,
    ("Spokesperson", MOI): None,
}


@pytest.mark.parametrize(("told", "expected"), POSTS.items(), ids=lambda value: str(value)[:60])
def test_a_role_means_a_post_that_one_person_holds(told: tuple[str, str], expected: tuple[str, str] | None) -> None:
    agencies = [Agency(name=MOI), Agency(name="Department of Immigration", parent=MOI)]
    posts = posts_of(Official(name="Sok Dara", role=told[0], agency=told[1]), agencies)
    assert posts == ([expected] if expected else [])
