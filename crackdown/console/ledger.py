"""`crackdown ledger`: what the sending side says of each transfer beside what the receiving side says."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from crackdown.console.printing import TableFormat, plain, print_rows

if TYPE_CHECKING:
    from crackdown.graph.figures.ledger import Entry, Transfer
    from crackdown.graph.storage.view import View

_SIDE: Final = ("people", "dates", "airports", "announcements")
_TOLD: Final = {
    "no number": "no number: both sides tell of it, and not both how many",
    "one voice": "one voice: both sides tell of it, and neither apart from the other",
}
COLUMNS: Final = (
    "status", "differing", "day", "origin", "destination", "destination_is_assumed", "operation", "people_low",
    "people_high",
    *(f"sent_{name}" for name in _SIDE), *(f"received_{name}" for name in _SIDE), "others",
    *(f"others_{name}" for name in _SIDE), "perhaps",
)  # fmt: skip


def print_ledger(view: View, format_: TableFormat, *, only_open: bool) -> None:
    """Print the ledger of a graph, or the part of it that somebody has to look at."""
    from crackdown.graph.figures.ledger import read_ledger

    transfers = read_ledger(view)
    shown = [transfer for transfer in transfers if transfer.is_open or not only_open]
    if format_ is TableFormat.text:
        for transfer in shown:
            for line in _lines(view, transfer):
                print(plain(line))
    else:
        print_rows(rows(view, shown, is_flat=format_ is TableFormat.csv), format_, COLUMNS)
    counts = Counter(transfer.status for transfer in transfers)
    summary = ", ".join(f"{number} {status}" for status, number in counts.most_common())
    number_of = f"{len(transfers)} transfer{'' if len(transfers) == 1 else 's'}"
    print(f"{number_of}{': ' if summary else ''}{summary}", file=sys.stderr)


def rows(view: View, transfers: Iterable[Transfer], *, is_flat: bool = False) -> Iterator[dict[str, Any]]:
    """Yield one row a transfer; flat rows hold text where others hold lists."""
    for transfer in transfers:
        row: dict[str, Any] = {
            "status": transfer.status,
            "differing": list(transfer.differing),
            "day": transfer.day,
            "origin": _code(transfer.origin),
            "destination": _code(transfer.destination),
            "destination_is_assumed": transfer.is_assumed,
            "operation": transfer.operation,
            **_span(transfer),
            **_side(view, "sent", transfer.sent),
            **_side(view, "received", transfer.received),
            "others": len(transfer.others),
            **_side(view, "others", transfer.others),
            "perhaps": list(transfer.perhaps),
        }
        yield {name: "; ".join(value) if is_flat and isinstance(value, list) else value for name, value in row.items()}


def _span(transfer: Transfer) -> dict[str, int | None]:
    """Return the lowest and the highest figure that anybody tells, as numbers."""
    told = [entry.persons.value for entry in transfer.entries if entry.persons]
    return {"people_low": min(told, default=None), "people_high": max(told, default=None)}


def _side(view: View, side: str, entries: Iterable[Entry]) -> dict[str, list[str]]:
    told = list(entries)
    columns = {
        "people": [_people(entry) for entry in told if entry.persons],
        "dates": [_dates(entry) for entry in told if entry.first],
        "airports": [_airport(view, airport) for entry in told for airport in entry.airports],
        "announcements": [entry.announcement for entry in told],
    }
    return {f"{side}_{name}": list(dict.fromkeys(values)) for name, values in columns.items()}


def _lines(view: View, transfer: Transfer) -> Iterator[str]:
    from crackdown.graph.linking.things import to_id

    differing = f": {', '.join(transfer.differing)}" if transfer.differing else ""
    assumed = " (their nationality; nobody tells where to)" if transfer.is_assumed else ""
    ends = f"{_code(transfer.origin) or 'not told'} → {_code(transfer.destination)}{assumed}"
    yield f"{transfer.day or 'undated'}  {ends}  {_TOLD.get(transfer.status, transfer.status)}{differing}"
    yield f"    {to_id(transfer.operation)}"
    for side, entries in (("sent", transfer.sent), ("received", transfer.received), ("other", transfer.others)):
        for entry in entries:
            airports = ", ".join(_airport(view, airport) for airport in entry.airports)
            parts = (_people(entry) if entry.persons else "no number", _dates(entry), airports)
            told = "  ".join(part for part in parts if part)
            announced = f", announced {entry.published}" if entry.published else ""
            yield f"    {side:8}  {told}  [{to_id(entry.announcement)}{announced}]"
    for operation in transfer.perhaps:
        yield f"    perhaps the other half: {to_id(operation)}"
    yield ""


def _people(entry: Entry) -> str:
    from crackdown.graph.figures.finding_text import hedged

    return hedged(entry.persons) if entry.persons else ""


def _dates(entry: Entry) -> str:
    if entry.first == entry.last:
        return entry.first or ""
    return f"{entry.first}/{entry.last}"


def _airport(view: View, airport: str) -> str:
    from crackdown.graph.linking.network import network_of
    from crackdown.graph.linking.things import code_of

    things = network_of(view).things
    return code_of(things, airport) or things.label(airport) or airport


def _code(country: str | None) -> str | None:
    from crackdown.graph.iris import country_code

    return country_code(country) if country else None
