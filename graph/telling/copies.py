"""Copies: which announcements tell one text again, and which of them was first.

Two announcements whose texts are nearly the same are alike; a chain of likeness makes a family, in which the earliest
published is the original and the others are its copies. A family is a function of its members, so that the order of
loading does not matter and withdrawing undoes it. Fingerprints and likenesses stand in `graph:index`, what follows
(`crk:copyOf`, `prov:wasDerivedFrom`) in `graph:origins`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

import pyoxigraph as ox

from crackdown.graph.announcement.stated import Stated
from crackdown.graph.dates import day_public
from crackdown.graph.identity.delta import Delta
from crackdown.graph.storage.engine import Engine
from crackdown.graph.telling.fingerprint import Fingerprint, fingerprint
from crackdown.ontology.terms import BASE, crk, graph, prov

NO_TEXT: Final = "application/json"  # a record is nobody's wording: its lines are its fields
_TERMS = f"{BASE}index#"
_FINGERPRINT, _BAND, _ALIKE = (ox.NamedNode(_TERMS + name) for name in ("fingerprint", "band", "alike"))
_COPY_OF, _DERIVED = ox.NamedNode(crk.copyOf), ox.NamedNode(prov.wasDerivedFrom)
_UNDATED = "9999-12-31"


class Copies:
    """Works out what one announcement changes; `delta` and the index's then hold what is to be written."""

    def __init__(self, engine: Engine, index: Delta) -> None:
        self.delta = Delta(engine, graph.origins)
        self._index = index

    def replace(self, announcement: str, text: Fingerprint | None) -> None:
        """Compare an announcement's text instead of the one it had before; None: it has none, or is withdrawn."""
        this = ox.NamedNode(announcement)
        touched = {announcement, *self._alike(announcement)}
        if self.fingerprint(announcement) != text:
            self._set_fingerprint(this, text)
        for other in list(self._alike(announcement)):
            self._index.remove(*_link(announcement, other))
        for other in self._candidates(announcement, text) if text else ():
            known = self.fingerprint(other)
            if text and known and text.is_copy(known):
                self._index.add(*_link(announcement, other))
                touched.add(other)
        while touched:
            family = self._family(touched.pop())
            touched -= family
            self._name(family)

    def fingerprint(self, announcement: str) -> Fingerprint | None:
        """Return what an announcement's text is compared by, None where it is not compared."""
        found = next(self._index.objects(ox.NamedNode(announcement), _FINGERPRINT), None)
        return _decode(found.value) if isinstance(found, ox.Literal) else None

    def _set_fingerprint(self, this: ox.NamedNode, text: Fingerprint | None) -> None:
        wanted = {ox.Literal(band) for band in text.bands()} if text else set()
        for band in list(self._index.objects(this, _BAND)):
            if band not in wanted:
                self._index.remove(this, _BAND, band)
        for band in wanted:
            self._index.add(this, _BAND, band)
        self._index.set(this, _FINGERPRINT, ox.Literal(text.to_json()) if text else None)

    def _candidates(self, announcement: str, text: Fingerprint) -> set[str]:
        found = {
            node.value
            for band in text.bands()
            for node in self._index.subjects(_BAND, ox.Literal(band))
            if isinstance(node, ox.NamedNode)
        }
        return found - {announcement}

    def _alike(self, announcement: str) -> Iterator[str]:
        this = ox.NamedNode(announcement)
        for node in (*self._index.objects(this, _ALIKE), *self._index.subjects(_ALIKE, this)):
            if isinstance(node, ox.NamedNode):
                yield node.value

    def _family(self, start: str) -> set[str]:
        family, agenda = {start}, [start]
        while agenda:
            for other in self._alike(agenda.pop()):
                if other not in family:
                    family.add(other)
                    agenda.append(other)
        return family

    def _name(self, family: Iterable[str]) -> None:
        """Say of all but the earliest published that they are copies of it."""
        original = min(family, key=self._told_first)
        for member in family:
            this = ox.NamedNode(member)
            for predicate in (_COPY_OF, _DERIVED):
                self.delta.set(this, predicate, None if member == original else ox.NamedNode(original))

    def _told_first(self, announcement: str) -> tuple[str, str]:
        text = self.fingerprint(announcement)
        published = text.published if text else None
        return day_public(published) if published else _UNDATED, announcement


def fingerprint_of(stated: Stated | None, text: str | None) -> Fingerprint | None:
    """Take the fingerprint of an announcement's text; None where it has none that is worth comparing."""
    if stated is None or text is None or stated.source.media_type == NO_TEXT:
        return None
    record = stated.record
    return fingerprint(text, language=record.language, published=record.published)


def likeness(engine: Engine, one: str, other: str) -> float | None:
    """Estimate how alike two announcements' texts are; None where either is not compared."""
    copies = Copies(engine, Delta(engine, graph.index))
    first, second = copies.fingerprint(one), copies.fingerprint(other)
    return first.likeness(second) if first and second else None


def _link(one: str, other: str) -> tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode]:
    first, second = sorted((one, other))
    return ox.NamedNode(first), _ALIKE, ox.NamedNode(second)


@lru_cache(maxsize=20_000)
def _decode(text: str) -> Fingerprint:
    return Fingerprint.from_json(text)
