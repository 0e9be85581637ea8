"""What people decided: that two members are the same thing, different things, or cannot be told apart yet.

A judgement outranks the program. It is about two members, by their own IRIs, so that loading announcements again
neither loses nor repeats it. Taken back, it stays on record with the time at which it ceased to hold.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, Literal

import pyoxigraph as ox

from crackdown.errors import InputError, NotFound
from crackdown.graph import iris
from crackdown.graph.identity.delta import Delta
from crackdown.graph.identity.operation_profile import OperationProfile
from crackdown.graph.sparql.query import load
from crackdown.graph.storage.engine import Engine
from crackdown.graph.term import iri as to_iri
from crackdown.ontology.terms import BASE, CONCEPTS, crk, graph, prov, rdf, rdfs, xsd

if TYPE_CHECKING:
    from crackdown.graph.identity.index import Index
    from crackdown.graph.storage.view import View

Verdict = Literal["same", "different", "undecided"]
VERDICTS: Final[tuple[Verdict, ...]] = ("same", "different", "undecided")


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision of a person.

    Attributes:
        iri: of the decision.
        one: the first member's IRI.
        other: the second member's.
        verdict: what was decided.
        by: who decided.
        at: when, ISO 8601 in UTC.
        why: in that person's words; "" where none were given.
        taken_back_at: when it ceased to hold; None while it holds.
    """

    iri: str
    one: str
    other: str
    verdict: Verdict
    by: str
    at: str
    why: str
    taken_back_at: str | None = None


def member_of(index: Index, name: str) -> str:
    """Find the member that an IRI, or the end of one, means: a member itself, or the only one that goes by it.

    A member that no announcement tells of any more is found as long as a judgement on it holds.

    Raises:
        NotFound: there is no such thing.
        InputError: what is named can be no IRI; or several members go by it, and one of them has to be named.
    """
    iri = str(to_iri(name if name.startswith(BASE) else BASE + name))
    members = index.members_of(iri)
    if index.profile(iri) is not None:
        return iri
    if not members:
        if index.is_judged(iri):
            return iri
        raise NotFound(
            f"nothing goes by {name}; list members with: crackdown clusters, or look for it: crackdown show NAME"
        )
    if len(members) > 1:
        raise InputError(f"{name} is made of {len(members)} members; name one of: {', '.join(members)}")
    return members[0]


def judge(index: Index, one: str, other: str, verdict: Verdict | None) -> None:
    """Have the index know a verdict; None takes back what was decided.

    Raises:
        NotFound: no announcement tells of one of them any more, so that all to be done is to take a judgement back.
        InputError: the two are not comparable, or are operations that one announcement tells apart, or would make such
            operations one by what was judged before.
    """
    a, b = index.profile(one), index.profile(other)
    if one == other:
        raise InputError(f"{one} is one member; name two")
    if a is None or b is None:
        if verdict is not None:
            raise NotFound(f"{one if a is None else other} is told of no more; a judgement on it can but be taken back")
    elif type(a) is not type(b) or getattr(a, "type", None) != getattr(b, "type", None):
        raise InputError(f"{one} and {other} are things of two types; only like can be compared with like")
    if verdict == "same" and isinstance(a, OperationProfile):
        _refuse_to_join(index, one, other)
    index.judge(one, other, verdict)


def _refuse_to_join(index: Index, one: str, other: str) -> None:
    """Refuse to make two operations of one announcement one, be it by way of others: it counts them apart."""
    told: dict[str, str] = {}
    for member in (one, other, *(_judged_one_with(index, one) | _judged_one_with(index, other)) - {one, other}):
        for announcement in index.announcements(member):
            mate = told.setdefault(announcement, member)
            if mate != member:
                way = "" if {mate, member} == {one, other} else ", and would be one by what was judged before"
                raise InputError(
                    f"{mate} and {member} are two operations of one announcement, which counts them apart{way}"
                )


def _judged_one_with(index: Index, member: str) -> set[str]:
    """Return all that people judged to be one with a member, be it by way of others, the member among them."""
    found, agenda = {member}, [member]
    while agenda:
        new = set(index.judged_same(agenda.pop())) - found
        found |= new
        agenda += new
    return found


def record(engine: Engine, one: str, other: str, verdict: Verdict | None, by: str, why: str) -> Delta:
    """Write a judgement down, and the end of those on the same two members that it replaces."""
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    delta = Delta(engine, graph.judgements)
    pair = [ox.NamedNode(name) for name in sorted((one, other))]
    ended, at = ox.NamedNode(prov.invalidatedAtTime), ox.Literal(now, datatype=ox.NamedNode(xsd.dateTime))
    for earlier in set(delta.subjects(_COMPARES, pair[0])) & set(delta.subjects(_COMPARES, pair[1])):
        if next(delta.objects(earlier, ended), None) is None:
            delta.add(earlier, ended, at)
    if verdict is None:
        return delta
    node, person = _decision(delta, pair[0].value, pair[1].value, now), ox.NamedNode(iris.mint_reviewer(by))
    for predicate, value in (
        (rdf.type, ox.NamedNode(crk.IdentityDecision)),
        (crk.compares, pair[0]),
        (crk.compares, pair[1]),
        (crk.verdict, ox.NamedNode(CONCEPTS["verdict"][verdict])),
        (prov.wasAssociatedWith, person),
        (prov.endedAtTime, at),
    ):
        delta.add(node, ox.NamedNode(predicate), value)
    if why:
        delta.add(node, ox.NamedNode(rdfs.comment), ox.Literal(why))
    delta.add(person, ox.NamedNode(rdf.type), ox.NamedNode(prov.Agent))
    delta.add(person, ox.NamedNode(rdfs.label), ox.Literal(by))
    return delta


def _decision(delta: Delta, *told: str) -> ox.NamedNode:
    """Name a decision by its pair and moment; a second one of that moment, by which it is besides."""
    number = 1
    while True:
        named = (*told, str(number)) if number > 1 else told
        node = ox.NamedNode(f"{BASE}decision/{hashlib.sha256(chr(0).join(named).encode()).hexdigest()[:16]}")
        if next(delta.objects(node, ox.NamedNode(rdf.type)), None) is None:
            return node
        number += 1


def read_judgements(view: View, *, taken_back: bool = False) -> list[Judgement]:
    """List the judgements of a store, the latest first; those taken back only on request."""
    by_decision: dict[str, list[dict[str, str]]] = {}
    for row in view.select(load("judgements")):
        by_decision.setdefault(str(row["decision"]), []).append({name: str(value) for name, value in row.items()})
    found = [_judgement(iri, rows) for iri, rows in by_decision.items()]
    kept = [judgement for judgement in found if taken_back or judgement.taken_back_at is None]
    return sorted(kept, key=lambda judgement: (judgement.at, judgement.iri), reverse=True)


def _judgement(iri: str, rows: list[dict[str, str]]) -> Judgement:
    first, (one, other) = rows[0], sorted({row["member"] for row in rows})
    verdict = next(key for key, concept in CONCEPTS["verdict"].items() if concept == first["verdict"])
    assert verdict in VERDICTS
    return Judgement(iri, one, other, verdict, first["by"], first["at"], first.get("why", ""), first.get("ended"))


def conflicts(index: Index, judgements: Iterable[Judgement]) -> list[Judgement]:
    """List the judgements "different" whose two members other judgements have made one."""
    return [
        judgement
        for judgement in judgements
        if judgement.verdict == "different"
        and judgement.taken_back_at is None
        and (canonical := index.canonical(judgement.one)) is not None
        and canonical == index.canonical(judgement.other)
    ]


_COMPARES = ox.NamedNode(crk.compares)
