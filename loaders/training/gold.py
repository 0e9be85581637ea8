"""Gold records beside what the recognisers found: the examples that the models learn from."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import cache, partial
from typing import Any

from crackdown.loaders.extraction.how_many.count_roles import role_features
from crackdown.loaders.extraction.how_many.sums import find_sums
from crackdown.loaders.extraction.models.linear import names_of
from crackdown.loaders.extraction.text.analysis import Analysis
from crackdown.loaders.extraction.what.again import again_candidates
from crackdown.loaders.extraction.what.candidates import CARRIED, Candidate, before_features, value_key
from crackdown.loaders.extraction.what.chains import settled_before
from crackdown.loaders.extraction.what.drafts import SENT, Draft, mark_others
from crackdown.loaders.extraction.what.kinds import KINDS, best_trigger, kind_features
from crackdown.loaders.extraction.what.operations import is_candidate
from crackdown.loaders.extraction.what.reporting import reporting_features
from crackdown.loaders.extraction.what.totals import total_features
from crackdown.loaders.extraction.what.uncounted import only_person, uncounted_candidates
from crackdown.loaders.extraction.when.date_links import date_options
from crackdown.loaders.extraction.when.published import published_candidates, unpublished_features
from crackdown.loaders.extraction.when.written_dates import find_written
from crackdown.loaders.extraction.where.country_links import country_options
from crackdown.loaders.extraction.where.destination_links import destination_candidates
from crackdown.loaders.extraction.where.nationality_links import nationality_candidates
from crackdown.loaders.extraction.where.other_links import airport_candidates, offence_candidates
from crackdown.loaders.extraction.who.affiliation import affiliation_candidates
from crackdown.loaders.extraction.who.agency_found import AgencyFound
from crackdown.loaders.extraction.who.body_links import agency_candidates, official_candidates
from crackdown.loaders.extraction.who.issuer import Speaking, issuer_candidates
from crackdown.loaders.extraction.who.parents import parent_candidates
from crackdown.loaders.training.choices import Options
from crackdown.loaders.training.quotes import quote_choices

Labelled = tuple[str, list[str], bool]  # model, features, whether it is so
_LONG = 6  # characters of a name that may differ a little
_ALIKE = 0.88
Aligned = list[tuple[dict[str, Any], list[int]]]  # operations with the positions of the counts that state their people
Link = tuple[str, Candidate, bool]  # slot, what may fill it, whether it does
_FEW = 2  # people
_SMALL = 10  # numbers under this are too common to be found by value alone


def examples(analysis: Analysis, gold: dict[str, Any]) -> Iterator[Labelled]:
    """Give the labelled examples of one text for every model."""
    aligned = _aligned(analysis, gold)
    yield "reporting", names_of(reporting_features(analysis)), bool(gold["operations"])
    yield from _people(analysis, gold)
    yield from _roles(analysis, aligned)
    yield from _uncounted(analysis, aligned)
    drafts = _drafts(analysis, gold)
    yield from _again(analysis, aligned, drafts)
    for operation, draft in drafts:
        for slot, candidate, label in _links(analysis, operation, draft, gold):
            given = candidate.features
            if slot in CARRIED:
                key = slot, value_key(candidate.value)
                draft.had[key] = float(label)
                has_it = draft.before is not None and bool(draft.before.had.get(key))
                given = [*given, before_features(analysis, draft, has_it=has_it)]
            yield slot, names_of(given), label


def choices(analysis: Analysis, gold: dict[str, Any]) -> Iterator[tuple[str, Options]]:
    """Give what one text teaches the models that choose: the options of each choice, and which of them are right."""
    yield "published", _published(analysis, gold)
    home = _home(gold)
    if any(code == home for code, _ in analysis.homes):
        yield "home", [(names_of(given), code == home) for code, given in analysis.homes]
    drafts = _drafts(analysis, gold)
    for operation, draft in drafts:
        draft.likely["date"] = [(_date_of(operation), 1.0)]
    for operation, draft in drafts:
        wanted = _date_of(operation)
        candidates, options = date_options(analysis, draft, settled_before(draft, "date"))
        are_right = [candidate.value == wanted for candidate in candidates]
        yield "date", list(zip(map(names_of, options), [*are_right, not any(are_right)], strict=True))
        yield "country", _country_options(analysis, operation, draft)
        draft.likely["country"] = [(operation["country"], 1.0)]
    yield from quote_choices(analysis, gold, drafts, partial(_agency_found, analysis, gold))


def _home(gold: dict[str, Any]) -> str | None:
    """Give the country of whoever announces."""
    countries = {agency["name"]: agency["country"] for agency in gold["agencies"]}
    return next(filter(None, map(countries.get, gold["announced_by"])), None)


def _date_of(operation: dict[str, Any]) -> Any:
    date = operation["date"]
    return (date["from"], date["to"]) if isinstance(date, dict) else date


def _country_options(analysis: Analysis, operation: dict[str, Any], draft: Draft) -> Options:
    candidates, options = country_options(analysis, draft, settled_before(draft, "country"))
    are_right = [candidate.value == operation["country"] for candidate in candidates]
    return list(zip(map(names_of, options), [*are_right, not any(are_right)], strict=True))


def _agency_found(analysis: Analysis, gold: dict[str, Any], name: str) -> AgencyFound | None:
    """Give the body of the text that the gold knows by a name."""
    forms = {item["name"]: _folded([item["name"], *item["also"]]) for item in gold["agencies"]}.get(
        name, _folded([name])
    )
    return next((a for a in analysis.agencies if _are_same(_folded([a.name, *a.forms]), forms)), None)


def _aligned(analysis: Analysis, gold: dict[str, Any]) -> list[tuple[dict[str, Any], list[int]]]:
    """Give each operation with the counts that state its people; none where another one's sentence states them."""
    return [
        (operation, [] if _is_again(analysis, operation, gold) else _counts_of(analysis, operation))
        for operation in gold["operations"]
    ]


