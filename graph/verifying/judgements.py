"""Judgements of people: each is whole, and about members that there are."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from crackdown.graph.identity.index import Index
from crackdown.graph.storage.engine import Engine
from crackdown.graph.verifying.problem import RESTORE, Problem
from crackdown.ontology.terms import CONCEPTS, crk, graph, prov, rdf

_GRAPH = ox.NamedNode(graph.judgements)
_TYPE, _DECISION = ox.NamedNode(rdf.type), ox.NamedNode(crk.IdentityDecision)
_VERDICTS = {concept: name for name, concept in CONCEPTS["verdict"].items()}


def iter_holding(engine: Engine) -> Iterator[tuple[str, str, str]]:
    """Yield the two members and the verdict of each judgement that is whole and was not taken back."""
    for decision in _decisions(engine):
        members, verdicts = _values(engine, decision, crk.compares), _values(engine, decision, crk.verdict)
        if _values(engine, decision, prov.invalidatedAtTime) or len(members) != 2 or len(verdicts) != 1:
            continue
        if verdicts[0] in _VERDICTS:
            yield members[0], members[1], _VERDICTS[verdicts[0]]


def check_wholeness(engine: Engine) -> Iterator[Problem]:
    """Check that each judgement has all that makes one."""
    for decision in _decisions(engine):
        where, members = decision.value, _values(engine, decision, crk.compares)
        verdicts, people = (_values(engine, decision, name) for name in (crk.verdict, prov.wasAssociatedWith))
        if len(members) != 2:
            yield Problem("judgement", where, f"it compares {', '.join(members) or 'nothing'}", "two members", RESTORE)
        if len(verdicts) != 1 or verdicts[0] not in _VERDICTS:
            expected = "one of same, different, undecided"
            yield Problem("judgement", where, f"its verdict is {', '.join(verdicts) or 'missing'}", expected, RESTORE)
        if len(people) != 1:
            yield Problem("judgement", where, f"it names {len(people)} people", "the one who judged", RESTORE)


def check_members(engine: Engine, known: Engine) -> Iterator[Problem]:
    """Check that there is what judgements are about.

    Args:
        engine: what holds the store's graph.
        known: what holds an index of the members there are.
    """
    index = Index(known)
    for decision in _decisions(engine):
        where = decision.value
        for member in _values(engine, decision, crk.compares):
            if index.profile(member) is None:
                yield Problem(
                    "judgement", where, f"it is about {member}, of which no announcement tells", "one that there is",
                    "nothing, if its announcement was withdrawn or changed since: it counts again should it come back",
                    is_note=True,
                )  # fmt: skip


def _decisions(engine: Engine) -> Iterator[ox.NamedNode]:
    for quad in engine.quads_for_pattern(None, _TYPE, _DECISION, _GRAPH):
        if isinstance(quad.subject, ox.NamedNode):
            yield quad.subject


def _values(engine: Engine, subject: ox.NamedNode, predicate: str) -> list[str]:
    quads = engine.quads_for_pattern(subject, ox.NamedNode(predicate), None, _GRAPH)
    return sorted(quad.object.value for quad in quads if isinstance(quad.object, ox.NamedNode | ox.Literal))
