"""Who held a post on a day, inferred from dated statements that name the holder; never guessed, never stated as a fact.

"The interior minister" is a post. An official known by the post alone, in an announcement of day D, is taken for a
person only if announcements of days close to D show that person in the same post, and nobody else in between. Each
inference is a node of its own with the day, the days and claims it rests on, and the rule in words; it stands in
`graph:inferred`, apart from what announcements state, and goes where one of its statements goes.

What an announcement shows (its `Seat`s) stands in `graph:index`, so that the inferences of a store are a function of
its announcements, whatever the order in which they came and went.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, NamedTuple

import pyoxigraph as ox

from crackdown.graph import dates, iris
from crackdown.graph.announcement.actors import claims_of_holder
from crackdown.graph.announcement.posts import is_unnamed, posts_of
from crackdown.graph.announcement.record import Record
from crackdown.graph.identity import Assignment
from crackdown.graph.identity.delta import Delta
from crackdown.graph.storage.engine import Engine
from crackdown.graph.storage.oxigraph import Node
from crackdown.ontology.labels import label
from crackdown.ontology.terms import BASE, crk, graph, prov, rdf, rdfs, xsd

# On 663 records of eight years, each dated holder was hidden in turn and inferred from the others: up to 120 days away,
# 102 were inferred and not one was another person; the first that was lay 144 days away (docs/people.md).
MOST_DAYS: Final = 90
INFERRER: Final = f"{BASE}software/crackdown-holders"  # described by the reference graph
_SEATS, _SHOWS, _ASKS = (ox.NamedNode(f"{BASE}index#{name}") for name in ("seats", "shows", "asks"))


class Seat(NamedTuple):
    """One official in one post, as one announcement shows it.

    Attributes:
        announcement: its IRI.
        agency: the IRI by which the agency goes.
        role: the IRI of the role's concept.
        official: the IRI by which the official goes.
        first: the first day on which the announcement can have been published.
        last: the last one; the same where the day is known.
        is_named: whether the text names the official; if not, it is asked who that was.
        claims: the IRIs of what states it.
    """

    announcement: str
    agency: str
    role: str
    official: str
    first: str
    last: str
    is_named: bool
    claims: tuple[str, ...]

    @property
    def post(self) -> str:
        """What two seats of one post have in common."""
        return f"{self.agency} {self.role}"

    @property
    def day(self) -> date | None:
        """The day, None where only the month or the year is known."""
        return date.fromisoformat(self.first) if self.first == self.last else None


@dataclass(frozen=True, slots=True)
class Inference:
    """Who is taken for the holder, and the seats that show it."""

    asked: Seat
    holder: str
    because: tuple[Seat, ...]


def seats_of(record: Record, assignment: Assignment) -> list[Seat]:
    """List the officials that a dated record shows in a post, named or not."""
    if not record.published:
        return []
    days = dates.first_day(record.published), dates.last_day(record.published)
    found = []
    for official in record.officials:
        posts, is_named = posts_of(official, record.agencies), "name" in official.evidence
        if not is_named and (not is_unnamed(official) or days[0] != days[1]):
            continue
        claims = tuple(claims_of_holder(record, assignment, official)) if posts else ()
        for agency, role in posts if is_named else posts[:1]:
            who = assignment.officials[official.name]
            found.append(Seat(assignment.announcement, assignment.agencies[agency], role, who, *days, is_named, claims))
    return found


def infer(asked: Seat, shown: Iterable[Seat]) -> Inference | None:
    """Infer who held a post on the day of an announcement that names the post alone.

    The nearest dated statements on either side, `MOST_DAYS` away at most, must show one person, and no statement in
    between another one, be it dated by the month or the year alone.
    """
    day, shown = asked.day, [seat for seat in shown if seat.post == asked.post and seat.is_named]
    assert day is not None
    near = [(seat.day, seat) for seat in shown if seat.day and abs((seat.day - day).days) <= MOST_DAYS]
    before = max((one for one, _ in near if one <= day), default=None)
    after = min((one for one, _ in near if one >= day), default=None)
    because = sorted(seat for one, seat in near if one in (before, after))
    if len({seat.official for seat in because}) != 1:
        return None
    holder, days = because[0].official, {asked.first, *(seat.first for seat in because)}
    for seat in shown:
        if seat.official != holder and seat.first <= max(days) and seat.last >= min(days):
            return None
    return Inference(asked, holder, tuple(because))


class Holders:
    """The inferences of a store as they will be once the change at hand is written."""

    def __init__(self, engine: Engine, index: Delta) -> None:
        """Begin a change.

        Args:
            engine: what holds the store.
            index: the changes of `graph:index`, which take those of the seats along.
        """
        self.delta = Delta(engine, graph.inferred)
        self._index = index
        self._changed: set[Seat] = set()
        self._by_month: dict[tuple[str, ox.NamedNode, str], list[Seat]] = {}  # once all changes are taken over

    def replace(self, announcement: str, seats: Iterable[Seat]) -> None:
        """Take over whom an announcement shows in which post now instead of whom it showed before."""
        this, old, new = ox.NamedNode(announcement), set(self._seats(announcement)), sorted(set(seats))
        for seat in old:
            for key in _keys(seat):
                self._index.remove(this, _SHOWS if seat.is_named else _ASKS, key)
        for seat in new:
            for key in _keys(seat):
                self._index.add(this, _SHOWS if seat.is_named else _ASKS, key)
        written = json.dumps(new, ensure_ascii=False, separators=(",", ":"))
        self._index.set(this, _SEATS, ox.Literal(written) if new else None)
        self._changed |= old ^ set(new)
        self._by_month.clear()

    def conclude(self) -> None:
        """Infer anew whatever the seats that changed bear on, once all of them are taken over."""
        asked = {seat for seat in self._changed if not seat.is_named}
        for changed in self._changed:
            if changed.is_named:
                asked |= set(self._asked_near(changed))
        touched = set()
        for seat in sorted(asked):
            touched |= {ox.NamedNode(seat.official), *self._forget(ox.NamedNode(inference_iri(seat)))}
        for seat in sorted(asked):
            if seat in self._seats(seat.announcement):
                inference = infer(seat, self._around(seat, _SHOWS))
                for fact in _facts(inference) if inference else ():
                    self.delta.add(*fact)
        for official in touched:
            self._sum_up(official)

    def _asked_near(self, changed: Seat) -> Iterator[Seat]:
        """Yield the seats of a post named alone that a statement, come or gone, can bear on.

        Beyond the next day on which the post is shown, it is not the nearest.
        """
        asked = self._around(changed, _ASKS)
        if not asked:
            return
        shown = [seat.first for seat in self._around(changed, _SHOWS) if seat.day]
        first = max((day for day in shown if day < changed.first), default="")
        last = min((day for day in shown if day > changed.last), default="9999")
        yield from (seat for seat in asked if first <= seat.first <= last)

    def _sum_up(self, official: Node) -> None:
        """Have an official's inferred holders be those that its inferences name."""
        wanted = {
            holder
            for inference in self.delta.subjects(_UNNAMED, official)
            for holder in self.delta.objects(inference, _HOLDER)
        }
        for holder in set(self.delta.objects(official, _INFERRED)) - wanted:
            self.delta.remove(official, _INFERRED, holder)
        for holder in wanted:
            self.delta.add(official, _INFERRED, holder)

    def _forget(self, inference: Node) -> set[Node]:
        """Take an inference back; return the official it was about, where there was one."""
        officials = set(self.delta.objects(inference, _UNNAMED))
        for predicate in _PREDICATES:
            for value in list(self.delta.objects(inference, predicate)):
                self.delta.remove(inference, predicate, value)
        return officials

    def _seats(self, announcement: str) -> tuple[Seat, ...]:
        written = next(self._index.objects(ox.NamedNode(announcement), _SEATS), None)
        return _decode(written.value) if isinstance(written, ox.Literal) else ()

    def _around(self, seat: Seat, predicate: ox.NamedNode) -> list[Seat]:
        """List the seats of announcements that show, or ask for, a post within reach of one of its seats."""
        reach = timedelta(days=MOST_DAYS)
        first, last = date.fromisoformat(seat.first), date.fromisoformat(seat.last)
        months = _months(_shifted(first, -reach), _shifted(last, reach))
        return list(dict.fromkeys(one for month in months for one in self._in_month(seat.post, predicate, month)))

    def _in_month(self, post: str, predicate: ox.NamedNode, month: str) -> list[Seat]:
        key = (post, predicate, month)
        if key not in self._by_month:
            found = {
                seat
                for one in self._index.subjects(predicate, _key(post, month))
                if isinstance(one, ox.NamedNode)
                for seat in self._seats(one.value)
            }
            self._by_month[key] = sorted(
                seat for seat in found if seat.post == post and seat.is_named == (predicate == _SHOWS)
            )
        return self._by_month[key]


