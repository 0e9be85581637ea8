"""What announcements change in the identity of things: worked out here, written with the announcements.

Which things are one depends on all that the store's announcements state and on people's judgements, never on the order
in which they came: members that may be one are gathered over the whole store, grouped anew, and named by rules that
look at the group alone. Where a group got another name, the announcements that speak of it are to be written again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from crackdown.graph.announcement.record import Record
from crackdown.graph.identity.assignment import Assignment
from crackdown.graph.identity.clustering import cluster
from crackdown.graph.identity.comparison import Comparison
from crackdown.graph.identity.crowding import doublings, months_of
from crackdown.graph.identity.decisions import Decision, Decisions
from crackdown.graph.identity.form import FormProfile, Gist, Label, Mention
from crackdown.graph.identity.index import Index
from crackdown.graph.identity.keys import lookups_of
from crackdown.graph.identity.naming import name_of, owners_of, shared_name
from crackdown.graph.identity.operation_features import contradicts, keeps_apart
from crackdown.graph.identity.operation_profile import OperationProfile
from crackdown.graph.identity.scoring import ASK, SAME, Profile, Score
from crackdown.graph.identity.things import things_of
from crackdown.graph.storage.engine import Engine
from crackdown.ontology.terms import crk


class Resolution:
    """Works out one change; `index` and `decisions` then hold what is to be written."""

    def __init__(self, engine: Engine) -> None:
        self.index = Index(engine)
        self.decisions = Decisions(engine)
        self._comparison = Comparison(self.index)
        self._touched = _Touched()

    def replace(self, announcement: str, before: Record | None, after: Record | None) -> set[str]:
        """Take over what an announcement states now instead of what it stated before, and group anew.

        Returns:
            The announcements that are to be written because a thing of theirs goes by another IRI or label now.
        """
        self.take_over(announcement, before, after)
        return self.conclude()

    def take_over(self, announcement: str, before: Record | None, after: Record | None) -> None:
        """Take over what an announcement states now instead of what it stated before; `conclude` groups anew."""
        old, new, touched = things_of(before, announcement), things_of(after, announcement), self._touched
        for month in {month for _, operation in (*old.operations, *new.operations) for month in months_of(operation)}:
            if month not in touched.in_month:
                touched.in_month[month] = self.index.count_in_month(month)
        touched.members.update(
            mate for member in (*old.forms, *(name for name, _ in old.operations)) for mate in self._mates(member)
        )
        for form in {*old.forms, *new.forms} - touched.forms.keys():
            profile = touched.forms[form] = self._form(form)
            touched.before[form] = (profile.label, profile.gist) if profile else None
        if before:
            touched.unsettled.update((*old.forms, *new.forms))
        for form, mention in old.forms.items():
            self._count(form, mention, -1)
            self.index.withdraw(form, announcement)
        for member, _ in old.operations:
            self.index.set_profile(member, None)
            self.index.withdraw(member, announcement)
        for form, mention in new.forms.items():
            self._count(form, mention, 1)
            self.index.state(form, announcement)
        for member, operation in new.operations:
            self.index.set_profile(member, operation)
            self.index.state(member, announcement)
        touched.members.update((*old.forms, *new.forms), (name for name, _ in (*old.operations, *new.operations)))

    def conclude(self) -> set[str]:
        """Group anew whatever the announcements that were taken over bear on, once for all of them.

        Returns:
            The announcements that are to be written because a thing of theirs goes by another IRI or label now.
        """
        touched, self._touched = self._touched, _Touched()
        self._comparison.forget()
        for month, count in touched.in_month.items():
            if doublings(self.index.count_in_month(month)) != doublings(count):
                touched.members.update(self.index.in_month(month))  # all of them are alike by another chance now
        relabelled, settled = set(), set()
        for form, profile in touched.forms.items():
            now = profile if profile and profile.labels else None
            self.index.set_profile(form, now)
            before = touched.before[form]
            if before and (now is None or now.label != before[0]):
                relabelled.add(form)
            if before and now and now.gist == before[1] and form not in touched.unsettled:
                settled.add(form)
        return self.resolve(touched.members, relabelled, settled)

    def resolve(
        self, touched: Iterable[str], relabelled: Iterable[str] = (), settled: Collection[str] = ()
    ) -> set[str]:
        """Group anew all that may be one with these members.

        Args:
            touched: members that came, went, or of which more or less is told or judged.
            relabelled: those that go by another label.
            settled: those of the touched of which one more announcement tells nothing new.

        Returns:
            The announcements to be written.
        """
        touched = set(touched)
        moved: set[str] = set()
        for member in relabelled:
            canonical = self.index.canonical(member)
            moved.update(self.index.members_of(canonical) if canonical else ())
        seen: set[str] = set()
        for member in sorted(touched):
            if self._profile(member) is None:
                self._forget(member)
            elif member not in seen:
                component = self._component(member)
                seen |= component
                moved |= self._group(component)
        for member in sorted(seen & (touched | moved)):
            if member in settled and member not in moved:
                self.index.set_open(member, self._still_open(member, touched))
            else:
                self.index.set_open(member, self._open(member))
        return {announcement for member in moved for announcement in self.index.announcements(member)}

    def assignment(self, record: Record, announcement: str) -> Assignment:
        """Give every thing of a record the IRI it goes by, once `replace` has taken the record over."""
        things, assignment = things_of(record, announcement), Assignment(announcement)
        tables = {
            crk.Agency: assignment.agencies, crk.Official: assignment.officials,
            crk.Airport: assignment.airports, crk.Place: assignment.places,
        }  # fmt: skip
        for mention in things.mentions:
            canonical = self._canonical(mention.iri)
            tables[mention.type][mention.key] = canonical
            profile = self._profile(canonical)
            assignment.labels[canonical] = profile.label if isinstance(profile, FormProfile) else mention.label
        for airport in record.airports:
            if airport.iata:
                assignment.airports[airport.iata] = assignment.airports[airport.name]
        assignment.operations = [self._canonical(member) for member, _ in things.operations]
        return assignment

    def settle(self, member: str) -> set[str]:
        """Group all that may be one with a member as if nobody had yet, and return them; what is open stays unasked."""
        component = self._component(member)
        self._group(component)
        return component

    def compare(self, one: str, other: str) -> Score:
        """Compare two members."""
        return self._comparison.score(one, other)

    def candidates(self, member: str) -> Iterator[str]:
        """Yield the members that share a key with one, and may be it; each once."""
        profile = self._profile(member)
        found: set[str] = {member}
        for key in sorted(lookups_of(profile)) if profile else ():
            for other in self.index.with_key(key):
                if other not in found:
                    found.add(other)
                    yield other

    def is_forbidden(self, one: str, other: str) -> bool:
        """Tell whether two members cannot be one, whatever speaks for it."""
        return self._comparison.is_forbidden(one, other)

    def _component(self, start: str) -> set[str]:
        """Gather all members that are linked to one by a chain of pairs that may be the same."""
        component, agenda = {start}, [start]
        while agenda:
            for other in self._linked(agenda.pop()):
                if other not in component:
                    component.add(other)
                    agenda.append(other)
        return component

    def _linked(self, member: str) -> Iterator[str]:
        yield from self._mates(member)
        yield from (other for other in self.index.judged_same(member) if self._profile(other) is not None)
        this = self._profile(member)
        name = shared_name(this)
        for other in self.candidates(member):
            that = self._profile(other)
            if name is not None and shared_name(that) == name:
                yield other  # even if it cannot be the same: who goes by the shared name is decided among them all
            elif isinstance(this, OperationProfile) and isinstance(that, OperationProfile) and contradicts(this, that):
                continue
            elif self._is_worth_comparing(member, other) and self.compare(member, other).value >= SAME:
                yield other

    def is_comparable(self, one: str, other: str) -> bool:
        """Tell whether two members are things of one type."""
        return self._comparison.is_comparable(one, other)

    def _is_worth_comparing(self, member: str, other: str) -> bool:
        return self.is_comparable(member, other) and not self._comparison.is_pointless(member, other)

    def _mates(self, member: str) -> list[str]:
        """List the members that go by the same IRI, while they last."""
        canonical = self.index.canonical(member)
        mates = self.index.members_of(canonical) if canonical else []
        return [mate for mate in mates if mate != member and self._profile(mate) is not None]

    def _group(self, component: set[str]) -> set[str]:
        """Group the members of a component and name the groups; return those that go by another IRI now."""
        together = [
            (member, other) for member in component for other in self.index.judged_same(member) if other in component
        ]
        comparison = self._comparison
        groups = cluster(
            component, lambda a, b: self.compare(a, b).value, comparison.is_forbidden, together, comparison.are_apart
        )
        owners = owners_of(component, self._profile)
        moved = set()
        for group in groups:
            canonical = name_of(group, owners, self._profile)
            for member in group:
                if self.index.canonical(member) != canonical:
                    self.index.set_canonical(member, canonical)
                    moved.add(member)
                self.decisions.set(member, self._decision(member, group, canonical))
        return moved

    def _open(self, member: str) -> dict[str, float]:
        """Score those that the program would ask about: they go by another IRI, and may yet be the same thing."""
        this, canonical, found = self._profile(member), self._canonical(member), {}
        for other in self.candidates(member):
            that = self._profile(other)
            if isinstance(this, OperationProfile) and isinstance(that, OperationProfile) and keeps_apart(this, that):
                continue  # forbidden in any case, as all pairs of one dense text are: they need not be compared
            if self._is_worth_comparing(member, other) and self.index.canonical(other) not in {canonical, None}:
                value = self.compare(member, other).value
                if value >= ASK and not self.is_forbidden(member, other):
                    found[other] = value
        return found

    def _still_open(self, member: str, touched: set[str]) -> dict[str, float]:
        """Give what was open of a member of which nothing new is told, but for those now named beside it."""
        before = self.index.open_with(member)
        now = self._open(member) if before.keys() & touched else {}
        return {other: value for other, value in before.items() if other not in touched or other in now}

    def _form(self, form: str) -> FormProfile | None:
        profile = self.index.profile(form)
        return profile if isinstance(profile, FormProfile) else None

    def _decision(self, member: str, group: list[str], canonical: str) -> Decision | None:
        """Say why a member goes by another IRI than its own; None where it does not, or stands alone."""
        if member == canonical or len(group) == 1:
            return None
        partners = [other for other in group if other != member]
        judged = [other for other in self.index.judged_same(member) if other in group]
        best = max(judged or partners, key=lambda other: (self.compare(member, other).value, other))
        return Decision(canonical, best, self.compare(member, best), is_judged=bool(judged))

    def _forget(self, member: str) -> None:
        self.index.set_canonical(member, None)
        self.index.set_open(member, {})
        self.decisions.set(member, None)

    def _canonical(self, member: str) -> str:
        canonical = self.index.canonical(member)
        assert canonical is not None, member
        return canonical

    def _profile(self, member: str) -> Profile | None:
        return self._comparison.profile(member)

    def _count(self, form: str, mention: Mention, times: int) -> None:
        profile = self._touched.forms[form]
        if profile is None or not profile.labels:
            profile = FormProfile(mention.type, mention.country, is_post=mention.is_post)
            self._touched.forms[form] = profile
        profile.count(mention, times)


class _Touched:
    """What announcements that were taken over, and not concluded yet, bear on.

    Attributes:
        members: those that came, went, or of which more or less is told.
        forms: what is told of each of the forms among them now; the index is told once, at the end.
        before: by what label each form went before any of the announcements, and what it was compared by.
        unsettled: forms of announcements that said something else before.
        in_month: how many operations were told of in the months of their operations before any of them.
    """

    def __init__(self) -> None:
        self.members: set[str] = set()
        self.forms: dict[str, FormProfile | None] = {}
        self.before: dict[str, tuple[Label, Gist] | None] = {}
        self.unsettled: set[str] = set()
        self.in_month: dict[str, int] = {}
