"""What the recognisers found in a text, one by one, in the words of the record: all that a model can pick from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from crackdown.graph.announcement.record import Evidence
from crackdown.loaders.extraction.how_many.counts import Count
from crackdown.loaders.extraction.text.analysis import Analysis
from crackdown.loaders.extraction.what.candidates import nearest_span
from crackdown.loaders.extraction.what.kinds import FITTING, KINDS
from crackdown.loaders.extraction.who.known_names import usual_name

Span = tuple[int, int]


@dataclass(frozen=True)
class Recognised:
    """One thing with every place that names it, in the original's offsets.

    Attributes:
        type: count, kind, date, country, place, agency, official, airport or offence.
        value: as the record has it; of a kind's word, the kinds that it may stand for.
        spans: where it stands.
        told: a few words for the model's list.
        country: of a place.
        noun: what a count counts.
        counted: how evidence of a count is told: precision and number as printed.
    """

    type: str
    value: Any
    spans: tuple[Span, ...]
    told: str = ""
    country: str | None = None
    noun: str | None = None
    counted: dict[str, str] = field(default_factory=dict)

    def within(self, span: Span) -> Recognised | None:
        """Give the part of it that stands inside a span, or None."""
        inside = tuple(own for own in self.spans if span[0] <= own[0] and own[1] <= span[1])
        return replace(self, spans=inside) if inside else None

    def moved(self, by: int) -> Recognised:
        """Give the same further on in a longer text."""
        return replace(self, spans=tuple((start + by, end + by) for start, end in self.spans))

    def nearest(self, anchor: Span) -> Span:
        """Give the place of it that is nearest to another."""
        return nearest_span(anchor, list(self.spans))

    def evidence(self, text: str, anchor: Span, confidence: float, read_by: str) -> Evidence:
        """Make the evidence that it stands in `text`, at its place nearest to `anchor`."""
        start, end = self.nearest(anchor)
        return Evidence.model_validate(
            {
                "quote": text[start:end], "start": start, "end": end, "confidence": confidence, "read_by": read_by,
                **self.counted,
            }
        )  # fmt: skip


def recognised_in(analysis: Analysis) -> list[Recognised]:
    """List what one text's recognisers found, by type and in the order of the text."""
    return [*_counts(analysis), *_kinds(analysis), *_dates(analysis), *_lexical(analysis), *_named(analysis)]


def _counts(analysis: Analysis) -> Iterator[Recognised]:
    for count in analysis.counts:
        if count.noun != "bystanders":
            start, end = (count.hedge.start if count.hedge else count.start), max(count.noun_end, count.end)
            countries = "/".join(dict.fromkeys(mention.value for mention in count.countries))
            yield Recognised(
                "count", count.value, (analysis.view.span(start, end),), f"{count.value} {countries}".strip(),
                noun=count.noun, counted=_told_count(analysis, count),
            )  # fmt: skip


def _told_count(analysis: Analysis, count: Count) -> dict[str, str]:
    return {
        "precision": count.hedge.value if count.hedge else "exactly",
        "printed": analysis.view.quote(count.start, count.end),
    }


def _kinds(analysis: Analysis) -> Iterator[Recognised]:
    for mention in analysis.of_type("kind"):
        fitting = frozenset(k for k in KINDS if mention.value == k or mention.value in FITTING.get(k, ()))
        told = "/".join(sorted(fitting))
        yield Recognised("kind", fitting, (analysis.view.span(mention.start, mention.end),), told)


def _dates(analysis: Analysis) -> Iterator[Recognised]:
    for date in analysis.dates:
        if not date.is_published:  # the dateline's own is no operation's, as for the built-in reader
            is_span = isinstance(date.value, tuple)
            value = {"from": date.value[0], "to": date.value[1]} if is_span else date.value
            told = "/".join(date.value) if is_span else str(date.value)
            yield Recognised("date", value, (analysis.view.span(date.start, date.end),), told)


def _lexical(analysis: Analysis) -> Iterator[Recognised]:
    for type_ in ("country", "place", "offence"):
        found: dict[tuple[str, str | None], list[Span]] = {}
        for mention in analysis.of_type(type_):
            country = str(mention.data["country"]) if type_ == "place" else None
            spans = found.setdefault((mention.value, country), [])
            spans.append(analysis.view.span(mention.start, mention.end))
        for (value, country), spans in found.items():
            yield Recognised(type_, value, tuple(spans), f"{value} ({country})" if country else value, country=country)


def _named(analysis: Analysis) -> Iterator[Recognised]:
    named: list[tuple[str, str, list[Span]]] = [
        *(("agency", found.name, found.spans) for found in analysis.agencies),
        *(("official", usual_name(found.name), found.spans) for found in analysis.officials),
        *(("airport", found.iata, found.spans) for found in analysis.airports if found.iata),
    ]
    merged: dict[tuple[str, str], list[Span]] = {}
    for type_, name, spans in named:
        merged.setdefault((type_, name), []).extend(analysis.view.span(*span) for span in spans)
    for (type_, name), spans in merged.items():
        yield Recognised(type_, name, tuple(spans), name)


def of_type(found: Iterable[Recognised], *types: str) -> list[Recognised]:
    """Give those of some types."""
    return [one for one in found if one.type in types]


def place_as_country(place: Recognised) -> Recognised:
    """Give the country that a place's name stands for."""
    return Recognised("country", place.country, place.spans, place.told)
