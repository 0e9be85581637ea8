"""`crackdown figures`: every number that was said of one operation, group by group, and whether all can be right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from crackdown.console.printing import TableFormat, plain, print_rows
from crackdown.console.showing import place_of
from crackdown.errors import InputError

if TYPE_CHECKING:
    from crackdown.graph.figures.said import Said
    from crackdown.graph.figures.spread import Spread
    from crackdown.graph.storage.view import View

COLUMNS: Final = (
    "operation", "group", "agreement", "value", "printed", "at_least", "at_most", "precision", "said_by", "publisher",
    "announced", "loaded", "quote", "language", "announcement", "start", "end",
)  # fmt: skip
_TOLD: Final = {
    "said once": "said once",
    "agree": "all agree",
    "allow each other": "the wordings allow each other",
    "of other days": "totals of different days",
    "disputed": "DISPUTED: they cannot all be right",
}


def print_figures(view: View, name: str, format_: TableFormat) -> None:
    """Print the figures of the operation that `name` names, as `crackdown show` resolves names.

    Raises:
        NotFound, InputError: it names nothing, or no operation.
    """
    operation, spreads = figures_of(view, name)
    if format_ is TableFormat.text:
        for line in _lines(view, operation, spreads):
            print(plain(line))
    else:
        print_rows(rows(operation, spreads), format_, COLUMNS)


def figures_of(view: View, name: str) -> tuple[str, list[Spread]]:
    """Return the IRI of the operation that is named, and its figures."""
    from crackdown.graph.figures.spread import spreads_of
    from crackdown.graph.linking.network import network_of
    from crackdown.graph.showing.entity import resolve_name

    operation = resolve_name(view, name)
    node = network_of(view).node(operation)
    if node.type != "operation":
        raise InputError(
            f"{name}: {node.label} is of type {node.type}, and figures are told of operations; "
            "crackdown clusters lists them"
        )
    return operation, spreads_of(view, operation)


def rows(operation: str, spreads: Iterable[Spread]) -> Iterator[dict[str, Any]]:
    """Yield one row a claim."""
    from crackdown.ontology.labels import label

    for spread in spreads:
        for claim in spread.claims:
            count, words = claim.count, claim.evidence
            yield {
                "operation": operation,
                "group": spread.group,
                "agreement": spread.agreement,
                "value": count.value,
                "printed": count.printed,
                "at_least": count.low,
                "at_most": count.high,
                "precision": label(count.precision) if count.precision else None,
                "said_by": "; ".join(claim.speakers) or None,
                "publisher": claim.publication.publisher,
                "announced": claim.publication.published,
                "loaded": claim.publication.loaded,
                "quote": words.quote if words else None,
                "language": words.language if words else None,
                "announcement": claim.publication.iri,
                "start": words.start if words else None,
                "end": words.end if words else None,
            }


def claim_lines(claim: Said) -> Iterator[str]:
    """Yield who says a number, when, and in which words."""
    who = "; ".join(claim.speakers) or "nobody named"
    by = f", published by {claim.publication.publisher}" if claim.publication.publisher else ""
    announced = claim.publication.published or "on a day not told"
    loaded = (claim.publication.loaded or "").split("T", maxsplit=1)[0]
    yield f"{_number(claim)}  {who}{by}; announced {announced}, loaded {loaded or 'on a day not told'}"
    if claim.evidence:
        yield f"    “{' '.join(claim.evidence.quote.split())}”  [{place_of(claim.evidence)}]"


def _lines(view: View, operation: str, spreads: Iterable[Spread]) -> Iterator[str]:
    from crackdown.graph.linking.network import network_of

    node = network_of(view).node(operation)
    yield f"{node.label}  ·  {node.detail}"
    yield node.iri
    empty = True
    for spread in spreads:
        empty = False
        yield ""
        yield f"{spread.group}  — {_TOLD[spread.agreement]}"
        for claim in spread.claims:
            yield from (f"  {line}" for line in claim_lines(claim))
    if empty:
        yield ""
        yield "No announcement gives a number."
    yield from _doubtful(view, operation)


def _doubtful(view: View, operation: str) -> Iterator[str]:
    """Yield what a check finds wrong with the figures of an operation, within a group or between them."""
    from crackdown.graph.figures.comparing import findings_by_operation
    from crackdown.graph.figures.findings import tell
    from crackdown.ontology.labels import label
    from crackdown.ontology.terms import severity

    found = [one for one in findings_by_operation(view).get(operation, ()) if one.severity != severity.confirmation]
    if found:
        yield ""
        yield from (f"{label(one.finding.severity)}  {one.text}" for one in tell(view, found))


def _number(claim: Said) -> str:
    from crackdown.ontology.labels import label

    count = claim.count
    hedge = f"{label(count.precision)} " if count.precision and not count.is_exact else ""
    printed = f" (“{count.printed}”)" if count.printed and count.printed != str(count.value) else ""
    bounds = [
        f"{word} {bound:,}" for word, bound in (("at least", count.low), ("at most", count.high)) if bound is not None
    ]
    allowed = f" [{', '.join(bounds)}]" if bounds and not count.is_exact else ""
    return f"{hedge}{count.value:,}{printed}{allowed}"
