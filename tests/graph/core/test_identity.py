"""The same thing gets the same IRI, whatever the order of loading; different things do not share one."""

from __future__ import annotations

import itertools
import random

import pyoxigraph as ox
import pytest

from crackdown.graph import iris
from crackdown.graph.announcement.record import Agency, Evidence, Official, Operation, Record
from crackdown.graph.identity import comparison
from crackdown.graph.identity.scoring import score
from crackdown.graph.storage.store import Store
from crackdown.ontology.terms import crk, dcterms

TEXT = "x" * 10
SEEN = Evidence(quote="x", start=0, end=1, confidence=1)
BASE = "https://w3id.org/crackdown/"


def record(
    record_id: str,
    *operations: Operation,
    agencies: list[Agency] | None = None,
    officials: list[Official] | None = None,
    published: str | None = None,
) -> Record:
    return Record(
        id=record_id, language="en", sha256="0" * 64, outcome="facts_found", agencies=agencies or [],
        officials=officials or [], operations=list(operations), published=published,
    )  # fmt: skip


def agency(name: str, *also: str, country: str | None = "KH") -> Agency:
    return Agency(name=name, also=list(also), country=country)


def official(name: str, *also: str, agency: str = "Ministry of Interior", role: str = "Director") -> Official:
    return Official(name=name, also=list(also), agency=agency, role=role, evidence={"agency": SEEN, "role": SEEN})


def deportation(**facts: object) -> Operation:
    told = {"kind": "deportation", "date": "2026-02-08", "persons": 428, "country": "KH"} | facts
    evidence = dict.fromkeys((*told, "total_of"), SEEN)
    return Operation(evidence=evidence, **told)  # type: ignore[arg-type]


def load(*records: Record) -> Store:
    store = Store.open(None)
    for one in records:
        store.writer().put(one, TEXT, origin=one.id, publisher=None, media_type="text/plain")
    return store


def instances(store: Store, type_: str) -> set[str]:
    rows = store.view().select(f"SELECT ?thing WHERE {{ ?thing a <{type_}> }}")
    return {str(row["thing"]).removeprefix(BASE) for row in rows}


def operations(*records: Record) -> set[str]:
    return instances(load(*records), crk.Operation)


def quads(store: Store) -> set[str]:
    """Everything the store holds but when each announcement was read, and the digests that depend on it."""
    return {
        str(quad)
        for quad in store.engine
        if not quad.predicate.value.endswith(("endedAtTime", "seenAt", "index#archived"))
    }


@pytest.mark.parametrize("other", ["Police nationale", "NATIONAL  POLICE", "Cambodian National Police"])
def test_a_thing_known_by_name_or_alias_is_one_in_either_order(other: str) -> None:
    records = [
        record("a", agencies=[agency("National Police", "Police nationale")]),
        record("b", agencies=[agency(other)]),
    ]
    for order in itertools.permutations(records):
        assert len(instances(load(*order), crk.Agency)) == 1


def test_two_agencies_called_just_the_police_stay_two() -> None:
    store = load(
        record("a", agencies=[agency("National Police", "police")]),
        record("b", agencies=[agency("Municipal Police", "police")]),
    )
    assert len(instances(store, crk.Agency)) == 2


@pytest.mark.parametrize(
    ("one", "other", "country"),
    [
        ("Seoul Southern District Court", "Seoul District Court", "KR"),
        ("State Security Service", "Security Service", "US"),
        ("Financial Intelligence Unit", "Financial Intelligence", "GB"),
    ],
)
def test_a_word_that_only_looks_like_the_country_s_tells_agencies_apart(one: str, other: str, country: str) -> None:
    agencies = [agency(name, country=country) for name in (one, other)]
    store = load(*(record(f"r{number}", agencies=[each]) for number, each in enumerate(agencies)))
    assert len(instances(store, crk.Agency)) == 2


def test_one_name_in_two_countries_is_two_agencies() -> None:
    ministries = [agency("Ministry of Interior"), agency("Ministry of Interior", country="TH")]
    store = load(*(record(one.country or "", agencies=[one]) for one in ministries))
    assert len(instances(store, crk.Agency)) == 2


