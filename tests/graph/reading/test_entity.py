"""Everything known of a thing leads to words; names lead to things."""

from __future__ import annotations

import pytest

from crackdown.errors import NotFound
from crackdown.graph.announcement.reading import read_announcement
from crackdown.graph.announcement.record import Agency, Evidence, Record
from crackdown.graph.linking.neighbourhood import Period
from crackdown.graph.linking.network import network_of
from crackdown.graph.linking.things import to_id
from crackdown.graph.showing.entity import describe, resolve_name
from crackdown.graph.storage.store import Store, View
from crackdown.ontology.terms import BASE, crk, org

VEASNA = "official/kh-sok-veasna"
FLIGHT = "operation/kh-2026-02-08-deportation-312"
ARREST = "operation/vn-2026-05-05-arrest-40"


def test_a_stated_fact_has_a_quote_with_its_place_and_announcement(view: View) -> None:
    fact = next(f for f in describe(view, ARREST).facts if f.property == crk.carriedOutBy)
    assert [(e.quote, e.start, e.end, e.announcement, e.confidence) for e in fact.evidence] == [
        ("ក្រសួងមហាផ្ទៃ", 0, 13, "announcement/vn-test-2026-05-06-km", 0.75)
    ]


def test_a_quote_stands_in_its_sentence(view: View) -> None:
    fact = next(f for f in describe(view, ARREST).facts if f.property == crk.kind)
    assert [(e.before, e.quote, e.after) for e in fact.evidence] == [
        ("ក្រសួងមហាផ្ទៃ ", "arrested", " 40 people on 5 May 2026 in Vietnam.")
    ]


def test_every_stated_fact_of_an_operation_has_evidence(view: View) -> None:
    assert [f.label for f in describe(view, FLIGHT).facts if not f.inferred and not f.evidence] == []


def test_every_quote_stands_at_its_offsets(view: View) -> None:
    text = view.text(f"{BASE}announcement/vn-test-2026-05-06-km") or ""
    evidence = [e for fact in describe(view, ARREST).facts for e in fact.evidence]
    assert evidence
    assert all(text[e.start : e.end] == e.quote for e in evidence)


def test_a_fact_of_two_announcements_is_told_once_with_both(view: View) -> None:
    [departed] = [f for f in describe(view, FLIGHT).facts if f.property == crk.departedFrom]
    assert len({e.announcement for e in departed.evidence}) == 2


def test_a_passage_that_backs_several_claims_is_told_once(view: View) -> None:
    for fact in describe(view, "agency/kh-general-department-of-immigration").facts:
        places = [(e.announcement, e.start, e.end) for e in fact.evidence]
        assert len(places) == len(set(places))


def test_a_tenure_is_told_as_a_fact_of_its_holder(view: View) -> None:
    ranks = [f for f in describe(view, VEASNA).facts if f.property == crk.rank]
    assert [(f.subject.id, f.value.text) for f in ranks] == [(VEASNA, "lieutenant general")]


def test_an_inferred_fact_is_marked_and_keeps_the_words_it_rests_on(view: View) -> None:
    [above] = [f for f in describe(view, VEASNA).facts if f.property == crk.answersTo]
    assert (above.inferred, bool(above.evidence)) == (True, True)


def test_a_fact_about_the_thing_comes_before_one_that_mentions_it(view: View) -> None:
    subjects = [f.subject.id == VEASNA for f in describe(view, VEASNA).facts if f.evidence and not f.inferred]
    assert subjects == sorted(subjects, reverse=True)


def test_figures_stand_side_by_side_with_who_gave_them(view: View) -> None:
    headlines = [(f.value, f.announced_by) for f in describe(view, FLIGHT).figures if f.group == "everybody"]
    assert sorted(headlines) == [
        (312, "General Department of Immigration of Cambodia"), (313, "Embassy of China in Cambodia"),
    ]  # fmt: skip


def test_figures_say_as_what_people_are_counted(view: View) -> None:
    told = {figure.value: figure.capacity for figure in describe(view, FLIGHT).figures if figure.group == "everybody"}
    assert told == {312: None, 313: "suspects"}


def test_figures_keep_the_number_as_printed(view: View) -> None:
    [figure] = describe(view, ARREST).figures
    assert (figure.printed, figure.precision, figure.low, figure.high) == ("40", "exactly", 40, 40)


def test_a_merged_thing_is_described_as_the_one_kept(view: View) -> None:
    assert describe(view, "operation/kh-2026-02-08-repatriation-313").node.id == FLIGHT


