"""Which words of a text a question of the linker is about.

The linear models are asked by named features alone. Here every list of features gets one more entry, the place: the
spans, in normalised offsets, of what asks, of what is asked about and of the sentence around. `@10-12@40-52,80-92@0-60`
reads: the count at 10–12 asks about what is named at 40–52 and again at 80–92; its sentence is 0–60. To a linear model
that is a feature it has never seen, which counts nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any, NamedTuple

from crackdown.loaders.extraction.how_many import count_roles
from crackdown.loaders.extraction.models import linear
from crackdown.loaders.extraction.record import quoting
from crackdown.loaders.extraction.text import mentions
from crackdown.loaders.extraction.what import candidates, kinds, operations, reporting, uncounted
from crackdown.loaders.extraction.when import date_links, published
from crackdown.loaders.extraction.where import country_links, other_links
from crackdown.loaders.extraction.who import affiliation, body_links, issuer, parents, quoted_names
from crackdown.loaders.training import gold  # noqa: F401 - loads every module whose functions are replaced

Span = tuple[int, int]
_MOST = 6  # mentions of one candidate that are kept
_AROUND = 150  # characters around a date whose text is not yet cut into sentences


class Place(NamedTuple):
    """The spans of a question: what asks, the mentions of what it asks about (the nearest first), the sentence."""

    anchor: Span
    mentions: tuple[Span, ...]
    sentence: Span


def place_of(features: Iterable[str]) -> Place | None:
    """Give the place among some features; the last, where there are several."""
    found = [feature for feature in features if feature.startswith("@")]
    if not found:
        return None
    anchor, mentioned, sentence = found[-1][1:].split("@")
    return Place(_span(anchor), tuple(map(_span, mentioned.split(","))), _span(sentence))


def without_place(features: Iterable[str]) -> list[str]:
    """Give the features that the linear models know."""
    return [feature for feature in features if not feature.startswith("@")]


def add_places() -> None:
    """Have every function that gives features for a model give the place too, wherever it is imported."""
    for module, name, add in (
        (count_roles, "role_features", _of_position), (kinds, "kind_features", _of_count),
        (operations, "total_features", _of_total), (reporting, "reporting_features", _of_text),
        (uncounted, "uncounted_candidates", _uncounted), (published, "published_candidates", _published),
        (published, "unpublished_features", _unpublished), (issuer, "issuer_candidates", _issuers),
        (affiliation, "affiliation_candidates", _affiliations), (parents, "parent_candidates", _parents),
        (country_links, "country_candidates", _links), (country_links, "country_options", _options),
        (country_links, "destination_candidates", _links), (country_links, "nationality_candidates", _links),
        (date_links, "date_options", _options), (other_links, "airport_candidates", _links),
        (other_links, "offence_candidates", _links), (body_links, "agency_candidates", _links),
        (body_links, "official_candidates", _links), (quoting, "quote_options", _quotes),
        (quoted_names, "name_options", _names),
    ):  # fmt: skip
        replace_everywhere(getattr(module, name), add)


def replace_everywhere(function: Callable[..., Any], change: Callable[..., Any]) -> None:
    """Put `change(function, *arguments)` in the place of a function in every module of the package that holds it."""

    @wraps(function)
    def changed(*arguments: Any) -> Any:
        return change(function, *arguments)

    for name, module in list(sys.modules.items()):
        if name.startswith("crackdown."):
            for key, value in list(vars(module).items()):
                if (other := _replaced(value, function, changed)) is not value:
                    setattr(module, key, other)


def _replaced(value: Any, function: Callable[..., Any], changed: Callable[..., Any]) -> Any:
    """Give a value with one function in the place of another, in tuples too; the value itself if it holds none."""
    if value is function:
        return changed
    if type(value) is not tuple:
        return value
    others = tuple(_replaced(one, function, changed) for one in value)
    return value if all(one is other for one, other in zip(value, others, strict=True)) else others


def _span(text: str) -> Span:
    start, end = text.split("-")
    return int(start), int(end)


def _write(anchor: Span, mentioned: Iterable[Span], sentence: Span) -> linear.Features:
    kept = list(dict.fromkeys((int(start), int(end)) for start, end in mentioned))[:_MOST]
    return linear.Features(["@".join(["", _text(anchor), ",".join(map(_text, kept)), _text(sentence)])])


def _text(span: Span) -> str:
    return f"{span[0]}-{span[1]}"


def _sentence(sentences: Any, position: int) -> Span:
    found = sentences.at(position)
    return found.start, found.end


def _count_place(analysis: Any, count: Any) -> linear.Features:
    """A count asks about the nearest word for an action in its sentence, or else about its sentence."""
    around = _sentence(analysis.sentences, count.start)
    words = analysis.in_sentence(analysis.sentences.index(count.start), "kind")
    own = count.start, count.noun_end
    nearest = min(words, key=lambda m: mentions.distance(*own, m.start, m.end), default=None)
    return _write(own, [(nearest.start, nearest.end) if nearest else around], around)


def _of_position(function: Any, analysis: Any, position: int, sums: Any) -> list[linear.Features]:
    return [*function(analysis, position, sums), _count_place(analysis, analysis.counts[position])]


def _of_count(function: Any, analysis: Any, count: Any) -> list[linear.Features]:
    return [*function(analysis, count), _count_place(analysis, count)]


def _of_total(function: Any, analysis: Any, count: Any, position: int, sums: Any) -> list[linear.Features]:
    return [*function(analysis, count, position, sums), _count_place(analysis, count)]


def _of_text(function: Any, analysis: Any) -> list[linear.Features]:
    whole = 0, len(analysis.view.text)
    return [*function(analysis), _write(_sentence(analysis.sentences, 0), [whole], whole)]


def _uncounted(function: Any, analysis: Any, used: Any) -> list[Any]:
    found: list[Any] = function(analysis, used)
    for one in found:
        around = _sentence(analysis.sentences, one.trigger.start)
        one.features.append(_write((one.trigger.start, one.trigger.end), [around], around))
    return found


def _published(function: Any, view: Any, *arguments: Any) -> list[Any]:
    found: list[Any] = function(view, *arguments)
    for one in found:
        span = one.written.start, one.written.end
        around = max(0, span[0] - _AROUND), min(len(view.text), span[1] + _AROUND)
        one.features.append(_write((0, around[1] - around[0]), [span], around))
    return found


def _unpublished(function: Any, found: Any) -> list[linear.Features]:
    beginning = 0, _AROUND
    return [*function(found), _write(beginning, [beginning], beginning)]


def _issuers(function: Any, speaking: Any) -> Iterator[tuple[Any, Span, list[linear.Features]]]:
    for agency, span, features in function(speaking):
        around = _sentence(speaking.sentences, span[0])
        yield agency, span, [*features, _write(around, [span, *agency.spans], around)]


def _affiliations(function: Any, official: Any, agencies: Any, sentences: Any, home: Any) -> list[Any]:
    anchor = official.spans[0]
    around = _sentence(sentences, anchor[0])
    found = function(official, agencies, sentences, home)
    return [
        (agency, span, [*features, _write(anchor, [span, *agency.spans], around)]) for agency, span, features in found
    ]


def _parents(function: Any, agency: Any, agencies: Any, sentences: Any, places: Any) -> Iterator[Any]:
    around = _sentence(sentences, agency.spans[0][0])
    for other, features in function(agency, agencies, sentences, places):
        yield other, [*features, _write(agency.spans[0], other.spans, around)]


def _links(function: Any, analysis: Any, draft: Any, *slot: str) -> list[Any]:
    """An operation asks about a candidate: its nearest mention, then the others."""
    found: list[Any] = function(analysis, draft, *slot)
    named: dict[str, list[Span]] = {}
    for mention in analysis.of_type("country"):
        named.setdefault(mention.value, []).append((mention.start, mention.end))
    for one in found:
        if _is_place(one.features[-1]):
            continue  # found before, and remembered
        others = named.get(one.value, []) if isinstance(one.value, str) else getattr(one.value, "spans", [])
        one.features.append(_from_draft(analysis, draft, [one.span, *others]))
    return found


def _options(function: Any, analysis: Any, draft: Any, before: Any) -> tuple[list[Any], list[list[linear.Features]]]:
    """An operation asks about each candidate, and about none: then about the sentence that states it."""
    found, options = function(analysis, draft, before)
    around = _sentence(analysis.sentences, candidates.anchor_of(draft)[0])
    spans = [*(one.span for one in found), around]
    return found, [
        given if any(map(_is_place, given)) else [*given, _from_draft(analysis, draft, [span])]
        for given, span in zip(options, spans, strict=True)
    ]


def _is_place(given: linear.Features) -> bool:
    return given.names[-1:] != () and given.names[-1].startswith("@")


def _from_draft(analysis: Any, draft: Any, mentioned: list[Span]) -> linear.Features:
    anchor = candidates.anchor_of(draft)
    return _write(anchor, mentioned, _sentence(analysis.sentences, anchor[0]))


def _quotes(function: Any, analysis: Any, draft: Any, wordings: list[Any]) -> list[list[linear.Features]]:
    """An operation asks about words in their own sentence: do they state the value for it?"""
    anchor = candidates.anchor_of(draft)
    return [
        [*given, _write(anchor, [one.span], _sentence(analysis.sentences, one.start))]
        for given, one in zip(function(analysis, draft, wordings), wordings, strict=True)
    ]


def _names(function: Any, analysis: Any, wordings: list[Any]) -> list[list[linear.Features]]:
    around = [_sentence(analysis.sentences, one.start) for one in wordings]
    return [
        [*given, _write(sentence, [one.span], sentence)]
        for given, one, sentence in zip(function(analysis, wordings), wordings, around, strict=True)
    ]
