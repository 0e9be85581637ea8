"""Countries as candidates: where an operation took place, where people were sent, whose nationals they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from crackdown.loaders.extraction.analysis import Analysis
from crackdown.loaders.extraction.candidates import (
    Candidate,
    Span,
    anchor_of,
    general_features,
    nearest_span,
    once_a_draft,
    relation_before,
    standing_features,
)
from crackdown.loaders.extraction.chains import carried_features
from crackdown.loaders.extraction.drafts import Draft
from crackdown.loaders.extraction.mentions import Mention, distance

_MARKS = 3  # characters before the first word of a line: brackets, a dash
_ENDS = {"place", "airport"}  # where a journey ends
_HOMEWARD = {"return", "repatriation"}  # words for coming home
_BROUGHT = {"repatriation", "rescue"}  # kinds that bring people home
_HANDED = {"deportation", "extradition"}  # kinds by which people are handed over


def country_mentions(analysis: Analysis) -> dict[str, list[tuple[Span, str]]]:
    """Give, by country, the spans that speak of it and how: name, demonym, place, airport or agency."""
    if country_mentions not in analysis.remembered:
        analysis.remembered[country_mentions] = _country_mentions(analysis)
    found: dict[str, list[tuple[Span, str]]] = analysis.remembered[country_mentions]
    return found


def _country_mentions(analysis: Analysis) -> dict[str, list[tuple[Span, str]]]:
    found: dict[str, list[tuple[Span, str]]] = {}
    for mention in analysis.of_type("country", "place"):
        code = mention.value if mention.type == "country" else str(mention.data["country"])
        how = "place" if mention.type == "place" else "demonym" if mention.data["demonym"] else "name"
        found.setdefault(code, []).append(((mention.start, mention.end), how))
    for airport in analysis.airports:
        if airport.country:
            found.setdefault(airport.country, []).extend((span, "airport") for span in airport.spans)
    for agency in analysis.agencies:
        if agency.country:
            found.setdefault(agency.country, []).extend((span, "agency") for span in agency.spans)
    return found


@once_a_draft
def country_candidates(analysis: Analysis, draft: Draft) -> list[Candidate]:
    """Give every country as a candidate for where the operation took place, or where the persons were sent."""
    anchor = anchor_of(draft)
    here = analysis.sentences.index(anchor[0])
    own = {m.value for count in draft.counts for m in count.countries}
    everything = country_mentions(analysis)
    surroundings = Surroundings(analysis, draft, everything)
    hosts = {agency.accredited_to for agency in analysis.agencies if agency.accredited_to}
    brings_home = draft.kind in {"repatriation", "extradition"}
    # Where people were brought home from: the country most named that is neither theirs nor the announcement's.
    foreign = {code: len(found) for code, found in everything.items() if code not in own | {analysis.home}}
    most_foreign = max(foreign, key=lambda code: foreign[code], default=None)
    most = max(map(len, everything.values()), default=0)
    candidates = []
    for code, mentions in everything.items():
        spans = [span for span, _ in mentions]
        span = nearest_span(anchor, spans)
        how = next(how for other, how in mentions if other == span)
        is_home, is_own = code == analysis.home, code in own
        features = [*standing_features(analysis, draft, span), *general_features(draft), f"how={how}"]
        features += [
            f"home={is_home}",
            f"home={is_home},kind={draft.kind}",
            f"own={is_own}",
            f"own={is_own},kind={draft.kind}",
            f"own={is_own},home={is_home},kind={draft.kind}",
            f"mentions={min(4, len(mentions))}",
            f"brings_home={brings_home},home={is_home},own={is_own}",
            f"brings_home={brings_home},most_foreign={code == most_foreign}",
            f"brings_home={brings_home},host={code in hosts}",
            f"brings_home={brings_home},how={how}",
            f"places={min(3, sum(how == 'place' for _, how in mentions))}",
            f"most={len(mentions) == most}",
            f"title={any(analysis.sentences.index(s[0]) == 0 for s in spans)},own={is_own}",
            f"issuer={bool(analysis.issuers) and analysis.issuers[0][0].country == code},kind={draft.kind}",
            *surroundings.features(code, is_home=is_home, is_own=is_own),
        ]
        for other, how_other in mentions:
            if analysis.sentences.index(other[0]) == here:
                features.append(f"here={how_other}")
                features.append(f"here={how_other},relation={relation_before(analysis, other)}")
        stated = _is_stated_destination(analysis, mentions, here)
        features.append(f"stated={stated},kind={draft.kind}")
        for relation in {relation_before(analysis, other) for other in spans}:
            features.append(f"somewhere={relation}")
        span = _evidence_span(anchor, mentions)
        candidates.append(Candidate(code, span, sorted(set(features)), stated=stated))
    return candidates


def country_options(analysis: Analysis, draft: Draft, before: object) -> tuple[list[Candidate], list[list[str]]]:
    """Give the countries where an operation may have taken place, and the features of each, of none at last.

    `before` is the country of the operation told before.
    """
    candidates = country_candidates(analysis, draft)
    features = [[*one.features, *carried_features(analysis, draft, before, one.value)] for one in candidates]
    none = [*_none_features(analysis, draft), *carried_features(analysis, draft, before, None)]
    return candidates, [*features, none]


@once_a_draft
def destination_candidates(analysis: Analysis, draft: Draft) -> list[Candidate]:
    """Give every country as a candidate for where the persons were sent."""
    own = {m.value for count in draft.counts for m in count.countries}
    return [
        replace(
            one,
            span=_whither_span(analysis, draft, str(one.value), own) or one.span,
            features=[*one.features, *_sent_features(analysis, draft, one, own)],
        )
        for one in country_candidates(analysis, draft)
    ]


def _whither_span(analysis: Analysis, draft: Draft, code: str, own: set[str]) -> Span | None:
    """Give the words that say whither: "to" a country, a place or airport of it, who took the people over, or "home".

    What stands in the operation's sentence says more than what stands elsewhere.
    """
    anchor = anchor_of(draft)
    here = analysis.sentences.index(anchor[0])
    mentions = country_mentions(analysis)[code]
    bodies = [span for agency in analysis.agencies for span in agency.spans]
    ends = [
        span
        for span, how in mentions
        if (how in _ENDS or (how == "name" and relation_before(analysis, span) == "to"))
        and not _opens_line(analysis, span)
        and not any(start <= span[0] < end for start, end in bodies)
    ]
    home = [(m.start, m.end) for m in analysis.of_type("kind") if m.value in _HOMEWARD]
    takers = [span for span, how in mentions if how == "agency"] if draft.kind in _HANDED else []
    if draft.kind not in _BROUGHT or (code not in own and code != analysis.home):
        home = []
    beside = [[span for span in spans if analysis.sentences.index(span[0]) == here] for spans in (ends, takers, home)]
    for spans in (*beside, home, ends):
        if spans:
            return nearest_span(anchor, spans)
    return None


def _opens_line(analysis: Analysis, span: Span) -> bool:
    """Tell whether a span stands at the beginning of a line, as the place of a dateline does."""
    return span[0] - (analysis.view.text.rfind("\n", 0, span[0]) + 1) <= _MARKS


def _sent_features(analysis: Analysis, draft: Draft, candidate: Candidate, own: set[str]) -> Iterator[str]:
    """Say what speaks for a country as the one that people were sent to."""
    is_own, is_home = candidate.value in own, candidate.value == analysis.home
    yield f"sent:own={is_own},owns={min(2, len(own))},kind={draft.kind}"
    yield f"sent:own={is_own},home={is_home},stated={candidate.stated}"
    yield f"sent:home={is_home},kind={draft.kind},owns={min(2, len(own))}"
    relations = {relation_before(analysis, span) for span, _ in country_mentions(analysis)[str(candidate.value)]}
    yield f"sent:to={'to' in relations},kind={draft.kind}"


def _none_features(analysis: Analysis, draft: Draft) -> Iterator[str]:
    """Describe an operation for the choice that no country is stated for it."""
    here = analysis.sentences.index(anchor_of(draft)[0])
    spans = [span for found in country_mentions(analysis).values() for span, _ in found]
    is_here = any(analysis.sentences.index(span[0]) == here for span in spans)
    yield "none"
    yield f"none:kind={draft.kind}"
    yield f"none:kind={draft.kind},here={is_here}"
    yield f"none:total={draft.is_total},here={is_here}"
    yield f"none:counted={bool(draft.counts)},here={is_here}"
    yield f"none:countries={min(5, len(country_mentions(analysis)))}"
    yield f"none:sentence={min(3, here)}"


class Surroundings:
    """What stands around an operation that tells countries apart, gathered once for all of them."""

    def __init__(self, analysis: Analysis, draft: Draft, everything: dict[str, list[tuple[Span, str]]]) -> None:
        self._kind = draft.kind
        anchor = anchor_of(draft)
        index = analysis.sentences.index
        here = index(anchor[0])
        mentioned = sorted((span, how, code) for code, found in everything.items() for span, how in found)
        places = [item for item in mentioned if item[1] == "place"]
        self._nearest_place = min(places, key=lambda item: distance(*anchor, *item[0]), default=None)
        self._last_place = max((item for item in places if item[0] < anchor), default=None)
        self._places_here = {code for span, _, code in places if index(span[0]) == here}
        self._actors = {
            a.country for a in analysis.agencies for s, _ in a.spans if index(s) == here and a.kind != "embassy"
        }
        # Where no country stands beside the operation, the last one spoken of goes on: names and places, not demonyms.
        stands = [item for item in mentioned if item[1] in {"name", "place", "airport"}]
        self._here = {code for span, _, code in stands if index(span[0]) == here}
        earlier = [(index(span[0]), code) for span, _, code in stands if index(span[0]) < here]
        latest = max((sentence for sentence, _ in earlier), default=None)
        self._latest = {code for sentence, code in earlier if sentence == latest}

    def features(self, code: str, *, is_home: bool, is_own: bool) -> Iterator[str]:
        """Describe how a country stands to what is around the operation."""
        yield f"nearest_place={self._nearest_place is not None and self._nearest_place[2] == code}"
        yield f"last_place={self._last_place is not None and self._last_place[2] == code}"
        yield f"places_here={bool(self._places_here)},{code in self._places_here}"
        yield f"actor={code in self._actors},{bool(self._actors)}"
        yield f"actor={code in self._actors},kind={self._kind}"
        yield f"here={bool(self._here)},latest={code in self._latest},home={is_home}"
        yield f"here={bool(self._here)},latest={code in self._latest},own={is_own}"


def _is_stated_destination(analysis: Analysis, mentions: list[tuple[Span, str]], here: int) -> bool:
    """Tell whether words say "to" a country or name a place in it, or somebody of it took the people over."""
    for span, how in mentions:
        if how == "place" or (how == "name" and relation_before(analysis, span) == "to"):
            return True
        if how in {"agency", "airport"} and abs(analysis.sentences.index(span[0]) - here) <= 1:
            triggers = analysis.in_sentence(analysis.sentences.index(span[0]), "kind")
            if any(m.value in {"handover", "extradition"} for m in triggers):
                return True
    return False


def _evidence_span(anchor: Span, mentions: list[tuple[Span, str]]) -> Span:
    """Prefer words that name the country, then a place in it, then an agency of it."""
    order = ("name", "place", "demonym", "airport", "agency")
    for how in order:
        spans = [span for span, other in mentions if other == how]
        if spans:
            return nearest_span(anchor, spans)
    return mentions[0][0]


def nationality_candidates(analysis: Analysis, draft: Draft) -> list[Candidate]:
    """Give every country as a candidate for a nationality of the persons."""
    anchor = anchor_of(draft)
    own = {m.value for count in draft.counts for m in count.countries}
    by_code: dict[str, list[Mention]] = {}
    for mention in analysis.of_type("country"):
        by_code.setdefault(mention.value, []).append(mention)
    here = analysis.sentences.index(anchor[0])
    counted = {m.value for count in analysis.counts for m in count.countries}
    after = [m for m in analysis.in_sentence(here, "country") if m.start > anchor[1]]
    candidates = []
    for code, mentions in by_code.items():
        span = nearest_span(anchor, [(m.start, m.end) for m in mentions])
        nearest = next(m for m in mentions if (m.start, m.end) == span)
        features = [*standing_features(analysis, draft, span), *general_features(draft)]
        features += [
            f"own={code in own}",
            f"anyown={bool(own)},own={code in own}",
            f"home={code == analysis.home}",
            f"counted={code in counted}",
            f"demonym={nearest.data['demonym']}",
            f"listed={min(3, len(after))}",
            f"relation={relation_before(analysis, span)}",
            f"title={any(analysis.sentences.index(m.start) == 0 for m in mentions)}",
            f"countries={min(4, len(by_code))}",
            f"home={code == analysis.home},kind={draft.kind}",
        ]
        candidates.append(Candidate(code, span, features))
    return candidates


def listed_with(analysis: Analysis, chosen: set[Span]) -> Iterator[Mention]:
    """Give the countries that stand in one list with chosen ones: "Libéria, le Népal, l'Inde et la Chine"."""
    countries = analysis.of_type("country")
    taken = set(chosen)
    for step, mentions in ((1, countries), (-1, countries[::-1])):
        for one, other in pairwise(mentions):
            left, right = (one, other) if step > 0 else (other, one)
            between = analysis.view.text[left.end : right.start]
            if (
                (one.start, one.end) in taken
                and (other.start, other.end) not in taken
                and analysis.language.patterns["list"].fullmatch(between)
            ):
                taken.add((other.start, other.end))
                yield other
