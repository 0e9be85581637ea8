"""Who is who over many records at once, in parts that share nothing: keys → pairs → scores → groups → IRIs.

What the store decides one announcement after the other is decided here for all of them, by the same keys, features,
weights, prohibitions and names, and comes out the same; what people judged plays no part. Each step takes its items
from buckets, so that an engine may do the buckets on many machines (`Shuffle`); no step but the gathering of chains
sees all of them.
"""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import combinations
from typing import Any, NamedTuple, Protocol

from crackdown.graph.announcement.record import Record
from crackdown.graph.identity.clustering import cluster
from crackdown.graph.identity.clusters import Cluster, iter_listed
from crackdown.graph.identity.comparison import Comparison
from crackdown.graph.identity.crowding import doublings, months_of
from crackdown.graph.identity.form import FormProfile, Mention
from crackdown.graph.identity.keys import keys_of, lookups_of
from crackdown.graph.identity.naming import name_of, owners_of, shared_name
from crackdown.graph.identity.operation_features import contradicts
from crackdown.graph.identity.operation_profile import OperationProfile
from crackdown.graph.identity.scoring import SAME, Profile
from crackdown.graph.identity.things import things_of

Buckets = list[list[Any]]
Given = tuple[str, Record]  # an announcement's IRI and what it states
Chains = dict[str, int]  # the members that are linked to others, with the number of their chain

_ANNOUNCEMENTS = 500  # a batch: some seconds of work


class Shuffle(Protocol):
    """What does the work: every batch is split into buckets, and what all batches put into a bucket is joined."""

    def __call__(
        self, batches: Sequence[Any], split: Callable[[Any, int], Buckets], join: Callable[[list[Any]], list[Any]]
    ) -> list[Any]:
        """Return what each bucket came to, one item a bucket, as what the next shuffle takes for its batches."""
        ...

    def values(self, batches: Iterable[Any]) -> Iterator[list[Any]]:
        """Yield what batches hold."""
        ...


class Here:
    """Does it in this process."""

    def __init__(self, buckets: int = 1) -> None:
        self._buckets = buckets

    def __call__(
        self, batches: Sequence[Any], split: Callable[[Any, int], Buckets], join: Callable[[list[Any]], list[Any]]
    ) -> list[Any]:
        """See `Shuffle`."""
        parts = [split(batch, self._buckets) for batch in batches]
        return [join([item for part in parts for item in part[bucket]]) for bucket in range(self._buckets)]

    def values(self, batches: Iterable[Any]) -> Iterator[list[Any]]:
        """See `Shuffle`."""
        return iter(batches)


class Told(NamedTuple):
    """A member with all that comparing it takes.

    Attributes:
        member: its IRI.
        profile: what it is compared by.
        announcements: those that name it.
        beside: of an operation, all operations of its announcement in their order.
    """

    member: str
    profile: Profile
    announcements: frozenset[str]
    beside: tuple[OperationProfile, ...]


def resolve_all(given: Iterable[Given], shuffle: Shuffle) -> list[Cluster]:
    """Say which things of announcements are one.

    Args:
        given: the announcements' IRIs, each once, with what they state.
        shuffle: does the work.

    Returns:
        The clusters that `read_clusters` reads of a store that holds them, judged by nobody.
    """
    records = list(given)
    batches = [records[at : at + _ANNOUNCEMENTS] for at in range(0, len(records), _ANNOUNCEMENTS)]
    told = shuffle(batches, _split_things, _join_things)
    months = shuffle(told, _split_by_month, _join_months)
    in_month = dict(one for found in shuffle.values(months) for one in found)
    links = shuffle(told, _split_by_key, partial(_join_pairs, in_month=in_month))
    chains = _chains(pair for found in shuffle.values(links) for pair in found)
    grouped = shuffle(
        told,
        partial(_split_by_chain, chains=chains),
        partial(_join_chains, chains=chains, in_month=in_month),
    )
    canonical = dict(one for found in shuffle.values(grouped) for one in found)
    clusters: dict[tuple[str, str], Cluster] = {}
    for announcement, record in sorted(records, key=lambda one: one[0]):
        for type_, member, position, name in iter_listed(record, things_of(record, announcement)):
            iri = canonical[member]
            found = clusters.setdefault((type_, iri), Cluster(iri, type_))
            found.members.append(f"{record.id}#{position}")
            found.names.add(name)
    return [clusters[key] for key in sorted(clusters)]


def _bucket(text: str, buckets: int) -> int:
    return zlib.crc32(text.encode("utf-8", "surrogatepass")) % buckets


def _split_things(batch: list[Given], buckets: int) -> Buckets:
    """Put an announcement's operations, whole, and what it says of each form into buckets."""
    found: Buckets = [[] for _ in range(buckets)]
    for announcement, record in batch:
        things = things_of(record, announcement)
        beside = tuple(profile for _, profile in things.operations)
        for member, profile in things.operations:
            told = Told(member, profile, frozenset((announcement,)), beside)
            found[_bucket(member, buckets)].append(told)
        for form, mention in things.forms.items():
            found[_bucket(form, buckets)].append((form, announcement, mention))
    return found


def _join_things(items: list[Any]) -> list[Told]:
    """Gather what all announcements say of each form."""
    forms: defaultdict[str, list[tuple[str, Mention]]] = defaultdict(list)
    found = []
    for item in items:
        if isinstance(item, Told):
            found.append(item)
        else:
            form, announcement, mention = item
            forms[form].append((announcement, mention))
    for form, mentions in forms.items():
        first = mentions[0][1]
        profile = FormProfile(first.type, first.country, is_post=first.is_post)
        for _, mention in mentions:
            profile.count(mention, 1)
        found.append(Told(form, profile, frozenset(announcement for announcement, _ in mentions), ()))
    return found


