"""What people quoted in the gold: the examples from which the reader learns which words to quote for a fact.

Of several places where a text states a value, those are right that share a character with the gold's quote, wherever in
the text its words stand. Where all are right or none is, there is nothing to learn.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import Any

from crackdown.loaders.extraction.models.linear import names_of
from crackdown.loaders.extraction.record.quoting import quote_options
from crackdown.loaders.extraction.text.analysis import Analysis
from crackdown.loaders.extraction.text.wordings import Wording, wordings_of
from crackdown.loaders.extraction.what.drafts import Draft
from crackdown.loaders.extraction.who.agency_found import AgencyFound
from crackdown.loaders.extraction.who.quoted_names import name_options, own_names, sources_of
from crackdown.loaders.training.choices import Options

FindAgency = Callable[[str], AgencyFound | None]  # by its name in the gold


def quote_choices(
    analysis: Analysis, gold: dict[str, Any], operations: list[tuple[dict[str, Any], Draft]], find: FindAgency
) -> Iterator[tuple[str, Options]]:
    """Give, by model, the words that state a value, each with its features and whether a person quoted it."""
    for operation, draft in operations:
        for slot, value, words in _values(operation, find):
            wordings = wordings_of(analysis, draft, slot, value)
            if is_right := _told_apart(analysis, wordings, words):
                options = map(names_of, quote_options(analysis, draft, slot, wordings))
                yield f"quote:{slot}", list(zip(options, is_right, strict=True))
    announced = gold.get("evidence", {}).get("announced_by", {})
    for item in gold["agencies"]:
        agency = find(item["name"])
        if agency is not None:
            named = item.get("evidence", {}).get("name")
            yield from _name_choice(analysis, "name", own_names(agency), named)
            yield from _name_choice(analysis, "announced_by", sources_of(analysis, agency), announced.get(item["name"]))


def _name_choice(
    analysis: Analysis, slot: str, wordings: list[Wording], words: str | None
) -> Iterator[tuple[str, Options]]:
    if words and (is_right := _told_apart(analysis, wordings, words)):
        options = map(names_of, name_options(analysis, wordings))
        yield f"quote:{slot}", list(zip(options, is_right, strict=True))


def _values(operation: dict[str, Any], find: FindAgency) -> Iterator[tuple[str, object, str]]:
    """Give slot, value and quoted words of what the gold states of an operation."""
    evidence = operation.get("evidence", {})
    for slot in ("kind", "country", "destination"):
        if operation[slot] and evidence.get(slot):
            yield slot, operation[slot], evidence[slot]
    for slot, key in (("offence", "offences"), ("nationality", "nationalities"), ("agency", "agencies")):
        for name, words in evidence.get(key, {}).items():
            value = find(name) if slot == "agency" else name
            if value is not None and words:
                yield slot, value, words


def _told_apart(analysis: Analysis, wordings: list[Wording], words: str) -> list[bool]:
    """Tell which wordings share a character with a quote; nothing where that tells none apart."""
    places = _places_of(analysis, words)
    is_right = [any(start < one.end and one.start < end for start, end in places) for one in wordings]
    return is_right if any(is_right) and not all(is_right) else []


def _places_of(analysis: Analysis, words: str) -> list[tuple[int, int]]:
    """Give every place where quoted words ("words" or "words@2") stand, in normalised offsets."""
    bare = words if words in analysis.view.original else re.sub(r"@\d+$", "", words)
    starts = analysis.view.starts
    found = re.finditer(re.escape(bare), analysis.view.original)
    return [(bisect_left(starts, match.start()), bisect_left(starts, match.end())) for match in found]
