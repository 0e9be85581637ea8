"""Comparing a store's members: each pair once, operations in the light of what else their announcements tell."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from crackdown.graph.identity.agreement import are_of_other_times
from crackdown.graph.identity.beside import HOPELESS, compare_beside
from crackdown.graph.identity.crowding import crowding
from crackdown.graph.identity.form import FormProfile
from crackdown.graph.identity.operation_features import contradicts, keeps_apart
from crackdown.graph.identity.operation_profile import OperationProfile
from crackdown.graph.identity.scoring import Profile, Score, score, score_alone


class Known(Protocol):
    """What members are compared by, wherever it is kept: a store's index, or a part of all records."""

    def profile(self, member: str) -> Profile | None: ...  # noqa: D102  as in `Index`
    def operations_of(self, announcement: str) -> list[OperationProfile]: ...  # noqa: D102
    def announcements(self, member: str) -> Iterable[str]: ...  # noqa: D102
    def is_stated_in(self, member: str, announcement: str) -> bool: ...  # noqa: D102
    def judged_different(self, member: str) -> list[str]: ...  # noqa: D102
    def count_in_month(self, month: str) -> int: ...  # noqa: D102


class Comparison:
    """Compares members as the index has them, and remembers what it found until it is told to forget."""

    def __init__(self, index: Known) -> None:
        self._index = index
        self._profiles: dict[str, Profile] = {}
        self._scores: dict[tuple[str, str], Score] = {}
        self._operations: dict[str, list[OperationProfile]] = {}
        self._alone: dict[tuple[str, int, str, int], float] = {}
        self._only: dict[str, str | None] = {}
        self._in_month: dict[str, int] = {}

    def forget(self) -> None:
        """Forget everything, as the index changed."""
        for found in (self._profiles, self._scores, self._operations, self._alone, self._only, self._in_month):
            found.clear()

    def profile(self, member: str) -> Profile | None:
        """Return what a member is compared by; None where there is no such member."""
        if member not in self._profiles:
            profile = self._index.profile(member)
            if profile is None:
                return None
            self._profiles[member] = profile
        return self._profiles[member]

    def score(self, one: str, other: str) -> Score:
        """Compare two members."""
        first, second = sorted((one, other))
        if (first, second) not in self._scores:
            a, b = self.profile(first), self.profile(second)
            assert a is not None
            assert b is not None
            self._scores[first, second] = self._score(a, b)
        return self._scores[first, second]

    def is_comparable(self, one: str, other: str) -> bool:
        """Tell whether two members are things of one type."""
        a, b = self.profile(one), self.profile(other)
        if isinstance(a, FormProfile) and isinstance(b, FormProfile):
            return a.type == b.type
        return isinstance(a, OperationProfile) and isinstance(b, OperationProfile)

    def is_forbidden(self, one: str, other: str) -> bool:
        """Tell whether two members cannot be one, whatever speaks for it."""
        if other in self._index.judged_different(one):
            return True
        a, b = self.profile(one), self.profile(other)
        if isinstance(a, OperationProfile) and isinstance(b, OperationProfile):
            return keeps_apart(a, b)
        if not isinstance(a, FormProfile) or not isinstance(b, FormProfile):
            return False
        # Whoever is known by the post alone is nobody's namesake: who that was is inferred for each day (holders.py).
        return a.is_post or b.is_post or self._are_beside(one, a, other, b)

    def is_pointless(self, one: str, other: str) -> bool:
        """Tell, without comparing them, that two members cannot be one: forms of which one announcement alone tells.

        Any two things of a dense text share a key, and there are as many pairs as their number squared.
        """
        only = self._only_announcement(one)
        return only is not None and only == self._only_announcement(other)

    def _only_announcement(self, member: str) -> str | None:
        """Return the one announcement that names a form; None where there are others, and for operations."""
        if member not in self._only:
            profile = self.profile(member)
            is_one = isinstance(profile, FormProfile) and profile.announcements == 1
            self._only[member] = next(iter(self._index.announcements(member)), None) if is_one else None
        return self._only[member]

    def are_apart(self, ones: list[str], others: list[str]) -> bool:
        """Tell whether two groups cannot be one by what their members tell together."""
        told = [[self.profile(member) for member in members] for members in (ones, others)]
        first, second = ([one for one in side if isinstance(one, OperationProfile)] for side in told)
        return are_of_other_times(first, second)

    def _are_beside(self, one: str, a: FormProfile, other: str, b: FormProfile) -> bool:
        """Tell whether an announcement names both, as two things."""
        rare, common = (one, other) if a.announcements <= b.announcements else (other, one)
        return any(self._index.is_stated_in(common, announcement) for announcement in self._index.announcements(rare))

    def _score(self, a: Profile, b: Profile) -> Score:
        if not isinstance(a, OperationProfile) or not isinstance(b, OperationProfile):
            return score(a, b)
        if contradicts(a, b) or self._score_alone(a, b) < HOPELESS:
            return score(a, b)
        ones, others = self._told_by(a.announcement), self._told_by(b.announcement)
        features = compare_beside((a, b), ones, others, self._score_alone)
        return score(a, b, features | dict(crowding(a, b, self._count_in_month)))

    def _count_in_month(self, month: str) -> int:
        if month not in self._in_month:
            self._in_month[month] = self._index.count_in_month(month)
        return self._in_month[month]

    def _score_alone(self, a: OperationProfile, b: OperationProfile) -> float:
        key = (a.announcement, a.position, b.announcement, b.position)
        if key not in self._alone:
            self._alone[key] = self._alone[key[2:] + key[:2]] = score_alone(a, b)
        return self._alone[key]

    def _told_by(self, announcement: str) -> list[OperationProfile]:
        if announcement not in self._operations:
            self._operations[announcement] = self._index.operations_of(announcement)
        return self._operations[announcement]
