"""What the store keeps of identity, copies and holders, beside what follows from its records (`anew.py`)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

import pyoxigraph as ox

from crackdown.graph.identity.decisions import decision_iri
from crackdown.graph.identity.index import Index
from crackdown.graph.storage.inference import Fact
from crackdown.graph.storage.oxigraph import Node
from crackdown.graph.verifying.problem import RESTORE, Problem, such_as
from crackdown.ontology.terms import BASE, crk, dcterms, graph, rdfs

Facts = set[Fact[Node]]
_REMEDY: Final = f"{RESTORE}, or load its announcements into a new folder"
_REPLACED, _COMPARES = ox.NamedNode(dcterms.isReplacedBy), ox.NamedNode(crk.compares)
_CONFIDENCE, _COMMENT = ox.NamedNode(crk.confidence), ox.NamedNode(rdfs.comment)


def check_decisions(stored: ox.Store, anew: ox.Store) -> Iterator[Problem]:
    """Compare the decisions of the program with those that follow from the records."""
    index = Index(anew)
    for subject, found, expected in differences(stored, anew, graph.identity):
        if not expected and not any(predicate in (_REPLACED, _COMPARES) for _, predicate, _ in found):
            continue  # what somebody else says of a thing
        if _is_told_by_its_decision(stored, anew, subject):
            continue
        unknown = [node.value for node in _compared(found) if not _exists(index, node)]
        told = f"it compares {', '.join(unknown)}, which no record tells of" if unknown else _decision(found)
        yield Problem("identity", str(subject.value), told, _decision(expected), _REMEDY)


def check_worked_out(stored: ox.Store, anew: ox.Store, *, has_texts: bool) -> Iterator[Problem]:
    """Compare what else is worked out: the index, the copies, the holders of posts.

    Args:
        stored: what holds the store's graph.
        anew: what follows from the records.
        has_texts: whether all texts could be read, which copies are found by.
    """
    checked = [("index", graph.index), ("holder", graph.inferred), *([("copy", graph.origins)] if has_texts else [])]
    for check, name in checked:
        for subject, found, expected in differences(stored, anew, name, _of_index(has_texts=has_texts)):
            more, less = sorted(map(_short, found - expected)), sorted(map(_short, expected - found))
            yield Problem(check, subject.value, such_as(more, len(more)), such_as(less, len(less)), _REMEDY)


def differences(
    one: ox.Store, other: ox.Store, name: str, of_index: Collection[ox.NamedNode] = ()
) -> Iterator[tuple[ox.NamedNode, Facts, Facts]]:
    """Yield each subject of which two engines say something else in a graph, with what each says.

    Args:
        one: one engine.
        other: the other.
        name: of the graph.
        of_index: of the index, the properties that are compared.
    """
    wanted = of_index if name == graph.index else None
    for subject in _subjects(one, name):
        found, expected = (_facts(engine, subject, name, wanted) for engine in (one, other))
        if found != expected:
            yield subject, found, expected
    for subject in _subjects(other, name):
        if not _facts(one, subject, name, None) and (expected := _facts(other, subject, name, wanted)):
            yield subject, set(), expected


def _subjects(engine: ox.Store, name: str) -> Iterator[ox.NamedNode]:
    """Yield the subjects of a graph; the engine keeps what is said of one together."""
    last = None
    for quad in engine.quads_for_pattern(None, None, None, ox.NamedNode(name)):
        if quad.subject != last and isinstance(quad.subject, ox.NamedNode):
            last = quad.subject
            yield last


def _facts(engine: ox.Store, subject: ox.NamedNode, name: str, wanted: Collection[ox.NamedNode] | None = None) -> Facts:
    quads = engine.quads_for_pattern(subject, None, None, ox.NamedNode(name))
    return {(quad.subject, quad.predicate, quad.object) for quad in quads if wanted is None or quad.predicate in wanted}


def _of_index(*, has_texts: bool) -> set[ox.NamedNode]:
    """List what of the index follows from records and texts; what is open is for asking a person, and decides nothing.

    Under which digest a record is kept follows from nothing: the records are found by it.
    """
    names = [
        "profile", "key", "canonical", "statedIn", "same", "different", "undecided", "seats", "shows", "asks",
        *(("fingerprint", "band", "alike") if has_texts else ()),
    ]  # fmt: skip
    return {ox.NamedNode(f"{BASE}index#{name}") for name in names}


def _is_told_by_its_decision(stored: ox.Store, anew: ox.Store, member: ox.NamedNode) -> bool:
    decision = ox.NamedNode(decision_iri(member.value))
    return _facts(stored, decision, graph.identity) != _facts(anew, decision, graph.identity)


def _compared(facts: Facts) -> list[ox.NamedNode]:
    found = (o for _, predicate, o in facts if predicate == _COMPARES and isinstance(o, ox.NamedNode))
    return sorted(found, key=str)


def _exists(index: Index, member: ox.NamedNode) -> bool:
    """Tell whether records tell of a member, or whether something goes by the IRI."""
    return index.profile(member.value) is not None or bool(index.members_of(member.value))


def _decision(facts: Facts) -> str:
    """Say in words what was decided."""
    if not facts:
        return "no decision"
    by = {predicate: value for _, predicate, value in facts}
    goes_by = by.get(_REPLACED)
    compared = " and ".join(node.value.removeprefix(BASE) for node in _compared(facts))
    confidence, why = by.get(_CONFIDENCE), by.get(_COMMENT)
    told = (
        f"goes by {goes_by.value.removeprefix(BASE)}" if isinstance(goes_by, ox.NamedNode) else "",
        f"compares {compared}" if compared else "",
        f"confidence {confidence.value}" if isinstance(confidence, ox.Literal) else "",
        why.value if isinstance(why, ox.Literal) else "",
    )
    return ", ".join(filter(None, told)) or f"{len(facts)} triples"


def _short(fact: Fact[Node]) -> str:
    _, predicate, value = fact
    words = str(value)
    return f"{predicate} {words if len(words) <= 100 else words[:100] + '…'}"
