"""Content negotiation: which of the media types on offer does a request like best? RFC 9110, section 12.5.1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Range:
    """One media range of an Accept header, with its weight from 0 to 1."""

    type: str
    subtype: str
    weight: float

    def specificity(self, media_type: str) -> int | None:
        """Tell how closely the range fits: 2 for the type itself, 1 for `type/*`, 0 for `*/*`, None for not at all."""
        type_, _, subtype = media_type.partition("/")
        if (self.type, self.subtype) == (type_, subtype):
            return 2
        if (self.type, self.subtype) == (type_, "*"):
            return 1
        return 0 if (self.type, self.subtype) == ("*", "*") else None


def parse_accept(header: str) -> list[Range]:
    """Read an Accept header; what is no media range is passed over.

    >>> parse_accept("text/turtle;q=0.5, nonsense")
    [Range(type='text', subtype='turtle', weight=0.5)]
    """
    ranges = []
    for part in header.lower().split(","):
        media, *parameters = (piece.strip() for piece in part.split(";"))
        type_, slash, subtype = media.partition("/")
        if slash and type_ and subtype:
            ranges.append(Range(type_, subtype, _weight(parameters)))
    return ranges


def negotiate(header: str | None, offered: Sequence[str]) -> str | None:
    """Choose from media types on offer, best liked first; between equals the first offered wins.

    Without a header (or an empty one) everything is welcome. None where nothing fits.

    >>> negotiate("text/csv;q=0.4, application/*", ["text/csv", "application/json"])
    'application/json'
    >>> negotiate("*/*, text/csv;q=0", ["text/csv"]) is None
    True
    """
    ranges = parse_accept(header or "")
    if not ranges:
        return offered[0] if not (header or "").strip() else None
    weights = [(_weight_of(media_type, ranges), -position) for position, media_type in enumerate(offered)]
    weight, position = max(weights)
    return offered[-position] if weight > 0 else None


def _weight_of(media_type: str, ranges: Sequence[Range]) -> float:
    """Return the weight of the closest range that fits: `text/*;q=1, text/csv;q=0` keeps CSV out."""
    fits = [(fit, one.weight) for one in ranges if (fit := one.specificity(media_type)) is not None]
    return max(fits)[1] if fits else 0.0


def _weight(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0