@lru_cache(maxsize=10_000)
def _decode(written: str) -> tuple[Seat, ...]:
    return tuple(Seat._make((*told, tuple(claims))) for *told, claims in json.loads(written))


def inference_iri(asked: Seat) -> str:
    """Name the inference about an official whom an announcement knows by the post alone."""
    return f"{asked.announcement}#holder/{iris.local_name(asked.official)}"


def _facts(inference: Inference) -> Iterator[tuple[Node, Node, Node]]:
    asked, node, day = inference.asked, ox.NamedNode(inference_iri(inference.asked)), ox.NamedNode(xsd.date)
    yield node, ox.NamedNode(rdf.type), ox.NamedNode(crk.Inference)
    yield node, _UNNAMED, ox.NamedNode(asked.official)
    yield node, _HOLDER, ox.NamedNode(inference.holder)
    yield node, ox.NamedNode(crk.inferredFor), ox.Literal(asked.first, datatype=day)
    for seat in inference.because:
        yield node, ox.NamedNode(crk.attestedOn), ox.Literal(seat.first, datatype=day)
    for claim in {claim for seat in (asked, *inference.because) for claim in seat.claims}:
        yield node, ox.NamedNode(prov.used), ox.NamedNode(claim)
    yield node, ox.NamedNode(prov.wasAssociatedWith), ox.NamedNode(INFERRER)
    yield node, ox.NamedNode(rdfs.comment), ox.Literal(in_words(inference), language="en")


