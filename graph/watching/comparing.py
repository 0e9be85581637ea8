"""Two answers compared: rows that came, went, changed, or only go by another IRI since things were merged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from crackdown.graph.sparql.query import load, with_values
from crackdown.graph.storage.view import View
from crackdown.graph.term import Term
from crackdown.graph.watching.answers import Row

Replaced = Callable[[Collection[str]], Mapping[str, str]]


@dataclass
class Changes:
    """What is different; pairs are of a row as it was and as it is."""

    added: list[Row] = field(default_factory=list)
    removed: list[Row] = field(default_factory=list)
    changed: list[tuple[Row, Row]] = field(default_factory=list)
    renamed: list[tuple[Row, Row]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed or self.renamed)


def compare(before: Sequence[Row], after: Sequence[Row], keys: Sequence[int], replaced: Replaced) -> Changes:
    """Tell what is different between two answers.

    Args:
        before: rows as they were.
        after: rows as they are.
        keys: positions of the values by which a row is known again.
        replaced: tells which things, by IRI, go by which other IRI now.
    """
    had, have = set(before), set(after)
    gone = [row for row in before if row not in have]
    new = dict.fromkeys(row for row in after if row not in had)
    moved = replaced({term.value for row in gone for term in row if term is not None and term.kind == "iri"})
    changes = Changes()
    left: dict[Row, Row] = {}  # by the row as it was: with the IRIs that its things go by now
    for row in gone:
        canonical = tuple(_now(term, moved) for term in row)
        if canonical != row and canonical in have:
            changes.renamed.append((row, canonical))
            new.pop(canonical, None)
        else:
            left[row] = canonical
    if keys:
        old_by_key, new_by_key = _by_key(left.items(), keys), _by_key(((row, row) for row in new), keys)
        for key, olds in old_by_key.items():
            news = new_by_key.get(key, [])
            if len(olds) == len(news) == 1:  # of several nobody knows which became which
                changes.changed.append((olds[0], news[0]))
                del left[olds[0]], new[news[0]]
    changes.added = list(new)
    changes.removed = list(left)
    return changes


def replacements(view: View) -> Replaced:
    """Return what tells which things were merged into which."""

    def replaced(iris: Collection[str]) -> Mapping[str, str]:
        if not iris:
            return {}
        rows = view.select(with_values(load("replacements"), "thing", sorted(iris)))
        return {str(row["thing"]): str(row["kept"]) for row in rows}

    return replaced


def _now(term: Term | None, moved: Mapping[str, str]) -> Term | None:
    return replace(term, value=moved[term.value]) if term and term.kind == "iri" and term.value in moved else term


def _by_key(rows: Iterable[tuple[Row, Row]], keys: Sequence[int]) -> dict[Row, list[Row]]:
    """Put rows together by their keys, which the second of each pair has."""
    found: dict[Row, list[Row]] = defaultdict(list)
    for row, canonical in rows:
        found[tuple(canonical[position] for position in keys)].append(row)
    return found