def _is_again(analysis: Analysis, operation: dict[str, Any], gold: dict[str, Any]) -> bool:
    """Tell whether what was done to another operation's people is told where their number does not stand."""
    persons, kind = operation["persons"], operation["kind"]
    alike = [one for one in gold["operations"] if persons and one["persons"] == persons]
    if all(one["kind"] == kind for one in alike) or _states_people(analysis, operation):
        return False
    return any(_states_people(analysis, one) for one in alike if one["kind"] != kind) or operation is not alike[0]


def _states_people(analysis: Analysis, operation: dict[str, Any]) -> bool:
    """Tell whether the sentence that says what was done also says to how many, or no words say what was done."""
    index, sentence = analysis.sentences.index, _sentence_of(analysis, operation)
    own = {index(analysis.counts[position].start) for position in _counts_of(analysis, operation)}
    return sentence is None or sentence in own


def _sentence_of(analysis: Analysis, operation: dict[str, Any]) -> int | None:
    """Give the sentence whose words say what was done."""
    span = _quote_span(analysis, operation.get("evidence", {}).get("kind"))
    return None if span is None else analysis.sentences.index(span[0])


def _drafts(analysis: Analysis, gold: dict[str, Any]) -> list[tuple[dict[str, Any], Draft]]:
    """Give the gold operations as drafts, where the text shows from what they were made, in its order."""
    drafts = [
        (operation, draft)
        for operation, positions in _aligned(analysis, gold)
        if (draft := _draft(analysis, operation, positions)) is not None
    ]
    for operation, draft in drafts:
        if operation["persons"] and not draft.counts:
            draft.whose = next((d for _, d in drafts if d.counts and d.persons == operation["persons"]), None)
    drafts = [one for one in drafts if one[1].persons or (one[0]["persons"] or 0) < _FEW]
    mark_others(analysis, [draft for _, draft in drafts])
    return sorted(drafts, key=lambda item: item[1].position)


def _published(analysis: Analysis, gold: dict[str, Any]) -> Options:
    """Which of the days that a text names is the date of its publication, or that none is."""
    view, language = analysis.view, analysis.language
    written = find_written(view, language.code)
    span = _quote_span(analysis, gold.get("evidence", {}).get("published"))
    candidates = published_candidates(view, written, language, analysis.mentions)
    options = []
    for candidate in candidates:
        is_there = span is None or (candidate.written.start < span[1] and span[0] < candidate.written.end)
        options.append((names_of(candidate.features), candidate.day.isoformat() == gold["published"] and is_there))
    return [*options, (names_of(unpublished_features(candidates)), not any(is_right for _, is_right in options))]


