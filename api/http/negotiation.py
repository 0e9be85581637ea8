"""Content negotiation: which media type, or coding, on offer does a request like best? RFC 9110, section 12.5."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from starlette.datastructures import Headers

# A comma or a semicolon parts a header, but for those inside quotes: `profile="https://example.org/a,b"`.
_COMMA: Final = re.compile(r',(?=(?:[^"]*"[^"]*")*[^"]*$)')
_SEMICOLON: Final = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')
_LONGEST_REMEMBERED: Final = 500  # characters of a header; browsers send some 150
_WEIGHT: Final = re.compile(r"\d*\.?\d+|\d+\.")  # no "nan", "inf" or "1e3", which float() would read


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
    for part in _COMMA.split(header.lower()):
        media, *parameters = (piece.strip() for piece in _SEMICOLON.split(part))
        type_, slash, subtype = media.partition("/")
        if slash and type_ and subtype:
            ranges.append(Range(type_, subtype, _weight(parameters)))
    return ranges


def accept_of(headers: Headers) -> str | None:
    """Return the Accept header of a request: a list may come in several (RFC 9110, section 5.3)."""
    return ", ".join(headers.getlist("accept")) or None


def negotiate(header: str | None, offered: Sequence[str]) -> str | None:
    """Choose from media types on offer, best liked first; between equals the first offered wins.

    Without a header (or an empty one) everything is welcome. None where nothing fits.

    >>> negotiate("text/csv;q=0.4, application/*", ["text/csv", "application/json"])
    'application/json'
    >>> negotiate("*/*, text/csv;q=0", ["text/csv"]) is None
    True
    """
    header = header or ""
    choose = _choose if len(header) <= _LONGEST_REMEMBERED else _choose.__wrapped__
    return choose(header, tuple(offered))


@lru_cache(maxsize=256)  # clients ask again with the header they asked with before
def _choose(header: str, offered: tuple[str, ...]) -> str | None:
    ranges = parse_accept(header)
    if not ranges:
        return offered[0] if not header.strip() else None
    weights = [(_weight_of(media_type, ranges), -position) for position, media_type in enumerate(offered)]
    weight, position = max(weights)
    return offered[-position] if weight > 0 else None


def choose_coding(header: str | None, offered: Sequence[str]) -> str | None:
    """Choose a content coding for an answer, best liked first; None for none at all ("identity").

    Without a header the answer is sent as it is. Where codings and identity weigh the same, the first coding wins.

    >>> choose_coding("gzip, deflate, br, zstd", ["zstd", "gzip"])
    'zstd'
    >>> choose_coding("gzip;q=0.5, identity", ["zstd", "gzip"]) is None
    True
    >>> choose_coding("*, zstd;q=0", ["zstd", "gzip"])
    'gzip'
    """
    weights = _coding_weights(header or "")
    others = weights.get("*", 0.0)
    plain = weights.get("identity", 0.0 if weights.get("*") == 0.0 else 1e-9)  # welcome, but after what is asked for
    best = max(offered, key=lambda coding: weights.get(coding, others))
    weight = weights.get(best, others)
    return best if weight > 0 and weight >= plain else None


def takes_plain(header: str | None) -> bool:
    """Tell whether an answer may come in no coding ("identity"), as it may unless that is ruled out.

    >>> takes_plain("gzip"), takes_plain("gzip, identity;q=0"), takes_plain("gzip, *;q=0")
    (True, False, False)
    """
    weights = _coding_weights(header or "")
    return weights.get("identity", weights.get("*", 1.0)) > 0


def _coding_weights(header: str) -> Mapping[str, float]:
    weights = {}
    for part in header.lower().split(","):
        coding, *parameters = (piece.strip() for piece in part.split(";"))
        if coding:
            weights[coding.removeprefix("x-")] = _weight(parameters)
    return weights


def _weight_of(media_type: str, ranges: Sequence[Range]) -> float:
    """Return the weight of the closest range that fits: `text/*;q=1, text/csv;q=0` keeps CSV out."""
    fits = [(fit, one.weight) for one in ranges if (fit := one.specificity(media_type)) is not None]
    return max(fits)[1] if fits else 0.0


def _weight(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            return min(float(value), 1.0) if _WEIGHT.fullmatch(value.strip()) else 0.0
    return 1.0
