"""From scores of pairs to groups that are one thing each: the same groups whatever the order things came in.

Greedy joining of the two groups whose link is strongest, as long as a link is strong enough; a link is mostly the best
of the scores between two groups, and for the rest their average, so that loosely told members keep no group apart.
What is forbidden (two things of one announcement, a total and its part, a judgement "different") keeps whole groups
apart, and so does what the members of each tell together (`agreement.py`).
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable
from typing import Final

from crackdown.graph.identity.scoring import SAME

_MOST: Final = 6.0  # beyond this a score says no more
_BEST_COUNTS: Final = 0.8

Pair = tuple[str, str]


def cluster(
    members: Iterable[str],
    score: Callable[[str, str], float],
    is_forbidden: Callable[[str, str], bool],
    together: Iterable[Pair] = (),
    are_apart: Callable[[list[str], list[str]], bool] = lambda _, __: False,
) -> list[list[str]]:
    """Group members.

    Args:
        members: by name.
        score: of two of them, in log-odds.
        is_forbidden: whether two of them must stay apart.
        together: pairs that a person judged to be the same; they come first, and nothing forbids them but a pair that a
            person judged to be different.
        are_apart: whether two groups must stay apart by what their members tell together.

    Returns:
        The groups, each sorted, in the order of their first members.
    """
    groups = _Groups(sorted(set(members)), score, is_forbidden, are_apart)
    for one, other in sorted(together):
        groups.join_judged(one, other)
    groups.join_all()
    return sorted(groups.members.values())


class _Groups:
    def __init__(
        self,
        members: list[str],
        score: Callable[[str, str], float],
        is_forbidden: Callable[[str, str], bool],
        are_apart: Callable[[list[str], list[str]], bool],
    ) -> None:
        self.members = {member: [member] for member in members}
        self._group = {member: member for member in members}
        self._score = score
        self._is_forbidden = is_forbidden
        self._are_apart = are_apart

    def join_judged(self, one: str, other: str) -> None:
        if one in self._group and other in self._group and self._group[one] != self._group[other]:
            self._join(self._group[one], self._group[other])

    def join_all(self) -> None:
        """Join the strongest pair of groups until none is strong enough."""
        names = sorted(self.members)
        heap = [
            (-link, one, other)
            for position, one in enumerate(names)
            for other in names[position + 1 :]
            if (link := self._link(one, other)) >= SAME
        ]
        heapq.heapify(heap)
        while heap:
            before, one, other = heapq.heappop(heap)
            if one not in self.members or other not in self.members:
                continue
            if (link := self._link(one, other)) < SAME:
                continue
            if -before - link > 1e-9:
                heapq.heappush(heap, (-link, one, other))
                continue
            joined = self._join(one, other)
            for group in sorted(self.members.keys() - {joined}):
                if (link := self._link(joined, group)) >= SAME:
                    heapq.heappush(heap, (-link, min(joined, group), max(joined, group)))

    def _join(self, one: str, other: str) -> str:
        first, second = sorted((one, other))
        self.members[first] = sorted(self.members[first] + self.members.pop(second))
        for member in self.members[first]:
            self._group[member] = first
        return first

    def _link(self, one: str, other: str) -> float:
        total, best = 0.0, -_MOST
        for a in self.members[one]:
            for b in self.members[other]:
                if self._is_forbidden(a, b):
                    return -_MOST
                score = max(-_MOST, min(_MOST, self._score(a, b)))
                total, best = total + score, max(best, score)
        mean = total / (len(self.members[one]) * len(self.members[other]))
        link = _BEST_COUNTS * best + (1 - _BEST_COUNTS) * mean
        return -_MOST if link >= SAME and self._are_apart(self.members[one], self.members[other]) else link


def conflicts(groups: Iterable[list[str]], different: Iterable[Pair]) -> list[Pair]:
    """List the pairs judged to be different that other judgements have put into one group."""
    group = {member: position for position, members in enumerate(groups) for member in members}
    return [(one, other) for one, other in sorted(set(different)) if one in group and group[one] == group.get(other)]
