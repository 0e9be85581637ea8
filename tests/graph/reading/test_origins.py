"""Origins are counted, not articles: copies of one text are one, and so are a speaker's words in three languages."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence

import pytest

from crackdown.errors import NotFound
from crackdown.graph.announcement.record import Agency, Evidence, Official, Operation, Record
from crackdown.graph.linking.network import Network, network_of
from crackdown.graph.storage.store import Store
from crackdown.graph.telling.tellers import Telling, telling_of
from crackdown.ontology.terms import crk

SEEN = Evidence(quote="P", start=0, end=1, confidence=1)
FLIGHT = "operation/kh-2026-02-08-deportation-312"
GDI, MOI, VEASNA = "General Department of Immigration", "Ministry of Interior", "Sok Veasna"
WIRE = (
    "PHNOM PENH — A chartered plane took foreigners who had run online scams from a compound by the sea out of the "
    "country at night, immigration officials declared; others will follow as soon as their papers are complete. "
    "Police had searched the buildings for days and carried away computers, telephones and boxes of passports."
)


def report(name: str, *speakers: str, language: str = "en", published: str | None = "2026-02-09") -> Record:
    """Report the one flight in the words of some of the GDI, its director and the ministry."""
    facts = {"kind": "deportation", "date": "2026-02-08", "persons": 312, "country": "KH"}
    official = Official(
        name=VEASNA, agency=GDI, role="Director General", evidence={"name": SEEN, "agency": SEEN, "role": SEEN}
    )
    return Record(
        id=name, language=language, published=published, sha256=hashlib.sha256(name.encode()).hexdigest(),
        outcome="facts_found", announced_by=list(speakers), officials=[official],
        agencies=[Agency(name=one, country="KH", evidence={"name": SEEN}) for one in (GDI, MOI)],
        operations=[
            Operation(**facts, agencies=[GDI], evidence={**dict.fromkeys(facts, SEEN), "agencies": {GDI: SEEN}})  # type: ignore[arg-type]
        ],
        evidence={"announced_by": dict.fromkeys(speakers, SEEN)},
    )  # fmt: skip


Told = tuple[Record, str, str | None]


def load(*told: Told) -> Store:
    store = Store.open(None)
    for record, text, publisher in told:
        store.writer().put(record, text, origin=record.id, publisher=publisher, media_type="text/plain")
    return store


def tell(*told: Told) -> Telling:
    return telling_of(load(*told).view(), FLIGHT)


def shape(telling: Telling) -> list[tuple[list[str], list[tuple[str, list[str]]]]]:
    """Return speakers and, by report, its copies, all by the end of their ids."""

    def last(id_: str) -> str:
        return id_.rsplit("/", 1)[-1]

    return [
        (
            [speaker.label for speaker in origin.speakers],
            [
                (last(one.announcement.id), [last(copy.announcement.id) for copy in one.copies])
                for one in origin.reports
            ],
        )
        for origin in telling.origins
    ]


def short(name: str) -> str:
    """Write a text of one's own, too short to be compared."""
    return f"P {name}"


def test_five_copies_of_one_text_are_one_origin() -> None:
    copies = [(report(f"c{n}", published=f"2026-02-{10 + n}"), WIRE, f"Paper {n}") for n in range(5)]
    telling = tell(*copies)
    assert str(telling) == "told by 5 announcements, 1 independent origin"
    assert shape(telling) == [(["Paper 0"], [("c0", ["c1", "c2", "c3", "c4"])])]
    assert telling.origins[0].reports[0].copies[0].likeness == 1.0


def test_translations_of_one_speaker_s_words_are_reports_of_one_origin_and_no_copies() -> None:
    told = [(report(one, GDI, language=one), short(one), f"Paper {one}") for one in ("en", "fr", "km")]
    assert shape(tell(*told)) == [([GDI], [("en", []), ("fr", []), ("km", [])])]


def test_an_official_speaks_for_the_agency_he_serves_in() -> None:
    telling = tell((report("a", GDI), short("a"), None), (report("b", VEASNA), short("b"), None))
    assert shape(telling) == [([GDI, VEASNA], [("a", []), ("b", [])])]


def test_two_speakers_are_two_origins_and_what_both_said_together_is_no_third() -> None:
    both = (report("c", GDI, MOI), short("c"), None)
    told = [(report("a", GDI), short("a"), None), (report("b", MOI), short("b"), None), both]
    assert len(tell(*told).origins) == 2
    assert len(tell(both).origins) == 1


def test_a_publisher_speaks_where_nobody_else_is_named() -> None:
    told = [(report(one, published=f"2026-02-1{one}"), short(one), "The Post") for one in "12"]
    assert shape(tell(*told)) == [(["The Post"], [("1", []), ("2", [])])]


def test_an_agency_that_publishes_itself_is_the_speaker() -> None:
    telling = tell((report("a"), short("a"), GDI.upper()), (report("b", GDI), short("b"), "The Post"))
    assert shape(telling) == [([GDI], [("a", []), ("b", [])])]


def test_what_tells_neither_speaker_nor_publisher_stands_for_itself() -> None:
    assert shape(tell(*((report(one), short(one), None) for one in "ab"))) == [([], [("a", [])]), ([], [("b", [])])]


def test_a_copy_has_the_speaker_that_its_original_names() -> None:
    told = [(report("a", GDI), WIRE, "Agency"), (report("b", published="2026-02-11"), WIRE, "Paper")]
    assert shape(tell(*told)) == [([GDI], [("a", ["b"])])]


def test_a_copy_whose_original_does_not_tell_of_the_thing_stands_by_itself() -> None:
    silent = report("a", GDI).model_copy(update={"operations": []})
    telling = tell((silent, WIRE, "Agency"), (report("b", published="2026-02-11"), WIRE, "Paper"))
    assert shape(telling) == [([GDI], [("b", [])])]
    assert telling.origins[0].reports[0].copy_of == "announcement/a"


def test_an_edge_weighs_its_independent_origins() -> None:
    told = [(report(f"c{n}", published=f"2026-02-{10 + n}"), WIRE, f"Paper {n}") for n in range(3)]
    edge = _network(*told, (report("d", MOI), short("d"), None)).edge(
        FLIGHT, "agency/kh-general-department-of-immigration", crk.carriedOutBy
    )
    assert edge
    assert (edge.claims, edge.origins, edge.announcements) == (4, 2, 4)


def test_origins_do_not_depend_on_the_order_of_loading() -> None:
    told: Sequence[Told] = [
        (report("a", GDI), WIRE, "Agency"), (report("b", VEASNA, language="fr"), short("b"), None),
        (report("c", published=None), WIRE, "Paper"), (report("d", MOI, GDI), short("d"), None),
        (report("e", MOI), short("e"), None), (report("f"), short("f"), "Paper"),
    ]  # fmt: skip
    wanted = shape(tell(*told))
    for seed in range(3):
        assert shape(tell(*random.Random(seed).sample(told, len(told)))) == wanted


def test_an_announcement_is_told_by_its_family() -> None:
    store = load((report("a", GDI), WIRE, "Agency"), (report("b", published="2026-02-11"), WIRE, "Paper"))
    assert shape(telling_of(store.view(), "announcement/b")) == [([GDI], [("a", ["b"])])]


def test_nothing_tells_of_what_is_not_there() -> None:
    with pytest.raises(NotFound):
        telling_of(load().view(), FLIGHT)


def _network(*told: Told) -> Network:
    return network_of(load(*told).view())