def test_what_one_announcement_names_as_two_things_is_two() -> None:
    both = [agency("Immigration Bureau", country="TH"), agency("Thai Immigration Bureau", country="TH")]
    store = load(record("a", agencies=both), record("b", agencies=both[1:]))
    assert len(instances(store, crk.Agency)) == 2


@pytest.mark.parametrize("other", ["Sok Dare", "Dara Sok", "សុខ ដារ៉ា"])
def test_spellings_of_an_official_s_name_are_one(other: str) -> None:
    moi = agency("Ministry of Interior")
    store = load(
        record("a", agencies=[moi], officials=[official("Sok Dara", "សុខ ដារ៉ា")]),
        record("b", agencies=[moi], officials=[official(other)]),
    )
    assert len(instances(store, crk.Official)) == 1


def test_names_that_only_sound_alike_get_two_iris() -> None:
    moi = agency("Ministry of Interior", country="CN")
    store = load(
        record("a", agencies=[moi], officials=[official("王伟")]),
        record("b", agencies=[moi], officials=[official("王薇", role="Minister")]),
    )
    assert len(instances(store, crk.Official)) == 2


def test_a_thing_goes_by_one_label_in_all_announcements() -> None:
    store = load(
        record("a", agencies=[agency("Police nationale", "National Police")]),
        record("b", agencies=[agency("National Police")]),
    )
    rows = store.view().select("SELECT ?g ?label WHERE { GRAPH ?g { ?agency a crk:Agency ; rdfs:label ?label } }")
    assert {str(row["label"]) for row in rows} == {"National Police"}
    assert len(rows) == 2


def test_a_place_goes_by_the_words_quoted_for_it_too() -> None:
    quoted = Evidence(quote="金边", start=1, end=3, confidence=1)
    translated, own = deportation(places=["Phnom Penh"]), deportation(places=["金边"], persons=12, date="2025-01-02")
    translated.evidence["places"] = {"Phnom Penh": quoted}
    own.evidence["places"] = {"金边": quoted}
    store = Store.open(None)
    for one in (record("a", translated), record("b", own)):
        store.writer().put(one, "x金边", origin=one.id, publisher=None, media_type="text/plain")
    assert len(instances(store, crk.Place) - instances(store, crk.Country)) == 1


def test_one_operation_told_from_both_sides_is_one() -> None:
    sent = deportation(destination="VN", nationalities={"VN": 428})
    received = deportation(kind="repatriation", destination="VN", nationalities={"VN": 428})
    assert operations(record("a", sent), record("b", received)) == {"operation/kh-2026-02-08-deportation-428"}


def test_a_total_is_never_its_part() -> None:
    night, total = deportation(persons=319), deportation(persons=740, total_of=True)
    assert len(operations(record("a", night), record("b", total))) == 2


def test_four_nights_of_one_number_are_four_operations() -> None:
    nights = [record(f"n{day}", deportation(date=f"2026-02-{day:02}", persons=319)) for day in (8, 12, 16, 20)]
    assert len(operations(*nights)) == 4


def test_operations_of_one_announcement_are_never_one() -> None:
    assert len(operations(record("a", deportation(), deportation()))) == 2


def test_two_operations_that_tell_the_same_of_different_people_share_no_iri() -> None:
    first, second = deportation(nationalities={"CN": 428}), deportation(nationalities={"VN": 428}, destination="VN")
    assert len(operations(record("a", first), record("b", second))) == 2


@pytest.mark.parametrize("vague", [{"country": None}, {"date": None}, {"date": "2026"}, {"persons": None}])
def test_vague_operations_have_iris_of_their_own(vague: dict[str, object]) -> None:
    assert iris.mint_shared_operation(deportation(**vague)) is None


