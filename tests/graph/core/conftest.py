"""Records for the tests of the graph's core.

`announce` makes an invented announcement, whole with evidence; its arguments vary what two announcements may differ in.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from crackdown.graph.announcement.record import Agency, Airport, Evidence, Official, Operation, Record
from crackdown.graph.storage import writer
from crackdown.graph.storage.store import Store

GDI, MOI, EMBASSY = "General Department of Immigration", "Ministry of Interior", "Embassy of China in Cambodia"
TECHO = "Techo International Airport"
Announced = tuple[Record, str]
Announce = Callable[..., Announced]


def find(text: str, words: str, **more: object) -> Evidence:
    """Make the evidence that stands where the words first occur."""
    start = text.index(words)
    return Evidence(quote=words, start=start, end=start + len(words), confidence=0.9, **more)


def tell(
    record_id: str = "kh-gdi-2026-02-09-en", *, persons: int = 428, official: str = "Sok Dara", country: str = "KH"
) -> Announced:
    """Tell of a deportation, and of the running total it belongs to."""
    text = (
        "On 8 February 2026 the General Department of Immigration of the Ministry of Interior deported "
        f"{persons} foreigners, among them 26 women and 312 Chinese nationals, for online scams in Cambodia. "
        f"Lieutenant General {official}, Director General of the General Department of Immigration, led it with the "
        "Embassy of China in Cambodia. They flew from Techo International Airport in Phnom Penh. "
        "More than 1,000 foreigners were deported this month."
    )
    dara = Official(
        name=official, also=["Dara"], rank="Lieutenant General", role="Director General", agency=GDI,
        evidence={
            "name": find(text, official), "rank": find(text, "Lieutenant General"),
            "role": find(text, "Director General"), "agency": find(text, f"of the {GDI}"),
        },
    )  # fmt: skip
    record = Record(
        id=record_id, title="428 deported", url="https://example.org/428", language="en",
        published="2026-02-09", sha256="0" * 64,
        outcome="facts_found", notes=["A sentence was not read."], announced_by=[GDI], officials=[dara],
        agencies=[
            Agency(
                name=GDI, also=["GDI"], country=country, parent=MOI, kind="immigration",
                evidence={"name": find(text, GDI)},
            ),
            Agency(name=MOI, country=country, kind="ministry"),
            Agency(
                name=EMBASSY, country="CN", kind="embassy", accredited_to="KH",
                evidence={"name": find(text, EMBASSY)},
            ),
        ],
        countries=["CN", "KH"],
        airports=[Airport(name=TECHO, iata="KTI", icao="VDTI", country="KH", evidence={"name": find(text, TECHO)})],
        places=["Phnom Penh"], operations=[_deportation(text, persons, official, country), _total(text, country)],
        evidence={"announced_by": {GDI: find(text, GDI)}, "countries": {"KH": find(text, "Cambodia")}},
    )  # fmt: skip
    return record, text


def _deportation(text: str, persons: int, official: str, country: str) -> Operation:
    return Operation(
        kind="deportation", date="2026-02-08", persons=persons, women=26, nationalities={"CN": 312}, country=country,
        airports=["KTI"], places=["Phnom Penh"], agencies=[GDI], partners=[EMBASSY], officials=[official],
        offences=["online_scam"],
        evidence={
            "kind": find(text, "deported"), "date": find(text, "8 February 2026"),
            "persons": find(text, f"{persons} foreigners", printed=str(persons)),
            "women": find(text, "26 women", printed="26"),
            "nationalities": {"CN": find(text, "312 Chinese nationals", printed="312")},
            "country": find(text, "Cambodia"),
            "airports": {"KTI": find(text, TECHO)}, "places": {"Phnom Penh": find(text, "Phnom Penh")},
            "agencies": {GDI: find(text, GDI)}, "partners": {EMBASSY: find(text, EMBASSY)},
            "officials": {official: find(text, f"Lieutenant General {official}")},
            "offences": {"online_scam": find(text, "online scams")},
        },
    )  # fmt: skip


def _total(text: str, country: str) -> Operation:
    return Operation(
        kind="deportation", date="2026-02", persons=1000, country=country, total_of=True, parts=[0],
        evidence={
            "kind": find(text, "were deported"), "date": find(text, "this month"), "country": find(text, "Cambodia"),
            "persons": find(text, "More than 1,000 foreigners", precision="more_than", printed="1,000"),
            "total_of": find(text, "this month"), "parts": {"0": find(text, "More than 1,000 foreigners")},
        },
    )  # fmt: skip


def put(store: Store, announced: Announced, *, origin: str | None = None) -> str:
    """Store an announcement as coming from a place of its own, unless another is given."""
    record, text = announced
    return store.writer().put(record, text, origin=origin or record.id, publisher="GDI", media_type="text/plain")


@pytest.fixture(scope="session")
def announce() -> Announce:
    return tell


@pytest.fixture(scope="session")
def put_into() -> Callable[..., str]:
    return put


@pytest.fixture
def store() -> Store:
    return Store.open(None)


@pytest.fixture
def one_time(monkeypatch):
    """Have everything be written at one time, which stands in the graph."""

    class Frozen(datetime):
        @classmethod
        def now(cls, tz=None):  # noqa: ARG003  as it is called
            return datetime(2026, 3, 31, 12, tzinfo=UTC)

    monkeypatch.setattr(writer, "datetime", Frozen)
