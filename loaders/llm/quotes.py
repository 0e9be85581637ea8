"""A quote's way in: it must stand in the text word for word, and the product's own readers must find the fact in it.

A quote is read twice, as part of the whole text and alone, so that what the context hid can still be recognised. What
neither reading finds in it is not there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from crackdown.graph.announcement.record import Agency, Airport, Official, Record
from crackdown.loaders.document import Document
from crackdown.loaders.extraction.reading import heard
from crackdown.loaders.extraction.record.assembly import assemble
from crackdown.loaders.extraction.text.analysis import Analysis, analyse
from crackdown.loaders.extraction.what.candidates import nearest_span
from crackdown.loaders.llm.prompt import shown
from crackdown.loaders.llm.recognised import Recognised, Span, recognised_in

Thing = Agency | Official | Airport
Things = dict[tuple[str, str], Thing]  # by type and by what operations call them

MAX_QUOTE = 300  # code points; the shortest passage that states one fact is far shorter
# Each quote takes milliseconds to read; an answer made to keep the program busy may hold thousands.
_MOST_QUOTES, _MOST_PLACES = 400, 50


@dataclass(frozen=True)
class Passage:
    """What the readers find in one quote, in order, and what the quote alone says of bodies, people and airports."""

    found: list[Recognised]
    things: Things


class Quotes:
    """Finds quotes in one text and reads them."""

    def __init__(self, text: str, analysis: Analysis, record: Record) -> None:
        self._text = text
        self._shown = shown(text)
        self._analysis = analysis
        self._record = record
        self._known = things_of(record)
        self._whole = recognised_in(analysis)
        self._read: dict[Span, Passage] = {}

    def locate(self, quote: str, anchor: Span | None = None) -> Span | None:
        """Tell where a quote stands, nearest to `anchor`; None where it stands nowhere or too many were read."""
        if not quote.strip() or len(quote) > MAX_QUOTE:
            return None
        spans = list(islice(_occurrences(self._shown, shown(quote)), _MOST_PLACES))
        span = nearest_span(anchor or (0, 0), spans) if spans else None
        return span if span in self._read or len(self._read) < _MOST_QUOTES else None

    def knows(self, found: Recognised) -> bool:
        """Tell whether the built-in reader found that body, person or airport itself."""
        return (found.type, found.value) in self._known

    def passage(self, span: Span) -> Passage:
        """Read the words of a span, as part of the text and alone."""
        if span not in self._read:
            self._read[span] = self._passage(span)
        return self._read[span]

    def _passage(self, span: Span) -> Passage:
        start, end = span
        inside = [part for one in self._whole if (part := one.within(span))]
        alone = Document.from_text(self._text[start:end], language=self._record.language)
        if self._analysis.published:  # dates without a year are of the year in which it was published
            alone = replace(alone, published=self._analysis.published[0])
        with heard(alone.text, fast=self._record.reading is None):
            analysis = analyse(alone, self._analysis.language)
            record = assemble(alone, analysis, self._record.language)
        for _, evidence in record.iter_evidence():
            evidence.start, evidence.end = evidence.start + start, evidence.end + start
        return Passage(
            [*inside, *(one.moved(start) for one in recognised_in(analysis))],
            things_of(record),
        )


def first(found: Iterable[Recognised], types: tuple[str, ...], fits: Callable[[Recognised], bool]) -> Recognised | None:
    """Give the first of some types that fits, or None."""
    return next((one for one in found if one.type in types and fits(one)), None)


def things_of(record: Record) -> Things:
    """Give a record's agencies, officials and airports."""
    things: Things = {("agency", agency.name): agency for agency in record.agencies}
    things |= {("official", official.name): official for official in record.officials}
    things |= {("airport", airport.iata): airport for airport in record.airports if airport.iata}
    return things


def _occurrences(text: str, words: str) -> Iterator[Span]:
    start = text.find(words)
    while start >= 0:
        yield start, start + len(words)
        start = text.find(words, start + 1)