def test_a_period_leaves_out_what_was_told_at_other_times(view: View) -> None:
    entity = describe(view, VEASNA, period=Period("2027", None))
    assert [f for f in entity.facts if f.evidence] == []


def test_names_in_all_languages_are_listed(view: View) -> None:
    names = {(name.language, name.text) for name in describe(view, "country/KH").names}
    assert {("fr", "Cambodge"), ("zh", "柬埔寨"), ("en", "Cambodia")} <= names


def test_an_agency_tells_its_kind_without_a_claim(view: View) -> None:
    facts = describe(view, "agency/kh-general-department-of-immigration").facts
    assert [f.value.text for f in facts if f.property == org.classification] == ["immigration authority"]


@pytest.mark.parametrize(
    "said",
    [VEASNA, BASE + VEASNA, VEASNA.replace("/", ":", 1), "Sok Veasna", "  sok  veasna ", "veasna", "Veasna Sok"],
)
def test_a_name_is_resolved(view: View, said: str) -> None:
    assert resolve_name(view, said) == BASE + VEASNA


def test_a_name_with_a_typo_is_suggested_not_taken(view: View) -> None:
    with pytest.raises(NotFound, match=rf"nearest are: Sok Veasna \({VEASNA}\)"):
        resolve_name(view, "Sok Vesna")


def test_the_nearest_ids_are_suggested(view: View) -> None:
    with pytest.raises(NotFound, match=rf"nearest are: [^;]*\({FLIGHT}\)"):
        resolve_name(view, FLIGHT.replace("02-08", "02-18"))


def test_a_name_of_several_things_lists_them(view: View) -> None:
    with pytest.raises(NotFound, match=r"several .*agency/cn-embassy-in-kh.*agency/vn-embassy-in-kh"):
        resolve_name(view, "Embassy")


def test_who_announced_is_meant_before_an_announcement_that_is_called_after_them() -> None:
    name = "Directorate of Cybercrime"
    told = Evidence(quote=name, start=0, end=len(name), confidence=1)
    record = Record(
        id="notice", title=name, language="en", sha256="0" * 64, outcome="facts_found", announced_by=[name],
        agencies=[Agency(name=name, country="KE", kind="police", evidence={"name": told})],
        evidence={"announced_by": {name: told}},
    )  # fmt: skip
    with Store.open(None) as store:
        store.writer().put(record, name, origin="notice", publisher=None, media_type="text/plain")
        view = store.view()
        assert network_of(view).node("announcement/notice").label == name
        assert network_of(view).nodes[to_id(resolve_name(view, name))].type == "agency"


def test_a_merged_iri_is_resolved_to_the_one_kept(view: View) -> None:
    assert resolve_name(view, "operation/kh-2026-02-08-repatriation-313") == BASE + FLIGHT


@pytest.mark.parametrize(("code", "id_"), [("KTI", "airport/VDTI"), ("kh", "country/KH"), ("GDI", None)])
def test_a_code_is_resolved(view: View, code: str, id_: str | None) -> None:
    assert resolve_name(view, code) == BASE + (id_ or "agency/kh-general-department-of-immigration")


def test_nothing_near_says_so(view: View) -> None:
    with pytest.raises(NotFound, match="names in any script work"):
        resolve_name(view, "zzzz")


def test_an_announcement_tells_what_was_read_from_each_passage(view: View) -> None:
    reading = read_announcement(view, "announcement/vn-test-2026-05-06-km")
    said = {(reading.text or "")[p.start : p.end]: [f.label for f in p.facts] for p in reading.passages}
    assert "kind" in said["arrested"]
    assert reading.outcome == "facts-found"
    assert [node.label for node in reading.announced_by] == ["ក្រសួងមហាផ្ទៃ"]


def test_only_an_announcement_is_read(view: View) -> None:
    with pytest.raises(NotFound, match="no announcement"):
        read_announcement(view, VEASNA)


def test_what_was_asked_for_lately_is_not_read_again(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crackdown.graph.showing.entity._MOST_KEPT", 2)
    first, of_a_year = describe(view, VEASNA), describe(view, VEASNA, period=Period("2020", "2020"))
    assert describe(view, BASE + VEASNA) is first
    assert describe(view, VEASNA, period=Period("2020", "2020")) is of_a_year
    assert of_a_year != first
    describe(view, FLIGHT)
    assert describe(view, VEASNA) is not first
    assert describe(view, VEASNA) == first
