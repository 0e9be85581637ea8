"""What `crackdown extract --explain` prints: the text with its facts marked, then each fact and why it was accepted.

On a terminal that shows colours, facts are coloured by what they state; elsewhere (a pipe, NO_COLOR, a terminal without
colours) they stand in brackets. Both say in the margin what became of each sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from rich.text import Text

from crackdown.console.printing import plain
from crackdown.graph.announcement.record import DateRange, Evidence, Record

if TYPE_CHECKING:
    from crackdown.graph.announcement.record import Agency, Airport, Official, Operation, Sentence
    from crackdown.loaders.document import Document
    from crackdown.loaders.extraction.models.reasons import Reason

_STYLES = {
    "operation": "bold red", "people": "bold yellow", "date": "cyan", "place": "green", "agency": "bright_blue",
    "official": "bold magenta", "airport": "bold cyan", "offence": "underline red",
    "number": "yellow",
}  # fmt: skip
# What a field of the record states; the others state the type of the thing that holds them.
_TYPES = {
    "persons": "people", "women": "people", "men": "people", "nationalities": "people", "date": "date",
    "published": "date", "country": "place", "destination": "place", "places": "place", "countries": "place",
    "agencies": "agency", "partners": "agency", "announced_by": "agency", "agency": "agency", "officials": "official",
    "airports": "airport", "offences": "offence", "dates": "date", "numbers": "number",
}  # fmt: skip
_MARGIN = {
    "used": ("●", "used", ""), "in_scope": ("○", "in scope, nothing extracted", "yellow"),
    "plan": ("→", "intention or plan", "italic"), "background": ("·", "background", "dim"),
    "not_understood": ("?", "not understood", "dim"),
}  # fmt: skip
_FEATURES = 5  # shown of each model


class Mark(NamedTuple):
    """A stretch of the text (code points) that states a fact of some type."""

    start: int
    end: int
    type: str


class Fact(NamedTuple):
    """One fact of a record with the words behind it; `path` is that of its evidence (`Record.iter_evidence`)."""

    path: str
    field: str
    value: str
    type: str
    evidence: Evidence


def explanation(document: Document, record: Record, reasons: dict[str, Reason], *, colours: bool) -> Iterator[Text]:
    """Yield what is printed of one announcement, line by line; without colours facts stand in brackets."""
    groups = [(title, list(_facts(item, path, type_))) for title, path, type_, item in _items(record)]
    counts = Counter[str](sentence.status for sentence in record.sentences)
    told = ", ".join(f"{counts[status]} {words}" for status, (_, words, _) in _MARGIN.items() if counts[status])
    yield Text(f"{record.id}  ·  {record.language}", style="bold")
    yield Text(f"{counts.total()} {'sentence' if counts.total() == 1 else 'sentences'}: {told}")
    yield _legend(colours=colours)
    yield Text()
    facts = [fact for _, found in groups for fact in found]
    marks = _innermost(facts) if colours else _outermost(facts)
    yield from _text(document.text, record.sentences, marks, colours=colours)
    for note in record.notes:
        yield Text(f"\nNote: {plain(note)}")
    yield Text(f"\n{len(facts)} facts, and why each was accepted (what a model weighs is in log odds)", style="bold")
    for title, found in groups:
        if found:
            yield Text(f"\n{plain(title)}", style="bold")
        for fact in found:
            yield from _told(fact, reasons.get(fact.path))


def _legend(*, colours: bool) -> Text:
    legend = Text("Facts: " if colours else f"Facts: [words|{'|'.join(_STYLES)}]")
    if colours:
        legend.append_text(Text("  ").join(Text(type_, style=style) for type_, style in _STYLES.items()))
    margin = "   ".join(f"{mark} {words}" for mark, words, _ in _MARGIN.values())
    return legend.append(f"\nSentences: {margin}")


def _items(record: Record) -> Iterator[tuple[str, str, str, Record | Official | Agency | Airport | Operation]]:
    """Yield what holds evidence, with a title, its path in the record and the type of what it is."""
    yield "Announcement", "", "agency", record
    for number, operation in enumerate(record.operations):
        people = "" if operation.persons is None else f" of {operation.persons:,}"
        total = ", a total" if operation.total_of else ""
        yield (
            f"Operation {number + 1}: {operation.kind}{people}{total}",
            f"operations[{number}].",
            "operation",
            operation,
        )
    for key, type_ in (("officials", "official"), ("agencies", "agency"), ("airports", "airport")):
        for number, item in enumerate(getattr(record, key)):
            yield f"{type_.capitalize()}: {item.name}", f"{key}[{number}].", type_, item


def _facts(item: Record | Official | Agency | Airport | Operation, path: str, type_: str) -> Iterator[Fact]:
    for field, found in item.evidence.items():
        stated = _TYPES.get(field, type_)
        if isinstance(found, Evidence):
            yield Fact(f"{path}{field}", field, _shown(getattr(item, field)), stated, found)
            continue
        numbers = getattr(item, field) if field == "nationalities" else {}
        for key, evidence in found.items():
            value = key if numbers.get(key) is None else f"{key} {numbers[key]:,}"
            yield Fact(f"{path}{field}.{key}", field, value, stated, evidence)


def _shown(value: object) -> str:
    if isinstance(value, DateRange):
        return f"{value.from_} to {value.to}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def _outermost(facts: list[Fact]) -> list[Mark]:
    """Join stretches that overlap; the longest says of which type they are."""
    marks: list[tuple[Mark, int]] = []  # with the length of the stretch that gave the type
    for fact in sorted(facts, key=lambda fact: (fact.evidence.start, -fact.evidence.end)):
        start, end = fact.evidence.start, fact.evidence.end
        if marks and start < marks[-1][0].end:
            last, length = marks[-1]
            type_ = fact.type if end - start > length else last.type
            marks[-1] = Mark(last.start, max(last.end, end), type_), max(length, end - start)
        else:
            marks.append((Mark(start, end, fact.type), end - start))
    return [mark for mark, _ in marks]


def _innermost(facts: list[Fact]) -> list[Mark]:
    """Cut stretches that overlap; of those that hold a piece, the shortest says of which type it is."""
    edges = sorted({edge for fact in facts for edge in (fact.evidence.start, fact.evidence.end)})
    marks = []
    for start, end in pairwise(edges):
        inside = [fact for fact in facts if fact.evidence.start <= start and end <= fact.evidence.end]
        if inside:
            marks.append(Mark(start, end, min(inside, key=lambda fact: len(fact.evidence.quote)).type))
    return marks


def _text(text: str, sentences: list[Sentence], marks: list[Mark], *, colours: bool) -> Iterator[Text]:
    """Yield the text, each sentence on lines of its own behind its mark in the margin."""
    before = 0
    for sentence in sentences:
        if text.count("\n", before, sentence.start) > 1:
            yield Text()
        before = sentence.end
        symbol, _, style = _MARGIN[sentence.status]
        line = Text(style=style if colours else "")
        for start, end, type_ in _stretches(sentence.start, sentence.end, marks):
            words = plain(text[start:end].replace("\r\n", "\n")).replace("\n", "\n  ")
            if type_ is None or colours:
                line.append(words, _STYLES[type_] if type_ else "")
            else:
                line.append(f"[{words}|{type_}]")
        yield Text(f"{symbol} ").append_text(line)


def _stretches(start: int, end: int, marks: list[Mark]) -> Iterator[tuple[int, int, str | None]]:
    """Cut a sentence into stretches that state a fact of a type, or none."""
    position = start
    for mark in marks:
        first, last = max(mark.start, position), min(mark.end, end)
        if first < last:
            if position < first:
                yield position, first, None
            yield first, last, mark.type
            position = last
    if position < end:
        yield position, end, None


def _told(fact: Fact, reason: Reason | None) -> Iterator[Text]:
    quote = " ".join(plain(fact.evidence.quote).split())
    yield (
        Text(f"  {fact.field}: ")
        .append(plain(fact.value), _STYLES[fact.type])
        .append(f"  “{quote}”  {fact.evidence.confidence:.0%} sure  [{fact.evidence.start}–{fact.evidence.end}]")
    )
    if reason is not None:
        yield Text(f"      {_why(reason)}{_calibration(reason, fact.evidence.confidence)}", style="dim")


def _calibration(reason: Reason, confidence: float) -> str:
    """Tell where the confidence is not the reader's own figure but how often such facts proved right."""
    if reason.figure is None or reason.figure == confidence:
        return ""
    return f"\n      {reason.figure:.0%} sure by the reader's own figure; of such facts {confidence:.0%} proved right"


def _why(reason: Reason) -> str:
    if reason.sure is None:
        return reason.how
    told = f"{reason.how}: {reason.sure:.2f}"
    if reason.required:
        told += ", but a rule requires it"
    if reason.carried is not None:
        told += f", {reason.carried:.2f} as the operation told before may or may not have it"
    told += f"; needed {reason.needed:.2f}"
    return f"{told}\n      " + "  ".join(f"{weight:+.2f} {feature}" for feature, weight in reason.features(_FEATURES))
