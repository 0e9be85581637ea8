"""What validation makes of findings, and how it takes an announcement out of a store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import Dataset

from crackdown.errors import NotFound
from crackdown.graph.announcement.validate import iter_announcements, validate, validate_announcement
from crackdown.graph.storage.store import Store
from crackdown.ontology.terms import PREFIXES, crk

FIXTURE = Path(__file__).parents[1] / "ontology" / "competency.trig"
GRAPHS = {str(graph.identifier): graph for graph in Dataset().parse(FIXTURE).graphs()}
FOUR = sorted(iri for iri in GRAPHS if iri.startswith(PREFIXES["announcement"]))

ANNOUNCEMENT = FOUR[0]
TURTLE_PREFIXES = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())

CAMBODIA = 'country:KH a crk:Country ; rdfs:label "Cambodia"@en ; crk:isoCode "KH" .'
MISCODED = TURTLE_PREFIXES + CAMBODIA.replace('"KH"', '"Cambodia"')
HOMELESS_AIRPORT = 'airport:VDTI a crk:Airport ; rdfs:label "Techo"@en .'


def test_finding_names_the_place() -> None:
    finding = validate(MISCODED, ANNOUNCEMENT).findings[0]
    assert finding.focus == PREFIXES["country"] + "KH"
    assert finding.property == crk.isoCode
    assert finding.value == "Cambodia"
    assert finding.announcement == ANNOUNCEMENT


def test_finding_names_a_property_looked_at_against_the_arrow() -> None:
    report = validate(f"{TURTLE_PREFIXES} operation:kh-2026-raid-x a crk:Operation .", ANNOUNCEMENT)
    assert f"^{crk.reports}" in [finding.property for finding in report.findings]


def test_finding_reads_as_one_line() -> None:
    assert str(validate(MISCODED, ANNOUNCEMENT).findings[0]) == (
        "violation: country/KH ontology#isoCode: "
        "'ISO code' takes a code of two capitals (ISO 3166-1); exactly one. (found: Cambodia)"
    )


def test_warnings_do_not_make_a_report_fail() -> None:
    report = validate(TURTLE_PREFIXES + HOMELESS_AIRPORT, ANNOUNCEMENT)
    assert [finding.severity for finding in report.findings] == ["warning"]
    assert report.conforms


def test_violations_make_a_report_fail_and_come_first() -> None:
    report = validate(MISCODED + HOMELESS_AIRPORT, ANNOUNCEMENT)
    assert [finding.severity for finding in report.findings] == ["violation", "warning"]
    assert not report.conforms


def test_findings_can_be_taken_by_severity() -> None:
    report = validate(MISCODED + HOMELESS_AIRPORT, ANNOUNCEMENT)
    assert report.of("warning") == report.findings[1:]


def test_graph_given_stays_as_it_is() -> None:
    before = len(GRAPHS[ANNOUNCEMENT])
    validate(GRAPHS[ANNOUNCEMENT], ANNOUNCEMENT)
    assert len(GRAPHS[ANNOUNCEMENT]) == before


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """The four announcements of the ontology's fixture, whose agencies and officials lie in the reference graph."""
    with Store.open(None) as opened:
        opened.writer().put_graphs(FIXTURE.read_bytes())
        yield opened


@pytest.mark.parametrize("announcement", FOUR)
def test_announcement_in_a_store_is_checked_with_the_reference_graph(announcement: str, store: Store) -> None:
    assert validate_announcement(store.view(), announcement).findings == ()


def test_announcement_cannot_be_checked_without_what_it_mentions() -> None:
    report = validate(GRAPHS[ANNOUNCEMENT], ANNOUNCEMENT)
    assert {finding.value for finding in report.findings} >= {PREFIXES["country"] + "CN"}


def test_announcement_that_is_not_in_the_store_is_named(store: Store) -> None:
    with pytest.raises(NotFound, match="kh-nowhere"):
        validate_announcement(store.view(), f"{PREFIXES['announcement']}kh-nowhere")


def test_all_announcements_are_meant_where_none_is_named(store: Store) -> None:
    assert list(iter_announcements(store.view())) == FOUR


@pytest.mark.parametrize("name", ["kh-a", "announcement/kh-a", f"{PREFIXES['announcement']}kh-a"])
def test_announcement_may_be_named_in_short(name: str, store: Store) -> None:
    assert list(iter_announcements(store.view(), [name])) == [f"{PREFIXES['announcement']}kh-a"]
