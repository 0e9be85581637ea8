"""What became of each sentence: used, in scope, plan, background or not understood, so that silence can be judged.

A sentence is *used* where the words behind a fact lie in it, or where it states a number again that an operation has.
That a country or a place is named is no such fact: nearly every sentence names one, and it says nothing of what was
done. Of the others, the first of these that fits:

- *plan*: it holds a word of what is to come or wanted ("will", "vowed");
- *background*: it holds a word of earlier periods, of law or of what holds anyway, or a date long before publication;
- *in scope*: it names one of the kinds of operation, an offence, or a number of people, and gave nothing all the same;
- *background*: it names a country, a place, a body, a person's post or a date, or says who says so;
- *not understood*: nothing in it is known.

How facts are read does not depend on any of this.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date

from crackdown.graph.announcement.record import Record, Sentence, SentenceStatus
from crackdown.graph.dates import last_day
from crackdown.loaders.extraction.how_many.count import Count
from crackdown.loaders.extraction.text.analysis import Analysis
from crackdown.loaders.extraction.text.sentences import plain_spans
from crackdown.loaders.extraction.what.kinds import KINDS

Span = tuple[int, int]
_LONG_BEFORE = 180  # days between an event and its announcement from which it belongs to an earlier period
_NAMED_ONLY = ("countries.", "places.")  # evidence that something is named, and no more
_CONTEXT = ("country", "place", "agency", "rank", "role", "announce", "cooperation", "command")


def cover(analysis: Analysis, record: Record, counts: Iterable[Count]) -> list[Sentence]:
    """Mark every sentence of an analysed text.

    Args:
        analysis: of the text.
        record: what was read from it.
        counts: the counts that state the numbers of its operations, repetitions included.
    """
    spans = list(_spans(analysis))
    stated = [analysis.view.span(count.start, count.noun_end) for count in counts]
    stated += [(e.start, e.end) for path, e in record.iter_evidence() if not path.startswith(_NAMED_ONLY)]
    edges = _edges(spans)
    used = {index for span in stated for index in _touched(edges, span)}
    unused = _Unused(analysis)
    return [
        Sentence(start=start, end=end, status="used" if position in used else unused.status(index))
        for position, (index, start, end) in enumerate(spans)
    ]


def mark_used(record: Record) -> None:
    """Mark as used, in place, what facts lie in that were added to a record after it was covered."""
    edges = _edges((position, one.start, one.end) for position, one in enumerate(record.sentences))
    for path, evidence in record.iter_evidence():
        for position in _touched(edges, (evidence.start, evidence.end)) if not path.startswith(_NAMED_ONLY) else ():
            record.sentences[position].status = "used"


def cover_unread(text: str, most: int) -> list[Sentence]:
    """Mark a text that nothing was read from: its sentences up to an offset, and what follows as one stretch."""
    spans = [*plain_spans(text[:most]), *_rest(text, most)]
    return [Sentence(start=start, end=end, status="not_understood") for start, end in spans]


def cover_rest(text: str, start: int) -> list[Sentence]:
    """Mark what follows the part of a text that was read, as one stretch."""
    return [Sentence(start=first, end=last, status="not_understood") for first, last in _rest(text, start)]


def _rest(text: str, start: int) -> list[Span]:
    rest = text[start:]
    return [(start + len(rest) - len(rest.lstrip()), start + len(rest.rstrip()))] if rest.strip() else []


def _spans(analysis: Analysis) -> Iterator[tuple[int, int, int]]:
    """Give each sentence's number and its span in the original, without the space around it."""
    text = analysis.view.text
    for index, sentence in enumerate(analysis.sentences.all):
        words = text[sentence.start : sentence.end]
        if words.strip():
            start = sentence.start + len(words) - len(words.lstrip())
            yield index, *analysis.view.span(start, start + len(words.strip()))


def _edges(spans: Iterable[tuple[int, int, int]]) -> tuple[list[int], list[int]]:
    """Give where the sentences begin and where they end."""
    starts, ends = [], []
    for _, start, end in spans:
        starts.append(start)
        ends.append(end)
    return starts, ends


def _touched(edges: tuple[list[int], list[int]], span: Span) -> range:
    """Give the positions of the sentences that share a character with a span."""
    starts, ends = edges
    return range(bisect_right(ends, span[0]), bisect_left(starts, span[1]))


class _Unused:
    """Tells what a sentence that gave no fact is about."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        find = analysis.sentences.index
        spans = [span for agency in analysis.agencies for span in agency.spans]
        spans += [span for official in analysis.officials for span in official.spans]
        spans += [span for airport in analysis.airports for span in airport.spans]
        self._named = {find(start) for start, _ in spans} | {find(d.start) for d in analysis.dates}
        self._earlier = {find(d.start) for d in analysis.dates if self._is_long_before(d.value)}
        self._counted = {find(c.start) for c in analysis.counts if c.noun not in {None, "bystanders"}}

    def status(self, index: int) -> SentenceStatus:
        """Give the status of a sentence by its number."""
        if self._holds(index, "intentions"):
            return "plan"
        if index in self._earlier or self._holds(index, "background", "running"):
            return "background"
        if self._is_in_scope(index):
            return "in_scope"
        return "background" if index in self._named or self._holds(index, *_CONTEXT) else "not_understood"

    def _holds(self, index: int, *types: str) -> bool:
        return any(self._analysis.in_sentence(index, type_) for type_ in types)

    def _is_in_scope(self, index: int) -> bool:
        kinds = {mention.value for mention in self._analysis.in_sentence(index, "kind")}
        return index in self._counted or bool(kinds & set(KINDS)) or self._holds(index, "offence")

    def _is_long_before(self, value: str | tuple[str, str]) -> bool:
        """Tell whether a date lies long before the publication, where that is known."""
        if self._analysis.published is None:
            return False
        last = last_day(value if isinstance(value, str) else value[1])
        return (date.fromisoformat(self._analysis.published[0]) - date.fromisoformat(last)).days > _LONG_BEFORE