def _split_by_month(batch: list[Told], buckets: int) -> Buckets:
    """Count the operations of each country, kind and month."""
    counts = Counter(
        month for told in batch if isinstance(told.profile, OperationProfile) for month in months_of(told.profile)
    )
    found: Buckets = [[] for _ in range(buckets)]
    for month, count in counts.items():
        found[_bucket(month, buckets)].append((month, count))
    return found


def _join_months(items: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Add up what the batches counted; leave out the months of which so few are told that it says nothing."""
    counts = Counter[str]()
    for month, count in items:
        counts[month] += count
    return [(month, count) for month, count in sorted(counts.items()) if doublings(count)]


def _split_by_key(batch: list[Told], buckets: int) -> Buckets:
    """Put members into the buckets of their keys, each with the keys that fall there."""
    found: Buckets = [[] for _ in range(buckets)]
    for told in batch:
        by_bucket: defaultdict[int, list[str]] = defaultdict(list)
        for key in sorted(keys_of(told.profile) | lookups_of(told.profile)):
            by_bucket[_bucket(key, buckets)].append(key)
        for bucket, keys in by_bucket.items():
            found[bucket].append((told, keys))
    return found


def _join_pairs(items: list[tuple[Told, list[str]]], *, in_month: Mapping[str, int]) -> list[tuple[str, str]]:
    """Compare the members that share a key; give the pairs that are linked.

    A pair that shares several keys is compared for the first of them alone, which both can tell.
    """
    known, by_key = _Gathered((told for told, _ in items), in_month), defaultdict(list)
    for told, keys in items:
        for key in keys:
            by_key[key].append(told.member)
    comparison, both = Comparison(known), _Keys(known)
    return [
        (one, other)
        for key, members in sorted(by_key.items())
        for one, other in combinations(sorted(set(members)), 2)
        if key == both.first(one, other) and _is_linked(comparison, one, other)
    ]


def _is_linked(comparison: Comparison, one: str, other: str) -> bool:
    a, b = comparison.profile(one), comparison.profile(other)
    name = shared_name(a)
    if name is not None and shared_name(b) == name:
        return True  # even if they cannot be the same: who goes by the shared name is decided among them all
    if isinstance(a, OperationProfile) and isinstance(b, OperationProfile) and contradicts(a, b):
        return False
    if comparison.is_pointless(one, other) or not comparison.is_comparable(one, other):
        return False
    return comparison.score(one, other).value >= SAME


def _chains(links: Iterable[tuple[str, str]]) -> Chains:
    """Number the chains of members that are linked."""
    parent: dict[str, str] = {}

    def root(member: str) -> str:
        parent.setdefault(member, member)
        while parent[member] != member:
            parent[member] = member = parent[parent[member]]
        return member

    for one, other in links:
        first, second = sorted((root(one), root(other)))
        parent[second] = first
    numbers: dict[str, int] = {}
    return {member: numbers.setdefault(root(member), len(numbers)) for member in sorted(parent)}


def _split_by_chain(batch: list[Told], buckets: int, *, chains: Chains) -> Buckets:
    found: Buckets = [[] for _ in range(buckets)]
    for told in batch:
        chain = chains.get(told.member)
        found[_bucket(told.member, buckets) if chain is None else chain % buckets].append(told)
    return found


def _join_chains(items: list[Told], *, chains: Chains, in_month: Mapping[str, int]) -> list[tuple[str, str]]:
    """Group the members of each chain; give every member with the IRI it goes by."""
    known = _Gathered(items, in_month)
    comparison = Comparison(known)
    by_chain: defaultdict[int | str, list[str]] = defaultdict(list)
    for told in items:
        by_chain[chains.get(told.member, told.member)].append(told.member)
    found = []
    for members in by_chain.values():
        groups = cluster(
            members,
            lambda a, b: comparison.score(a, b).value,
            comparison.is_forbidden,
            are_apart=comparison.are_apart,
        )
        owners = owners_of(members, known.profile)
        found += [(member, name_of(group, owners, known.profile)) for group in groups for member in group]
    return found


class _Keys:
    """The keys of members, and those by which two of them find each other."""

    def __init__(self, known: _Gathered) -> None:
        self._known = known
        self._keys: dict[str, tuple[set[str], set[str]]] = {}

    def first(self, one: str, other: str) -> str | None:
        (keys, lookups), (their_keys, their_lookups) = self._of(one), self._of(other)
        return min((keys & their_lookups) | (lookups & their_keys), default=None)

    def _of(self, member: str) -> tuple[set[str], set[str]]:
        if member not in self._keys:
            profile = self._known.profile(member)
            assert profile is not None
            self._keys[member] = keys_of(profile), lookups_of(profile)
        return self._keys[member]


class _Gathered:
    """What a bucket knows of its members, asked as a store's index is."""

    def __init__(self, told: Iterable[Told], in_month: Mapping[str, int]) -> None:
        self._told = {one.member: one for one in told}
        self._in_month = in_month
        self._beside = {
            one.profile.announcement: list(one.beside)
            for one in self._told.values()
            if isinstance(one.profile, OperationProfile)
        }

    def profile(self, member: str) -> Profile | None:
        return self._told[member].profile if member in self._told else None

    def operations_of(self, announcement: str) -> list[OperationProfile]:
        return self._beside[announcement]

    def announcements(self, member: str) -> Iterable[str]:
        return self._told[member].announcements

    def is_stated_in(self, member: str, announcement: str) -> bool:
        return announcement in self._told[member].announcements

    def count_in_month(self, month: str) -> int:
        return self._in_month.get(month, 0)

    def judged_different(self, member: str) -> list[str]:  # noqa: ARG002  as in `Known`
        return []  # nobody has looked at them yet
