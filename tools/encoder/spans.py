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
from crackdown.loaders.extraction.text import mentions
from crackdown.loaders.extraction.what import candidates, kinds, operations, reporting, uncounted
from crackdown.loaders.extraction.when import date_links, published
from crackdown.loaders.extraction.where import country_links, other_links
from crackdown.loaders.extraction.who import affiliation, body_links, issuer, parents
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
        (date_links, "no_date_features", _of_no_date), (uncounted, "uncounted_candidates", _uncounted),
        (published, "published_candidates", _published), (issuer, "issuer_candidates", _issuers),
        (affiliation, "affiliation_candidates", _affiliations), (parents, "parent_candidates", _parents),
        (country_links, "country_candidates", _links), (country_links, "nationality_candidates", _links),
        (date_links, "date_candidates", _links), (other_links, "airport_candidates", _links),
        (other_links, "offence_candidates", _links), (body_links, "agency_candidates", _links),
        (body_links, "official_candidates", _links),
    ):  # fmt: skip
        replace_everywhere(getattr(module, name), add)


def replace_everywhere(function: Callable[..., Any], change: Callable[..., Any]) -> None:
    """Put `change(function, *arguments)` in the place of a function in every module of the package that holds it."""

    @wraps(function)
    def changed(*arguments: Any) -> Any:
        return change(function, *arguments)

    for name, module in list(sys.modules.items()):
        if name.startswith("crackdown."):
            for holder in (vars(module), *(v for k, v in vars(module).items() if k == "_CANDIDATES")):
                for key in [key for key, value in holder.items() if value is function]:
                    holder[key] = changed


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


def _of_no_date(function: Any, analysis: Any, draft: Any) -> list[linear.Features]:
    anchor = candidates.anchor_of(draft)
    around = _sentence(analysis.sentences, anchor[0])
    return [*function(analysis, draft), _write(anchor, [around], around)]


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
    anchor = candidates.anchor_of(draft)
    around = _sentence(analysis.sentences, anchor[0])
    named: dict[str, list[Span]] = {}
    for mention in analysis.of_type("country"):
        named.setdefault(mention.value, []).append((mention.start, mention.end))
    for one in found:
        if one.features[-1].names[-1].startswith("@"):
            continue  # found before, and remembered
        others = named.get(one.value, []) if isinstance(one.value, str) else getattr(one.value, "spans", [])
        one.features.append(_write(anchor, [one.span, *others], around))
    return found
