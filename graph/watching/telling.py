"""Changes written out as hits: rows as plain values, each new one with the words behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from crackdown.graph.sparql.query import load, with_values
from crackdown.graph.storage.view import View
from crackdown.graph.term import Term
from crackdown.graph.watching.answers import Row, Rows
from crackdown.graph.watching.comparing import Changes
from crackdown.graph.watching.hit import Change, Hit, Passage, Renaming, ToldRow, Values
from crackdown.graph.watching.watch import Watch
from crackdown.graph.why import Row as ExplainedRow
from crackdown.graph.why import Support, explain_chosen
from crackdown.graph.why.results import plain_value

ROWS_A_HIT: Final = 100  # so that a message can be read, and each row be explained in the time there is
_NO_WORDS: Final = "no announcement's words stand behind this row: it rests on reference data or the program's own work"


def hits_of(watch: Watch, rows: Rows, changes: Changes, *, first_number: int) -> list[Hit]:
    """Write changes out as hits of at most a hundred rows each.

    Args:
        watch: whose answer changed.
        rows: the new answer.
        changes: what is different in it.
        first_number: of the first hit.
    """
    parts = list(_parts(changes))
    return [
        _hit(watch, rows, part, number=first_number + position, part_of=(position + 1, len(parts)))
        for position, part in enumerate(parts)
    ]


def _parts(changes: Changes) -> Iterator[Changes]:
    every = [
        *(("added", one) for one in changes.added),
        *(("changed", one) for one in changes.changed),
        *(("removed", one) for one in changes.removed),
        *(("renamed", one) for one in changes.renamed),
    ]
    for start in range(0, len(every), ROWS_A_HIT):
        part = Changes()
        for kind, one in every[start : start + ROWS_A_HIT]:
            getattr(part, kind).append(one)
        yield part


def _hit(watch: Watch, rows: Rows, part: Changes, *, number: int, part_of: tuple[int, int]) -> Hit:
    view, columns = rows.view, rows.columns
    told = _told(watch, rows, [*part.added, *(after for _, after in part.changed)])
    added, changed = told[: len(part.added)], told[len(part.added) :]
    shown = [*part.added, *part.removed, *(row for pair in (*part.changed, *part.renamed) for row in pair)]
    return Hit(
        watch=watch.name,
        number=number,
        part=part_of[0],
        parts=part_of[1],
        version=view.version,
        query=watch.query,
        added=added,
        removed=[values_of(columns, row) for row in part.removed],
        changed=[
            Change(before=values_of(columns, before), after=after)
            for (before, _), after in zip(part.changed, changed, strict=True)
        ],
        renamed=[
            Renaming(before=values_of(columns, before), after=values_of(columns, after))
            for before, after in part.renamed
        ],
        names=_names(view, shown),
    )


def values_of(columns: Sequence[str], row: Row) -> Values:
    """Return a row as plain values by column, those it has."""
    return {name: plain_value(term) for name, term in zip(columns, row, strict=True) if term is not None}


def _told(watch: Watch, rows: Rows, chosen: Sequence[Row]) -> list[ToldRow]:
    if not chosen:
        return []
    if rows.is_ask:
        notes = ["an ASK has no rows whose words could be looked up; watch a SELECT of the same pattern for quotes"]
        return [ToldRow(row=values_of(rows.columns, row), evidence=[], notes=notes) for row in chosen]
    explained, notes = explain_chosen(rows.view, watch.query, rows.columns, chosen)
    supports = [one for row in explained for one in row.support or []]
    cited = _cited(rows.view, {one.announcement for one in supports if one.announcement})
    return [
        _told_row(values_of(rows.columns, row), why, notes, cited) for row, why in zip(chosen, explained, strict=True)
    ]


def _told_row(values: Values, why: ExplainedRow, notes: list[str], cited: dict[str, dict[str, str]]) -> ToldRow:
    by_place: dict[tuple[str | None, int | None, int | None], list[Support]] = {}
    for one in why.support or []:
        if one.kind == "claim":
            by_place.setdefault((one.announcement, one.start, one.end), []).append(one)
    told = [*why.notes, *(notes if why.support is None else ())]
    if why.support is not None and not by_place:
        told.append(_NO_WORDS)
    return ToldRow(row=values, evidence=[_passage(found, cited) for found in by_place.values()], notes=told)


def _passage(supports: list[Support], cited: dict[str, dict[str, str]]) -> Passage:
    first = supports[0]
    about = cited.get(first.announcement or "", {})
    triples = (one.inferred_from or one.triple for one in supports)
    return Passage(
        quote=first.quote or "",
        language=first.language,
        announcement=first.announcement or "",
        title=about.get("title"),
        publisher=about.get("publisher"),
        published=first.published,
        url=about.get("url"),
        start=first.start,
        end=first.end,
        confidence=first.confidence,
        states=list(dict.fromkeys(" ".join(term.n3() for term in triple) for triple in triples)),
    )


def _cited(view: View, announcements: Iterable[str]) -> dict[str, dict[str, str]]:
    wanted = sorted(announcements)
    if not wanted:
        return {}
    rows = view.select(with_values(load("announcements_cited"), "announcement", wanted))
    return {str(row["announcement"]): {name: str(term) for name, term in row.items()} for row in rows}


def _names(view: View, rows: Iterable[Row]) -> dict[str, str]:
    """Return what the things in some rows are called: in English, else in the first language there is."""
    iris = sorted({term.value for row in rows for term in row if term is not None and term.kind == "iri"})
    if not iris:
        return {}
    found: dict[str, Term] = {}
    told = view.select(with_values(load("names_of"), "thing", iris))
    for row in sorted(told, key=lambda row: (row["name"].language != "en", row["name"].n3())):
        found.setdefault(str(row["thing"]), row["name"])
    return {thing: str(name) for thing, name in found.items()}