def _people(analysis: Analysis, gold: dict[str, Any]) -> Iterator[Labelled]:
    """Who announces, and whom each official acts for."""
    forms = {item["name"]: _folded([item["name"], *item["also"]]) for item in [*gold["agencies"], *gold["officials"]]}
    wanted = set().union(*(forms.get(name, _folded([name])) for name in gold["announced_by"]))
    speaking = Speaking(
        analysis.view, analysis.language, analysis.language.automaton.find(analysis.view), analysis.sentences,
        analysis.agencies, analysis.officials, analysis.home,
    )  # fmt: skip
    for agency, _, given in issuer_candidates(speaking):
        yield "issuer", names_of(given), _are_same(_folded([agency.name, *agency.forms]), wanted)
    yield from _parents(analysis, gold, forms)
    for official in analysis.officials:
        known = [o for o in gold["officials"] if _folded([o["name"], *o["also"]]) & _folded(official.forms)]
        if known:
            own = forms.get(known[0]["agency"], set()) if known[0]["agency"] else set()
            for agency, _, given in affiliation_candidates(
                official, analysis.officials, analysis.agencies, analysis.sentences, analysis.home
            ):
                yield "affiliation", names_of(given), _are_same(_folded([agency.name, *agency.forms]), own)


def _parents(analysis: Analysis, gold: dict[str, Any], forms: dict[str, set[str]]) -> Iterator[Labelled]:
    """Which body each body is part of."""
    places = analysis.of_type("place")
    for agency in analysis.agencies:
        own = _folded([agency.name, *agency.forms])
        known = next((item for item in gold["agencies"] if _are_same(forms[item["name"]], own)), None)
        if known is not None:
            wanted = forms.get(known["parent"], set()) if known["parent"] else set()
            for other, given in parent_candidates(agency, analysis.agencies, analysis.sentences, places):
                yield "parent", names_of(given), _are_same(_folded([other.name, *other.forms]), wanted)


def _quote_span(analysis: Analysis, quote: Any) -> tuple[int, int] | None:
    """Locate a gold quote ("words" or "words@2") in normalised offsets."""
    if not isinstance(quote, str):
        return None
    numbered = re.match(r"(?s)^(.*)@(\d+)$", quote)
    words, nth = (numbered[1], int(numbered[2])) if numbered and quote not in analysis.view.original else (quote, 1)
    start = -1
    for _ in range(nth):
        start = analysis.view.original.find(words, start + 1)
        if start < 0:
            return None
    starts = analysis.view.starts
    return bisect_left(starts, start), bisect_left(starts, start + len(words))


def _counts_of(analysis: Analysis, operation: dict[str, Any]) -> list[int]:
    """Give the positions of the counts that state a gold operation's persons, the evidence's own first."""
    if operation["persons"] is None:
        return []
    span = _quote_span(analysis, operation.get("evidence", {}).get("persons"))
    same = [i for i, c in enumerate(analysis.counts) if c.value == operation["persons"] and not c.zero]
    exact = [i for i in same if span and span[0] <= analysis.counts[i].start < span[1]]
    in_title = [i for i in same if analysis.sentences.index(analysis.counts[i].start) == 0]
    rest = in_title if operation["persons"] < _SMALL else same
    if any(analysis.counts[i].noun not in {"women", "men"} for i in exact):
        rest = [i for i in rest if analysis.counts[i].noun not in {"women", "men"}]
    return exact + [i for i in rest if i not in exact]


def _roles(analysis: Analysis, aligned: list[tuple[dict[str, Any], list[int]]]) -> Iterator[Labelled]:
    sums = find_sums(analysis)
    owners: dict[int, dict[str, Any]] = {}
    kinds: dict[int, set[str]] = {}
    for operation, positions in aligned:
        for position in positions:
            owners.setdefault(position, operation)
            kinds.setdefault(position, set()).add(operation["kind"])
    unclear = _unclear(analysis, [operation for operation, _ in aligned], owners)
    for position, count in enumerate(analysis.counts):
        if not is_candidate(count) or position in unclear:
            continue
        yield "role", names_of(role_features(analysis, position, sums)), position in owners
        if position in owners:
            features = names_of(kind_features(analysis, count))
            for kind in KINDS:
                yield f"kind:{kind}", features, kind in kinds[position]
            is_total = bool(owners[position].get("total_of"))
            yield "total", names_of(total_features(analysis, count, position, sums)), is_total


