"""Countries as candidates: where an operation took place, where people were sent, whose nationals they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

from crackdown.loaders.extraction.models.linear import Features, features
from crackdown.loaders.extraction.models.places import is_heard
from crackdown.loaders.extraction.text.analysis import Analysis
from crackdown.loaders.extraction.text.mentions import Mention, distance
from crackdown.loaders.extraction.what.candidates import (
    Candidate,
    Span,
    about_candidate,
    about_none,
    anchor_of,
    general_features,
    nearest_span,
    once_a_draft,
    relation_before,
    standing_features,
)
from crackdown.loaders.extraction.what.chains import carried_features, chained_shares
from crackdown.loaders.extraction.what.drafts import Draft
from crackdown.loaders.extraction.what.owners import owner_features

_MARKS = 3  # characters before the first word of a line: brackets, a dash
_ENDS = {"place", "airport"}  # where a journey ends
_NAMES = {"name", "demonym"}  # ways of speaking of a country by words of its own
_HOMEWARD = {"return", "repatriation"}  # words for coming home
_BROUGHT = {"repatriation", "rescue"}  # kinds that bring people home
_HANDED = {"deportation", "extradition"}  # kinds by which people are handed over


@dataclass(slots=True)
class _Named:
    """A country in one text, whichever operation asks about it."""

    spans: list[Span]
    hows: dict[Span, str]  # in which way each span speaks of it; the first where there are several
    ways: dict[int, set[tuple[str, str | None]]]  # by sentence, in which ways it is named and after which preposition
    relations: frozenset[str | None]
    places: int
    in_title: bool


def _named_countries(analysis: Analysis) -> dict[str, _Named]:
    if _named_countries not in analysis.remembered:
        found = country_mentions(analysis)
        analysis.remembered[_named_countries] = {code: _look_at(analysis, found[code]) for code in found}
    named: dict[str, _Named] = analysis.remembered[_named_countries]
    return named


def _look_at(analysis: Analysis, mentions: list[tuple[Span, str]]) -> _Named:
    index = analysis.sentences.index
    hows: dict[Span, str] = {}
    ways: dict[int, set[tuple[str, str | None]]] = {}
    for span, how in mentions:
        hows.setdefault(span, how)
        ways.setdefault(index(span[0]), set()).add((how, relation_before(analysis, span)))
    relations = frozenset(relation for found in ways.values() for _, relation in found)
    places = sum(how == "place" for _, how in mentions)
    return _Named([span for span, _ in mentions], hows, ways, relations, places, 0 in ways)


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
    """Give every country as a candidate for where the operation took place."""
    return [_with_place(analysis, draft, one) for one in _countries(analysis, draft)]


def _with_place(analysis: Analysis, draft: Draft, candidate: Candidate) -> Candidate:
    """Have the place of the question stand among a candidate's features, once it is known which question that is."""
    if not is_heard():
        return candidate
    mentions = country_mentions(analysis)[str(candidate.value)]
    named = [span for span, how in mentions if how in _NAMES]
    place = about_candidate(analysis, draft, candidate.span, named)
    return replace(candidate, features=[*candidate.features, *place])


@once_a_draft
def _countries(analysis: Analysis, draft: Draft) -> list[Candidate]:
    """Give every country as a candidate for where the operation took place, or where the persons were sent."""
    anchor = anchor_of(draft)
    index = analysis.sentences.index
    here = index(anchor[0])
    own = {m.value for count in draft.counts for m in count.countries}
    everything, everywhere = country_mentions(analysis), _named_countries(analysis)
    surroundings = Surroundings(analysis, draft, everything)
    hosts = {agency.accredited_to for agency in analysis.agencies if agency.accredited_to}
    brings_home = draft.kind in {"repatriation", "extradition"}
    # Where people were brought home from: the country most named that is neither theirs nor the announcement's.
    foreign = {code: len(found) for code, found in everything.items() if code not in own | {analysis.home}}
    most_foreign = max(foreign, key=lambda code: foreign[code], default=None)
    most = max(map(len, everything.values()), default=0)
    issuer = analysis.issuers[0][0].country if analysis.issuers else None
    general = general_features(draft)
    candidates = []
    for code, mentions in everything.items():
        named = everywhere[code]
        span = nearest_span(anchor, named.spans)
        how = named.hows[span]
        is_home, is_own = code == analysis.home, code in own
        stated = _is_stated_destination(analysis, mentions, here)
        given = [
            *standing_features(analysis, draft, span),
            general,
            _whose(draft.kind, brings_home, how, is_home, is_own),
            _role(draft.kind, brings_home, code == most_foreign, code in hosts, code == issuer, stated),
            _named(min(4, len(mentions)), min(3, named.places), len(mentions) == most, named.in_title, is_own),
            _here(frozenset(named.ways.get(here, ()))),
            _somewhere(named.relations),
            *surroundings.features(code, is_home=is_home, is_own=is_own),
        ]
        candidates.append(Candidate(code, _evidence_span(anchor, mentions), given, stated=stated))
    return candidates


@features
def _whose(kind: str, brings_home: bool, how: str, is_home: bool, is_own: bool) -> Iterator[str]:
    """Say whether a country is the announcement's own, or the people's."""
    yield f"how={how}"
    yield f"home={is_home}"
    yield f"home={is_home},kind={kind}"
    yield f"own={is_own}"
    yield f"own={is_own},kind={kind}"
    yield f"own={is_own},home={is_home},kind={kind}"
    yield f"brings_home={brings_home},home={is_home},own={is_own}"
    yield f"brings_home={brings_home},how={how}"


@features
def _role(
    kind: str, brings_home: bool, is_most_foreign: bool, is_host: bool, is_issuer: bool, is_stated: bool
) -> Iterator[str]:
    """Say what else a country is to the text: an embassy's host, the issuer's own, a stated destination."""
    yield f"brings_home={brings_home},most_foreign={is_most_foreign}"
    yield f"brings_home={brings_home},host={is_host}"
    yield f"issuer={is_issuer},kind={kind}"
    yield f"stated={is_stated},kind={kind}"


@features
def _named(mentions: int, places: int, is_most: bool, in_title: bool, is_own: bool) -> Iterator[str]:
    """Say how often and where the text names a country."""
    yield f"mentions={mentions}"
    yield f"places={places}"
    yield f"most={is_most}"
    yield f"title={in_title},own={is_own}"


@features
def _here(ways: frozenset[tuple[str, str | None]]) -> Iterator[str]:
    """Say in which ways the operation's sentence names a country, with the prepositions before."""
    yield from (f"here={how}" for how in {how for how, _ in ways})
    yield from (f"here={how},relation={relation}" for how, relation in ways)


@features
def _somewhere(relations: frozenset[str | None]) -> Iterator[str]:
    yield from (f"somewhere={relation}" for relation in relations)


def country_options(analysis: Analysis, draft: Draft, before: object) -> tuple[list[Candidate], list[list[Features]]]:
    """Give the countries where an operation may have taken place, and the features of each, of none at last.

    `before` is the country of the operation told before.
    """
    candidates = country_candidates(analysis, draft)
    given, carried = _own_features(analysis, draft), carried_features(analysis, draft, _values(candidates), before)
    return candidates, [[*own, after] for own, after in zip(given, carried, strict=True)]


def country_shares(analysis: Analysis, draft: Draft) -> tuple[list[Candidate], list[float], float]:
    """Share out certainty among the countries where an operation may have taken place, and none at all."""
    candidates = country_candidates(analysis, draft)
    values = _values(candidates)
    carried = partial(carried_features, analysis, draft, values)
    return candidates, *chained_shares(draft, "country", values[:-1], _own_features(analysis, draft), carried)


def _own_features(analysis: Analysis, draft: Draft) -> list[list[Features]]:
    """Give the features of every country, and of none in the end, whatever the operation told before may have."""
    none = [_none_features(analysis, draft), *about_none(analysis, draft)]
    return [*(one.features for one in country_candidates(analysis, draft)), none]


def _values(candidates: list[Candidate]) -> list[object]:
    """Give the values of candidates, and None for none in the end."""
    return [*(one.value for one in candidates), None]


@once_a_draft
def destination_candidates(analysis: Analysis, draft: Draft) -> list[Candidate]:
    """Give every country as a candidate for where the persons were sent."""
    own = {m.value for count in draft.counts for m in count.countries}
    candidates = []
    for one in _countries(analysis, draft):
        given = [*one.features, owner_features(analysis, draft, one.span), _sent_features(analysis, draft, one, own)]
        span = _whither_span(analysis, draft, str(one.value), own) or one.span
        candidates.append(_with_place(analysis, draft, replace(one, span=span, features=given)))
    return candidates


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


def _sent_features(analysis: Analysis, draft: Draft, candidate: Candidate, own: set[str]) -> Features:
    is_home, stated = candidate.value == analysis.home, candidate.stated
    is_to = "to" in _named_countries(analysis)[str(candidate.value)].relations
    return _sent(draft.kind, candidate.value in own, min(2, len(own)), is_home, stated, is_to)


@features
def _sent(kind: str, is_own: bool, owns: int, is_home: bool, is_stated: bool, is_to: bool) -> Iterator[str]:
    """Say what speaks for a country as the one that people were sent to."""
    yield f"sent:own={is_own},owns={owns},kind={kind}"
    yield f"sent:own={is_own},home={is_home},stated={is_stated}"
    yield f"sent:home={is_home},kind={kind},owns={owns}"
    yield f"sent:to={is_to},kind={kind}"


