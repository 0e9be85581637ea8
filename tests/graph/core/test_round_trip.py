"""Record → triples → record, on generated records: whatever is stated comes back as it was."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crackdown.graph.announcement.readback import from_triples
from crackdown.graph.announcement.record import Agency, Airport, Evidence, Official, Operation, Record, Sentence
from crackdown.graph.announcement.statements import Source, to_triples
from crackdown.graph.identity import Resolution

TEXT = "On 8 February 427 people, among them ១២ women – 公安部说 – were expelled from Ünïcode Town. " * 3
ANNOUNCEMENT = "https://w3id.org/crackdown/announcement/a-1"
SOURCE = Source("o", None, "text/plain", "0" * 64, "1" * 64, "2026-11-25T00:00:00Z", "0.1.0")


@st.composite
def evidence(draw: st.DrawFn, **more: Any) -> Evidence:
    start = draw(st.integers(0, len(TEXT) - 2))
    end = draw(st.integers(start + 1, min(len(TEXT), start + 60)))
    confidence = draw(st.integers(0, 100)) / 100
    model = draw(st.sampled_from([None, "some-model:8b (link mode)"]))
    return Evidence(quote=TEXT[start:end], start=start, end=end, confidence=confidence, read_by=model, **more)


def backed(names: list[str]) -> st.SearchStrategy[dict[str, Evidence]]:
    return st.fixed_dictionaries({name: evidence() for name in names})


def some_of(*names: str) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(names), unique=True).map(sorted)


DAYS = ["2026-02-08", "2026-02-11", "2026-03-01"]
DATES = st.sampled_from([*DAYS, "2026-02", "2026", None, {"from": DAYS[0], "to": DAYS[1]}])
AGENCIES = {"Ministry of Interior": "KH", "General Department of Immigration": "KH", "公安部": "CN", "Interpol": None}
OFFICIALS = ("Sok Dara", "王伟", "Ünï Çode")
PRECISIONS = st.sampled_from(["exactly", "about", "more_than", "at_least", "fewer_than", "nearly", "at_most"])


@st.composite
def operations(draw: st.DrawFn) -> dict[str, Any]:
    date, total = draw(DATES), draw(st.sampled_from([True, None]))
    fields: dict[str, Any] = {
        "kind": draw(st.sampled_from(["raid", "arrest", "deportation"])),
        "date": date,
        "total_of": total,
    }
    fields |= {name: draw(st.sampled_from(["KH", "TH", None])) for name in ("country", "destination")}
    told: dict[str, Any] = {
        n: draw(evidence()) for n in ("kind", "date", "total_of", "country", "destination") if fields[n]
    }
    lists = {
        "airports": some_of("KTI", "CAN"), "places": some_of("Phnom Penh", "Bavet"), "agencies": some_of(*AGENCIES),
        "partners": some_of(*AGENCIES), "officials": some_of(*OFFICIALS), "offences": some_of("online_scam", "drugs"),
    }  # fmt: skip
    for name, values in lists.items():
        fields[name] = draw(values)
        told[name] = draw(backed(fields[name]))
    for name in ("persons", "women", "men"):
        fields[name] = draw(st.none() | st.integers(0, 5000))
        if fields[name] is not None:
            told[name] = draw(figures())
    fields["nationalities"] = draw(st.dictionaries(st.sampled_from(["CN", "NP"]), st.none() | st.integers(1, 99)))
    told["nationalities"] = {
        c: draw(evidence() if n is None else figures()) for c, n in fields["nationalities"].items()
    }
    return fields | {"evidence": {name: value for name, value in told.items() if value}}


@st.composite
def figures(draw: st.DrawFn) -> Evidence:
    return draw(evidence(precision=draw(PRECISIONS), printed=draw(st.sampled_from(["427", "១២"]))))


@st.composite
def officials(draw: st.DrawFn, name: str) -> Official:
    fields = {
        "rank": draw(st.sampled_from(["Colonel", "Police Colonel", None])),
        "role": draw(st.sampled_from(["Minister", "Head of Unit", None])),
        "agency": draw(st.sampled_from([*AGENCIES, None])),
    }
    told = draw(backed(["name", *(field for field, value in fields.items() if value)]))
    return Official(name=name, also=draw(some_of("Dara the Elder", "達")), evidence=told, **fields)


@st.composite
def sentences(draw: st.DrawFn) -> list[Sentence]:
    edges = sorted(draw(st.sets(st.integers(0, len(TEXT)), max_size=6)))
    statuses = st.sampled_from(["used", "in_scope", "plan", "background", "not_understood"])
    return [Sentence(start=start, end=end, status=draw(statuses)) for start, end in pairwise(edges)]


@st.composite
def records(draw: st.DrawFn) -> Record:
    agencies = [
        Agency(
            name=name,
            country=country,
            kind=draw(st.sampled_from(["ministry", "police"])),
            evidence=draw(backed(["name"])),
        )
        for name, country in AGENCIES.items()
    ]
    agencies[1] = agencies[1].model_copy(update={"parent": "Ministry of Interior", "also": ["GDI"]})
    announcers = draw(some_of(*AGENCIES, *OFFICIALS))
    countries, published = draw(some_of("CN", "KH")), draw(st.sampled_from(["2026-02-09", "2026-02", None]))
    told: dict[str, Any] = {"announced_by": draw(backed(announcers)), "countries": draw(backed(countries))}
    if published:
        told["published"] = draw(evidence())
    found = draw(st.lists(operations(), max_size=3))
    starts = [(operation["evidence"]["kind"].start, position) for position, operation in enumerate(found)]
    found = [Operation.model_validate(found[position]) for _, position in sorted(starts)]
    return Record(
        id="a-1", title=draw(st.sampled_from(["A title", None])),
        language=draw(st.sampled_from(["en", "zh-Hant", "und"])),
        published=published, sha256="0" * 64, outcome="facts_found", notes=draw(some_of("One.", "Two.")),
        reading=draw(st.sampled_from(["full", None])),
        announced_by=announcers, officials=[draw(officials(name)) for name in OFFICIALS], agencies=agencies,
        countries=countries, operations=found, places=["Bavet"],
        airports=[Airport(name=n, iata=n, icao=f"X{n}", country="KH") for n in ("CAN", "KTI")],
        evidence={name: value for name, value in told.items() if value}, sentences=draw(sentences()),
    )  # fmt: skip


def canonical(record: Record) -> dict[str, Any]:
    """Level what `readback` documents as not kept: the order of what is named; operations of one place in the text."""
    found = record.model_dump()
    for key in ("officials", "agencies", "airports"):
        found[key] = sorted(found[key], key=lambda item: str(item["name"]))
    found["operations"] = sorted(found["operations"], key=str)
    for operation in found["operations"]:
        operation["nationalities"] = dict(sorted(operation["nationalities"].items()))
        operation["evidence"].pop("parts", None)
        for name in ("airports", "places", "agencies", "partners", "officials", "offences"):
            operation[name] = sorted(operation[name])
    found["announced_by"] = sorted(found["announced_by"])
    return found


def written_and_read(record: Record, text: str = TEXT) -> Record:
    resolution = Resolution(ox.Store())
    resolution.replace(ANNOUNCEMENT, None, record)
    assignment = resolution.assignment(record, ANNOUNCEMENT)
    return from_triples(to_triples(record, text, assignment, SOURCE), ANNOUNCEMENT)


def sorted_deeply(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: sorted_deeply(value[key]) for key in sorted(value)}
    return value


def test_bare_dates_and_numbers_come_back_with_their_words() -> None:
    def words(start: int) -> Evidence:
        return Evidence(quote=TEXT[start : start + 4], start=start, end=start + 4, confidence=0.7)

    record = Record(
        id="a-1", language="nl", sha256="0" * 64, outcome="partly_read", notes=["One."],
        dates=["2026-02", "2026-02-08"], numbers=[0, 427], countries=["KH"],
        evidence={
            "dates": {"2026-02": words(0), "2026-02-08": words(1)}, "numbers": {"0": words(2), "427": words(3)},
            "countries": {"KH": words(4)},
        },
    )  # fmt: skip
    assert canonical(written_and_read(record)) == canonical(record)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(records())
def test_a_record_comes_back_as_it_was(record: Record) -> None:
    back = written_and_read(record)
    expected, found = canonical(record), canonical(back)
    assert {k: v for k, v in found.items() if k != "operations"} == {
        k: v for k, v in expected.items() if k != "operations"
    }
    assert sorted(map(str, map(sorted_deeply, found["operations"]))) == sorted(
        map(str, map(sorted_deeply, expected["operations"]))
    )


def test_an_invented_announcement_comes_back_as_it_was(announce) -> None:
    record, text = announce("a-1")
    assert canonical(written_and_read(record, text)) | {"operations": []} == canonical(record) | {"operations": []}


def test_parts_come_back_by_position(announce) -> None:
    record, text = announce("a-1")
    assert [operation.parts for operation in written_and_read(record, text).operations] == [[], [0]]


@pytest.mark.parametrize("name", ["Ministry of Interior", "公安部"])
def test_an_unnamed_official_keeps_the_post_as_name(announce, name: str) -> None:
    told = {"role": Evidence(quote=TEXT[:2], start=0, end=2, confidence=1)}
    official = Official(name=f"Minister, {name}", role="Minister", evidence=told)
    record = Record(id="a-1", language="en", sha256="0" * 64, outcome="facts_found", officials=[official])
    assert written_and_read(record).officials == [official]