def _unclear(analysis: Analysis, operations: list[dict[str, Any]], owners: Iterable[int]) -> set[int]:
    """Give the counts of few people that may or may not be an operation's: no words of the gold record tell."""
    small = {operation["persons"] for operation in operations if operation["persons"] and operation["persons"] < _SMALL}
    return {i for i, count in enumerate(analysis.counts) if count.value in small and i not in owners}


def _uncounted(analysis: Analysis, aligned: list[tuple[dict[str, Any], list[int]]]) -> Iterator[Labelled]:
    used = {analysis.sentences.index(analysis.counts[p].start) for _, positions in aligned for p in positions}
    wanted: set[tuple[str, int]] = set()
    for operation, positions in aligned:
        span = _quote_span(analysis, operation.get("evidence", {}).get("kind"))
        if operation["persons"] in {None, 1} and not positions and span:
            wanted.add((operation["kind"], analysis.sentences.index(span[0])))
    for candidate in uncounted_candidates(analysis, used):
        yield "uncounted", names_of(candidate.features), (candidate.kind, candidate.sentence) in wanted


def _again(analysis: Analysis, aligned: Aligned, drafts: list[tuple[dict[str, Any], Draft]]) -> Iterator[Labelled]:
    told = {
        (operation["kind"], _sentence_of(analysis, operation), operation["persons"])
        for operation, positions in aligned
        if not positions
    }
    for candidate in again_candidates(analysis, [draft for _, draft in drafts if draft.counts]):
        one = candidate.kind, candidate.sentence, candidate.whose.persons
        yield "again", names_of(candidate.features), one in told


def _draft(analysis: Analysis, operation: dict[str, Any], positions: list[int]) -> Draft | None:
    counts = [analysis.counts[position] for position in positions]
    if counts:
        trigger = best_trigger(analysis, counts[0], operation["kind"])
        return Draft(operation["kind"], counts, trigger, is_total=bool(operation.get("total_of")))
    span = _quote_span(analysis, operation.get("evidence", {}).get("kind"))
    if span is None:
        return None
    near = [m for m in analysis.of_type("kind") if abs(m.start - span[0]) < 40]
    if not near:
        return None
    trigger = min(near, key=lambda m: abs(m.start - span[0]))
    is_one = operation["persons"] == 1
    return Draft(operation["kind"], only_person(analysis, operation["kind"], trigger) if is_one else [], trigger)


def _links(analysis: Analysis, operation: dict[str, Any], draft: Draft, gold: dict[str, Any]) -> Iterator[Link]:
    if draft.kind in SENT:
        for candidate in destination_candidates(analysis, draft):
            yield "destination", candidate, candidate.value == operation["destination"]
    if draft.counts:
        for candidate in nationality_candidates(analysis, draft):
            yield "nationality", candidate, candidate.value in operation["nationalities"]
    for candidate in offence_candidates(analysis, draft):
        yield "offence", candidate, candidate.value in operation["offences"]
    for candidate in airport_candidates(analysis, draft):
        yield "airport", candidate, candidate.value.iata in operation["airports"]  # type: ignore[attr-defined]
    yield from _bodies(analysis, operation, draft, gold)


def _bodies(analysis: Analysis, operation: dict[str, Any], draft: Draft, gold: dict[str, Any]) -> Iterator[Link]:
    forms = {item["name"]: _folded([item["name"], *item["also"]]) for item in [*gold["agencies"], *gold["officials"]]}
    for slot, key in (("agency", "agencies"), ("partner", "partners")):
        wanted = set().union(*(forms.get(name, {name}) for name in operation[key]))
        for candidate in agency_candidates(analysis, draft):
            agency: Any = candidate.value
            yield slot, candidate, _are_same(_folded([agency.name, *agency.forms]), wanted)
    wanted = set().union(*(forms.get(name, {name}) for name in operation["officials"]))
    for candidate in official_candidates(analysis, draft):
        official: Any = candidate.value
        yield "official", candidate, _are_same(_folded(official.forms), wanted)


def _folded(names: list[str]) -> set[str]:
    return {re.sub(r"\W+", " ", name).strip().lower() for name in names}


def _are_same(names: set[str], others: set[str]) -> bool:
    """Tell whether two sets of folded names share one, or nearly: an inflected name, a word more."""
    return bool(names & others) or any(_nearly(one, other) for one in names for other in others)


@cache
def _nearly(one: str, other: str) -> bool:
    if min(len(one), len(other)) < _LONG:
        return False
    matcher = SequenceMatcher(None, one, other)
    return matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE
