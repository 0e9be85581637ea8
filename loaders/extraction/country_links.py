"""Countries as candidates: where an operation took place, where people were sent, whose nationals they are."""

from __future__ import annotations

from collections.abc import Iterator
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
from crackdown.loaders.extraction.drafts import Draft
from crackdown.loaders.extraction.mentions import Mention, distance


def country_mentions(analysis: Analysis) -> dict[str, list[tuple[Span, str]]]:
    """Give, by country, the spans that speak of it and how: name, demonym, place, airport or agency."""
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
def country_candidates(analysis: Analysis, draft: Draft, slot: str) -> list[Candidate]:
    """Give every country as a candidate for where the operation took place, or where the persons were sent."""
    anchor = anchor_of(draft)
    here = analysis.sentences.index(anchor[0])
    own = {m.value for count in draft.counts for m in count.countries}
    places = analysis.of_type("place")
    nearest_place = min(places, key=lambda m: distance(*anchor, m.start, m.end), default=None)
    last_place = max((m for m in places if m.start < anchor[0]), key=lambda m: m.start, default=None)
    actors = {
        a.country
        for a in analysis.agencies
        for s, _ in a.spans
        if analysis.sentences.index(s) == here and a.kind != "embassy"
    }
    everything = country_mentions(analysis)
    hosts = {agency.accredited_to for agency in analysis.agencies if agency.accredited_to}
    brings_home = draft.kind in {"repatriation", "extradition"}
    # Where people were brought home from: the country most named that is neither theirs nor the announcement's.
    foreign = {code: len(found) for code, found in everything.items() if code not in own | {analysis.home}}
    most_foreign = max(foreign, key=lambda code: foreign[code], default=None)
    candidates = []
    for code, mentions in everything.items():
        spans = [span for span, _ in mentions]
        span = nearest_span(anchor, spans)
        how = next(how for other, how in mentions if other == span)
        features = [*standing_features(analysis, draft, span), *general_features(draft), f"how={how}"]
        features += [
            f"home={code == analysis.home}",
            f"home={code == analysis.home},kind={draft.kind}",
            f"own={code in own}",
            f"own={code in own},kind={draft.kind}",
            f"own={code in own},home={code == analysis.home},kind={draft.kind}",
            f"mentions={min(4, len(mentions))}",
            f"brings_home={brings_home},home={code == analysis.home},own={code in own}",
            f"brings_home={brings_home},most_foreign={code == most_foreign}",
            f"brings_home={brings_home},host={code in hosts}",
            f"brings_home={brings_home},how={how}",
            f"nearest_place={nearest_place is not None and nearest_place.data['country'] == code}",
            f"last_place={last_place is not None and last_place.data['country'] == code}",
            f"actor={code in actors},{bool(actors)}",
            f"actor={code in actors},kind={draft.kind}",
            f"places={min(3, sum(how == 'place' for _, how in mentions))}",
            f"most={len(mentions) == max(map(len, everything.values()))}",
            f"title={any(analysis.sentences.index(s[0]) == 0 for s in spans)},own={code in own}",
            f"issuer={bool(analysis.issuers) and analysis.issuers[0][0].country == code},kind={draft.kind}",
        ]
        for other, how_other in mentions:
            if analysis.sentences.index(other[0]) == here:
                features.append(f"here={how_other}")
                features.append(f"here={how_other},relation={relation_before(analysis, other)}")
        stated = _is_stated_destination(analysis, mentions, here)
        features.append(f"stated={stated},kind={draft.kind}")
        for relation in {relation_before(analysis, other) for other in spans}:
            features.append(f"somewhere={relation}")
        span = _evidence_span(anchor, mentions, slot)
        # Whoever is deported is deported from, not to, where nothing says where to: nationality says nothing.
        unstated = slot == "destination" and draft.kind == "deportation" and not stated
        candidates.append(Candidate(code, span, sorted(set(features)), excluded=unstated))
    return candidates


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


def _evidence_span(anchor: Span, mentions: list[tuple[Span, str]], slot: str) -> Span:
    """Prefer words that name the country, then a place in it, then an agency of it."""
    order = ("name", "place", "demonym", "airport", "agency")
    for how in order:
        spans = [span for span, other in mentions if other == how]
        if spans and slot != "airport":
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
    candidates = []
    for code, mentions in by_code.items():
        span = nearest_span(anchor, [(m.start, m.end) for m in mentions])
        nearest = next(m for m in mentions if (m.start, m.end) == span)
        after = [
            m for m in analysis.of_type("country") if m.start > anchor[1] and analysis.sentences.index(m.start) == here
        ]
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
