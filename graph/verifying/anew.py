"""Identity, copies and holders worked out again from the records alone, beside the store, in a folder of their own.

What the store keeps of all this (`graph:index`, `graph:identity`, `graph:origins`, `graph:inferred`) is never asked:
the members of all records are written down first, then grouped, each group once. That they come out as in the store,
where they were grouped with each announcement that came, is what the order of loading must not change. It lies on the
disk; in memory is one announcement, or one group, at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from crackdown.graph.announcement.record import Record
from crackdown.graph.announcement.stated import Stated
from crackdown.graph.identity import Resolution
from crackdown.graph.identity.form import FormProfile
from crackdown.graph.identity.holders import Holders, seats_of
from crackdown.graph.identity.index import Index
from crackdown.graph.identity.things import things_of
from crackdown.graph.telling.copies import Copies, fingerprint_of
from crackdown.ontology.terms import BASE, graph

_STATED_IN: Final = ox.NamedNode(f"{BASE}index#statedIn")


class Anew:
    """What follows from records and judgements, in an engine of its own."""

    def __init__(self, folder: Path) -> None:
        """Begin with nothing, in a new folder."""
        self.engine = ox.Store(str(folder))

    def take(self, announcement: str, digest: str, record: Record) -> None:
        """Write down what one record names."""
        index, things = Index(self.engine), things_of(record, announcement)
        for form, mention in things.forms.items():
            known = index.profile(form)
            profile = known if isinstance(known, FormProfile) else None
            profile = profile or FormProfile(mention.type, mention.country, is_post=mention.is_post)
            profile.count(mention, 1)
            index.set_profile(form, profile)
            index.state(form, announcement)
        for member, operation in things.operations:
            index.set_profile(member, operation)
            index.state(member, announcement)
        index.set_archived(announcement, digest)
        index.delta.write()

    def judge(self, judged: Iterable[tuple[str, str, str]]) -> None:
        """Take over the judgements that hold: two members each, and the verdict."""
        index = Index(self.engine)
        for one, other, verdict in judged:
            index.judge(one, other, verdict)
        index.delta.write()

    def group(self, tell: Callable[[], object]) -> None:
        """Group all members that were written down, and give each group its IRI."""
        for member in self._members():
            tell()
            resolution = Resolution(self.engine)
            if resolution.index.canonical(member) is None:
                resolution.settle(member)
                resolution.index.delta.write()
                resolution.decisions.delta.write()

    def resolution(self) -> Resolution:
        """Return what tells by which IRIs things go."""
        return Resolution(self.engine)

    def follow(self, announcement: str, stated: Stated, text: str | None) -> None:
        """Work out whose copy a text is, and whom a record shows in which post, beside those taken over before."""
        resolution = Resolution(self.engine)
        index = resolution.index.delta
        copies, holders = Copies(self.engine, index), Holders(self.engine, index)
        copies.replace(announcement, fingerprint_of(stated, text))
        holders.replace(announcement, seats_of(stated.record, resolution.assignment(stated.record, announcement)))
        holders.conclude()
        for delta in (index, copies.delta, holders.delta):
            delta.write()

    def _members(self) -> Iterator[str]:
        """Yield the members, while their IRIs are being written."""
        for quad in self.engine.quads_for_pattern(None, _STATED_IN, None, ox.NamedNode(graph.index)):
            if isinstance(quad.subject, ox.NamedNode):
                yield quad.subject.value
