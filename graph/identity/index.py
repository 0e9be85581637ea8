"""The index of a store's things: what each is compared by, under which keys, in which announcements, and who is one.

It stands in a named graph of its own, `graph:index`, which is written in the transactions that bring the
announcements and is no part of the default graph. Nothing is kept in memory between transactions but decoded profiles,
so that a store of any size opens at once.

A member is a form (identity/form.py) or an operation as one announcement tells it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

import pyoxigraph as ox

from crackdown.graph.identity.delta import Delta
from crackdown.graph.identity.form import FormProfile
from crackdown.graph.identity.keys import keys_in_month, keys_of
from crackdown.graph.identity.operation_profile import OperationProfile
from crackdown.graph.identity.scoring import Profile
from crackdown.graph.iris import is_version
from crackdown.graph.storage.engine import Engine
from crackdown.ontology.terms import BASE, graph

_PROFILE, _KEY, _CANONICAL, _STATED_IN, ARCHIVED, _SAME, _DIFFERENT, _UNDECIDED, _OPEN = (
    ox.NamedNode(f"{BASE}index#{name}")
    for name in ("profile", "key", "canonical", "statedIn", "archived", "same", "different", "undecided", "open")
)
_OPERATIONS = f"{BASE}operation/"


class Index:
    """Reads the index as it will be once the change at hand is written."""

    def __init__(self, engine: Engine) -> None:
        self.delta = Delta(engine, graph.index)

    def profile(self, member: str) -> Profile | None:
        """Return what a member is compared by; None where there is no such member."""
        found = next(self.delta.objects(ox.NamedNode(member), _PROFILE), None)
        return _decode(_value(found)) if found is not None else None

    def set_profile(self, member: str, profile: Profile | None) -> None:
        """Keep what a member is compared by, and the keys that follow from it."""
        this, before = ox.NamedNode(member), self.profile(member)
        old = keys_of(before) if before else set()
        new = keys_of(profile) if profile else set()
        for key in old - new:
            self.delta.remove(this, _KEY, ox.Literal(key))
        for key in new - old:
            self.delta.add(this, _KEY, ox.Literal(key))
        self.delta.set(this, _PROFILE, ox.Literal(_encode(profile)) if profile else None)

    def with_key(self, key: str) -> Iterator[str]:
        """Yield the members that have a key."""
        return self._names(self.delta.subjects(_KEY, ox.Literal(key)))

    def in_month(self, month: str) -> list[str]:
        """List the operations of a country, kind and month, as `months_of` tells them."""
        return [member for key in keys_in_month(month) for member in self.with_key(key)]

    def count_in_month(self, month: str) -> int:
        """Count them."""
        return sum(1 for key in keys_in_month(month) for _ in self.with_key(key))

    def canonical(self, member: str) -> str | None:
        """Return the IRI by which a member goes in the graph."""
        found = next(self.delta.objects(ox.NamedNode(member), _CANONICAL), None)
        return _value(found) if found is not None else None

    def set_canonical(self, member: str, canonical: str | None) -> None:
        """Say by which IRI a member goes."""
        self.delta.set(ox.NamedNode(member), _CANONICAL, ox.NamedNode(canonical) if canonical else None)

    def members_of(self, canonical: str) -> list[str]:
        """List the members that go by an IRI."""
        return sorted(self._names(self.delta.subjects(_CANONICAL, ox.NamedNode(canonical))))

    def announcements(self, member: str) -> Iterator[str]:
        """Yield the announcements that name a member."""
        return self._names(self.delta.objects(ox.NamedNode(member), _STATED_IN))

    def operations_of(self, announcement: str) -> list[OperationProfile]:
        """List an announcement's operations, in its order."""
        named = self._names(self.delta.subjects(_STATED_IN, ox.NamedNode(announcement)))
        profiles = [self.profile(member) for member in named if member.startswith(_OPERATIONS)]
        found = [profile for profile in profiles if isinstance(profile, OperationProfile)]
        return sorted(found, key=lambda operation: operation.position)

    def is_stated_in(self, member: str, announcement: str) -> bool:
        """Tell whether an announcement names a member."""
        return self.delta.has((ox.NamedNode(member), _STATED_IN, ox.NamedNode(announcement)))

    def state(self, member: str, announcement: str) -> None:
        """Say that an announcement names a member."""
        self.delta.add(ox.NamedNode(member), _STATED_IN, ox.NamedNode(announcement))

    def withdraw(self, member: str, announcement: str) -> None:
        """Say that it does not any more."""
        self.delta.remove(ox.NamedNode(member), _STATED_IN, ox.NamedNode(announcement))

    def archived(self, announcement: str) -> str | None:
        """Return the digest under which the archive keeps an announcement's record."""
        found = next(self.delta.objects(ox.NamedNode(announcement), ARCHIVED), None)
        return _value(found) if found is not None else None

    def set_archived(self, announcement: str, digest: str | None) -> None:
        """Say under which digest the archive keeps an announcement's record."""
        self.delta.set(ox.NamedNode(announcement), ARCHIVED, ox.Literal(digest) if digest else None)

    def open_with(self, member: str) -> dict[str, float]:
        """Return the members of which it is open whether they are this one, with the scores."""
        return dict(map(_read_open, self.delta.objects(ox.NamedNode(member), _OPEN)))

    def set_open(self, member: str, others: Mapping[str, float]) -> None:
        """Say of which members it is open whether they are this one; both sides of a pair know it."""
        before = self.open_with(member)
        for other, score in before.items() - others.items():
            self.delta.remove(ox.NamedNode(member), _OPEN, _write_open(other, score))
            self.delta.remove(ox.NamedNode(other), _OPEN, _write_open(member, score))
        for other, score in others.items() - before.items():
            self.delta.add(ox.NamedNode(member), _OPEN, _write_open(other, score))
            self.delta.add(ox.NamedNode(other), _OPEN, _write_open(member, score))

    def judged_same(self, member: str) -> list[str]:
        """List the members that a person judged to be the same thing."""
        return self._judged(member, _SAME)

    def judged_different(self, member: str) -> list[str]:
        """List the members that a person judged to be another thing."""
        return self._judged(member, _DIFFERENT)

    def judged_undecided(self, member: str) -> list[str]:
        """List the members of which a person could not tell."""
        return self._judged(member, _UNDECIDED)

    def is_judged(self, member: str) -> bool:
        """Tell whether a person's verdict on a member holds; it does whether or not an announcement tells of it."""
        return any(self._judged(member, predicate) for predicate in (_SAME, _DIFFERENT, _UNDECIDED))

    def judge(self, one: str, other: str, verdict: str | None) -> None:
        """Keep a person's verdict ("same", "different", "undecided") on two members; None takes it back."""
        pair = [ox.NamedNode(name) for name in sorted((one, other))]
        for predicate, name in ((_SAME, "same"), (_DIFFERENT, "different"), (_UNDECIDED, "undecided")):
            if verdict == name:
                self.delta.add(pair[0], predicate, pair[1])
            else:
                self.delta.remove(pair[0], predicate, pair[1])

    def _judged(self, member: str, predicate: ox.NamedNode) -> list[str]:
        this = ox.NamedNode(member)
        return sorted(
            {*self._names(self.delta.objects(this, predicate)), *self._names(self.delta.subjects(predicate, this))}
        )

    def _names(self, nodes: Iterable[object]) -> Iterator[str]:
        return (node.value for node in nodes if isinstance(node, ox.NamedNode))