def told() -> list[Record]:
    """Tell of three operations and some agencies in a dozen ways."""
    moi = [agency("Ministry of Interior", "MOI"), agency("Interior Ministry", "MOI")]
    nights = [deportation(date=f"2026-02-{day:02}", persons=persons) for day, persons in ((8, 428), (12, 312))]
    return [
        record(
            f"r{number}", nights[number % 2], deportation(persons=740, date="2026-02", total_of=True),
            agencies=[moi[number % 2]], officials=[official("Sok Dara" if number % 3 else "Dara Sok")],
            published=None if number == 5 else f"2026-02-{28 - number}",
        )
        for number in range(8)
    ]  # fmt: skip


def test_any_order_of_loading_gives_the_same_graph() -> None:
    records, wanted = told(), quads(load(*told()))
    for seed in range(4):
        random.Random(seed).shuffle(records)
        assert quads(load(*records)) == wanted


def test_withdrawing_announcements_undoes_what_they_merged() -> None:
    records = told()
    store = load(*records)
    for one in records[3:]:
        store.writer().delete(iris.mint_announcement(one.id))
    assert quads(store) == quads(load(*records[:3]))


def test_a_graph_put_in_place_of_a_record_takes_it_out_of_what_it_merged() -> None:
    records = told()
    store = load(*records)
    name = iris.mint_announcement(records[0].id)
    store.writer().put_graphs(f'<{name}> {{ <{name}> <{dcterms.issued}> "2026" }}'.encode())
    kept = {quad for quad in quads(store) if name not in quad}
    assert kept == {quad for quad in quads(load(*records[1:])) if name not in quad}
    store.writer().put(records[1], TEXT + " again", origin=records[1].id, publisher=None, media_type="text/plain")
    assert len(list(store.engine.quads_for_pattern(None, None, None, ox.NamedNode(name)))) == 1


def test_the_default_graph_equals_a_rebuild_after_merges() -> None:
    store = load(*told())
    before = set(store.engine.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    store.rebuild()
    assert set(store.engine.quads_for_pattern(None, None, None, ox.DefaultGraph())) == before


def test_a_merge_is_explained_and_redirects() -> None:
    store = load(record("a", deportation(), published="2026-02-09"), record("b", deportation()))
    kept = f"<{BASE}operation/kh-2026-02-08-deportation-428>"
    rows = store.view().select(
        f"SELECT ?why ?confidence WHERE {{ ?old <{dcterms.isReplacedBy}> {kept} . ?decision crk:compares ?old ; "
        f"crk:canonical {kept} ; rdfs:comment ?why ; crk:confidence ?confidence }}"
    )
    assert len(rows) == 2
    assert all("the same number of persons" in str(row["why"]) for row in rows)
    assert all(float(str(row["confidence"])) > 0.5 for row in rows)


@pytest.mark.parametrize("name", ["公安部", "Tổng cục", "ក្រសួង", "x" * 300, "?", "../../etc", "a#b?c d"])
def test_a_slug_is_safe_in_an_iri_and_in_a_path(name: str) -> None:
    assert iris.slug(name).replace("-", "").isalnum()
    assert iris.slug(name).isascii()


def test_operations_of_one_announcement_are_not_compared(monkeypatch):
    compared = []
    monkeypatch.setattr(comparison, "score", lambda *given: compared.append(given) or score(*given))
    dense = record("dense", *(deportation(persons=persons) for persons in range(100, 140)))
    assert len(operations(dense)) == 40
    assert compared == []
    load(dense, record("other", deportation(persons=139)))
    assert compared


def test_names_of_one_announcement_are_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[object] = []
    monkeypatch.setattr(comparison, "score", lambda *given: compared.append(given) or score(*given))
    bureaus = [agency(f"Bureau of Affairs {number}") for number in range(40)]
    store = load(record("dense", agencies=bureaus))
    assert len(instances(store, crk.Agency)) == 40
    assert compared == []
    store.writer().put(
        record("other", agencies=[agency("Cambodian Bureau of Affairs 39")]), TEXT, origin="other", publisher=None,
        media_type="text/plain",
    )  # fmt: skip
    assert compared