def in_words(inference: Inference) -> str:
    """Say why somebody is taken for the holder, without names."""
    asked, shown = inference.asked, sorted({seat.first for seat in inference.because})
    told = len({seat.announcement for seat in inference.because})
    announcements = f"{told} announcement{'' if told == 1 else 's'}"
    return (
        f"on {asked.first} the {label(asked.role)} is named by the post alone; {announcements} of "
        f"{' and '.join(shown)} name the holder of the same post, and none in between names another "
        f"(rule: the nearest dated statements, no more than {MOST_DAYS} days away, must name one person)"
    )


def _keys(seat: Seat) -> Iterator[ox.Literal]:
    return (_key(seat.post, month) for month in _months(seat.first, seat.last))


def _key(post: str, month: str) -> ox.Literal:
    return ox.Literal(f"{post} {month}")


def _months(first: str, last: str) -> Iterator[str]:
    """Yield the months from one day to another.

    >>> list(_months("2025-12-31", "2026-02-01")), list(_months("9999-12-01", "9999-12-31"))
    (['2025-12', '2026-01', '2026-02'], ['9999-12'])
    """
    begin, end = (12 * int(day[:4]) + int(day[5:7]) - 1 for day in (first, last))
    for month in range(begin, end + 1):
        yield f"{month // 12:04}-{month % 12 + 1:02}"


def _shifted(day: date, by: timedelta) -> str:
    """Move a day, no farther than the calendar goes."""
    try:
        return (day + by).isoformat()
    except OverflowError:
        return day.isoformat()


_UNNAMED, _HOLDER, _INFERRED = (ox.NamedNode(name) for name in (crk.unnamedOfficial, crk.holder, crk.inferredHolder))
_PREDICATES = (
    _UNNAMED, _HOLDER,
    *(
        ox.NamedNode(name)
        for name in (
            rdf.type, crk.inferredFor, crk.attestedOn, prov.used, prov.wasAssociatedWith, rdfs.comment
        )
    ),
)  # fmt: skip
