"""Counts that other counts of a text add up to."""

from __future__ import annotations

from dataclasses import dataclass, field

from crackdown.loaders.extraction.text.analysis import Analysis, once_a_text

_REACH = 6  # sentences between a whole and its parts


@dataclass(slots=True)
class Sums:
    """Which counts add up to which: positions of parts by the position of their whole."""

    parts: dict[int, list[int]] = field(default_factory=dict)
    groups: set[int] = field(default_factory=set)  # wholes whose parts are people of one sex or nationality

    def is_part(self, position: int) -> bool:
        """Tell whether a count is a part of some whole."""
        return any(position in parts for parts in self.parts.values())


@once_a_text
def find_sums(analysis: Analysis) -> Sums:
    """Find counts that the counts around them add up to ("73 … 58 men, 15 women"; "428 + 312 = 740")."""
    sums = Sums()
    counts = analysis.counts
    for whole, count in enumerate(counts):
        if count.value < 4:
            continue
        parts = _run(analysis, whole, range(whole + 1, len(counts))) or _run(analysis, whole, range(whole - 1, -1, -1))
        if parts:
            sums.parts[whole] = sorted(parts)
            if all(counts[p].noun in {"women", "men"} or counts[p].listed for p in parts):
                sums.groups.add(whole)
    return sums


def _run(analysis: Analysis, whole: int, positions: range) -> list[int] | None:
    """Add up neighbouring counts in order until they make the whole; a stray count may be passed over at the start."""
    counts, index = analysis.counts, analysis.sentences.index
    target, here = counts[whole].value, index(counts[whole].start)
    for skip in range(3):
        total, parts = 0, []
        for position in positions[skip:]:
            if abs(index(counts[position].start) - here) > _REACH:
                break
            value = counts[position].value
            if value in {0, target}:
                continue
            total += value
            parts.append(position)
            if total >= target:
                break
        if total == target and len(parts) >= 2:
            return parts
    return None