def _none_features(analysis: Analysis, draft: Draft) -> Features:
    """Describe an operation for the choice that no country is stated for it."""
    here = analysis.sentences.index(anchor_of(draft)[0])
    named = country_mentions(analysis)
    is_here = any(analysis.sentences.index(span[0]) == here for found in named.values() for span, _ in found)
    return _nowhere(draft.kind, is_here, draft.is_total, bool(draft.counts), min(5, len(named)), min(3, here))


@features
def _nowhere(
    kind: str, is_here: bool, is_total: bool, is_counted: bool, countries: int, sentence: int
) -> Iterator[str]:
    yield "none"
    yield f"none:kind={kind}"
    yield f"none:kind={kind},here={is_here}"
    yield f"none:total={is_total},here={is_here}"
    yield f"none:counted={is_counted},here={is_here}"
    yield f"none:countries={countries}"
    yield f"none:sentence={sentence}"


def _in_order(analysis: Analysis, everything: dict[str, list[tuple[Span, str]]]) -> list[tuple[Span, str, str]]:
    """Give what speaks of countries in the order of the text, each with how and of which."""
    if _in_order not in analysis.remembered:
        found = sorted((span, how, code) for code, spans in everything.items() for span, how in spans)
        analysis.remembered[_in_order] = found
    ordered: list[tuple[Span, str, str]] = analysis.remembered[_in_order]
    return ordered


class Surroundings:
    """What stands around an operation that tells countries apart, gathered once for all of them."""

    def __init__(self, analysis: Analysis, draft: Draft, everything: dict[str, list[tuple[Span, str]]]) -> None:
        self._kind = draft.kind
        anchor = anchor_of(draft)
        index = analysis.sentences.index
        here = index(anchor[0])
        mentioned = _in_order(analysis, everything)
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

    def features(self, code: str, *, is_home: bool, is_own: bool) -> list[Features]:
        """Describe how a country stands to what is around the operation."""
        is_nearest = self._nearest_place is not None and self._nearest_place[2] == code
        is_last = self._last_place is not None and self._last_place[2] == code
        return [
            _places(is_nearest, is_last, bool(self._places_here), code in self._places_here),
            _actors(code in self._actors, bool(self._actors), self._kind),
            _latest(bool(self._here), code in self._latest, is_home, is_own),
        ]


@features
def _places(is_nearest: bool, is_last: bool, are_here: bool, is_here: bool) -> Iterator[str]:
    yield f"nearest_place={is_nearest}"
    yield f"last_place={is_last}"
    yield f"places_here={are_here},{is_here}"


@features
def _actors(is_actor: bool, are_actors: bool, kind: str) -> Iterator[str]:
    yield f"actor={is_actor},{are_actors}"
    yield f"actor={is_actor},kind={kind}"


@features
def _latest(are_here: bool, is_latest: bool, is_home: bool, is_own: bool) -> Iterator[str]:
    yield f"here={are_here},latest={is_latest},home={is_home}"
    yield f"here={are_here},latest={is_latest},own={is_own}"


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
    others = {m.value for other in draft.rest for count in other.counts for m in count.countries}
    after = [m for m in analysis.in_sentence(here, "country") if m.start > anchor[1]]
    general = general_features(draft)
    candidates = []
    for code, mentions in by_code.items():
        span = nearest_span(anchor, [(m.start, m.end) for m in mentions])
        nearest = next(m for m in mentions if (m.start, m.end) == span)
        in_title = any(analysis.sentences.index(m.start) == 0 for m in mentions)
        relation = relation_before(analysis, span)
        given = [
            *standing_features(analysis, draft, span),
            owner_features(analysis, draft, span),
            general,
            _nationals(code in own, bool(own), code == analysis.home, code in counted, draft.kind),
            _of_others(code in others, code in own, draft.is_total),
            _demonym(nearest.data["demonym"], min(3, len(after)), relation, in_title, min(4, len(by_code))),
        ]
        candidates.append(_with_place(analysis, draft, Candidate(code, span, given)))
    return candidates


@features
def _nationals(is_own: bool, has_own: bool, is_home: bool, is_counted: bool, kind: str) -> Iterator[str]:
    yield f"own={is_own}"
    yield f"anyown={has_own},own={is_own}"
    yield f"home={is_home}"
    yield f"counted={is_counted}"
    yield f"home={is_home},kind={kind}"


@features
def _of_others(is_theirs: bool, is_own: bool, is_total: bool) -> Iterator[str]:
    """Say whether another operation's people are counted by the country."""
    yield f"others={is_theirs},own={is_own}"
    yield f"others={is_theirs},total={is_total}"


@features
def _demonym(is_demonym: bool, listed: int, relation: str | None, in_title: bool, countries: int) -> Iterator[str]:
    yield f"demonym={is_demonym}"
    yield f"listed={listed}"
    yield f"relation={relation}"
    yield f"title={in_title}"
    yield f"countries={countries}"


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