def iter_members(engine: Engine) -> Iterator[tuple[str, str]]:
    """Yield every member of a store with the IRI by which it goes."""
    for quad in engine.quads_for_pattern(None, _CANONICAL, None, ox.NamedNode(graph.index)):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
            yield quad.subject.value, quad.object.value


def iter_open(engine: Engine) -> Iterator[tuple[str, str, float]]:
    """Yield every pair of members of which it is open whether they are one, with its score; each pair once."""
    for quad in engine.quads_for_pattern(None, _OPEN, None, ox.NamedNode(graph.index)):
        other, score = _read_open(quad.object)
        if isinstance(quad.subject, ox.NamedNode) and quad.subject.value < other:
            yield quad.subject.value, other, score


def iter_archived(engine: Engine) -> Iterator[tuple[str, str]]:
    """Yield every announcement that takes part, with the digest of its archived record; no earlier version does."""
    for quad in engine.quads_for_pattern(None, ARCHIVED, None, ox.NamedNode(graph.index)):
        this, digest = quad.subject, quad.object
        if isinstance(this, ox.NamedNode) and isinstance(digest, ox.Literal) and not is_version(this.value):
            yield this.value, digest.value


def iter_judged(engine: Engine) -> Iterator[ox.Quad]:
    """Yield people's verdicts as the index holds them."""
    for predicate in (_SAME, _DIFFERENT, _UNDECIDED):
        yield from engine.quads_for_pattern(None, predicate, None, ox.NamedNode(graph.index))


def iter_judged_pairs(engine: Engine) -> Iterator[tuple[str, str]]:
    """Yield the pairs of members that people judged, however they did."""
    for quad in iter_judged(engine):
        yield _value(quad.subject), _value(quad.object)


def _write_open(other: str, score: float) -> ox.Literal:
    return ox.Literal(f"{score:.2f} {other}")


def _read_open(told: object) -> tuple[str, float]:
    score, _, other = _value(told).partition(" ")
    return other, float(score)


def _encode(profile: Profile) -> str:
    return json.dumps(profile.to_json(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _decode(text: str) -> Profile:
    values = json.loads(text)
    return FormProfile.from_json(values) if "labels" in values else _decode_operation(text)


@lru_cache(maxsize=100_000)
def _decode_operation(text: str) -> OperationProfile:
    return OperationProfile.from_json(json.loads(text))


def _value(node: object) -> str:
    assert isinstance(node, ox.NamedNode | ox.Literal)
    return node.value
