"""Why one thing is one: what was merged into it, by program or person, and what spoke for and against.

Each member that goes by another IRI than its own has a decision in the graph (`identity/decisions.py`); its words are
taken apart here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from crackdown.graph.identity.judgements import Judgement, read_judgements
from crackdown.graph.linking.network import Network
from crackdown.graph.linking.things import Node, to_id, to_iri
from crackdown.graph.sparql.query import load
from crackdown.graph.storage.view import View
from crackdown.graph.term import Term, iri

_REASON: Final = re.compile(r"(?:^|[;:] )([^;:()]+) \(([+-][0-9.]+)\)")
_LIKEST: Final = re.compile(r"(?:likest|judged by a person to be) ([^;:\s]+)")


@dataclass(frozen=True, slots=True)
class Person:
    """Who decided that two are one, when, and in what words."""

    by: str
    at: str
    why: str


@dataclass(frozen=True, slots=True)
class Merge:
    """One member that was merged: with which other it was compared, how surely the two are one, and why.

    `reasons` are what speaks for it and against it, each with its weight in log-odds; `person` is who decided, where a
    person did and not the program.
    """

    member: str
    likest: str | None
    confidence: float
    reasons: list[tuple[str, float]]
    person: Person | None
    announcements: list[Node]


def merges_into(view: View, network: Network, id_: str) -> list[Merge]:
    """List what was merged into a thing, the least sure first."""
    by_member: dict[str, list[dict[str, Term]]] = defaultdict(list)
    for row in view.select(load("merges"), thing=iri(to_iri(id_))):
        by_member[str(row["member"])].append(row)
    people = {frozenset((one.one, one.other)): Person(one.by, one.at, one.why) for one in _judged(view, by_member)}
    merges = [_merge(network, member, rows, people) for member, rows in by_member.items()]
    return sorted(merges, key=lambda merge: (merge.confidence, merge.member))


def _judged(view: View, members: Collection[str]) -> list[Judgement]:
    return [
        one for one in read_judgements(view) if one.verdict == "same" and not {one.one, one.other}.isdisjoint(members)
    ]


def _merge(network: Network, member: str, rows: list[dict[str, Term]], people: dict[frozenset[str], Person]) -> Merge:
    why = str(rows[0]["why"])
    likest = _LIKEST.match(why)
    partner = to_iri(likest[1]) if likest else None
    told_in = sorted({to_id(str(row["announcement"])) for row in rows if "announcement" in row})
    return Merge(
        member=to_id(member),
        likest=to_id(partner) if partner else None,
        confidence=float(str(rows[0]["confidence"])),
        reasons=[(name.strip(), float(weight)) for name, weight in _REASON.findall(why)],
        person=people.get(frozenset((member, partner or ""))),
        announcements=[network.nodes[one] for one in told_in if one in network.nodes],
    )
