"""Whose announcement a text is: the country of whoever announces, whose services go without its name.

One of the countries that the text speaks of is chosen, by who speaks, what is named how, and the language. Bodies are
found before, with a guess, and after.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from crackdown.loaders.extraction.models.linear import Features, features, shares
from crackdown.loaders.extraction.models.places import about
from crackdown.loaders.extraction.text.lexicon import Language
from crackdown.loaders.extraction.text.mentions import Mention
from crackdown.loaders.extraction.text.normalise import Normalised
from crackdown.loaders.extraction.text.sentences import Sentences
from crackdown.loaders.extraction.who.agency_found import AgencyFound

Options = list[tuple[str, list[Features]]]

_OWN = 3  # mentions of other countries that outweigh the language
_NEAR_NUMBER = 12  # characters on either side of a nationality in which people are counted by it
_DIGIT = re.compile(r"\d")


class HomeFinder:
    """Tells whose announcement one text is."""

    def __init__(self, view: Normalised, language: Language, mentions: list[Mention]) -> None:
        self._view = view
        self._own = language.lexicon.get("home")
        self._mentions = [m for m in mentions if m.type in {"country", "place"}]
        self._datelines = [m for m in self._mentions if m.type == "place" and opens_dateline(view, m)]

    def guess(self) -> str | None:
        """Guess the country before any body is known: the one of the dateline, or that the text speaks of most."""
        votes = self._votes([], None)
        return votes.most_common(1)[0][0] if votes else None

    def options(self, sentences: Sentences, agencies: list[AgencyFound], issuers: list[AgencyFound]) -> Options:
        """Give every country that the text speaks of with what speaks for it, the one most spoken of first."""
        view, own = self._view, self._own
        issuer = issuers[0] if issuers else None
        votes = self._votes(agencies, issuer)
        whole = sum(votes.values())
        titled = view.text.find("\n") if "\n" in view.text else 0
        datelines = set(map(_country_of, self._datelines))
        hosts = {agency.accredited_to for agency in agencies if agency.accredited_to}
        embassies = {agency.country for agency in agencies if agency.kind == "embassy"}
        bodies = Counter(a.country for a in agencies if not a.is_assumed and a.kind != "embassy")
        by_code: dict[str, list[Mention]] = {}
        for mention in self._mentions:
            by_code.setdefault(_country_of(mention), []).append(mention)
        first = next(iter(by_code), None)
        speaker = issuer.spans[0] if issuer else sentences.all[0].span
        around = sentences.at(speaker[0]).span
        options: Options = []
        for rank, (code, count) in enumerate(votes.most_common()):
            named = by_code.get(code, [])
            ways = Counter(_way(view, mention) for mention in named)
            given = [
                _spoken_of(min(3, rank), round(5 * count / whole), min(4, len(votes))),
                _speaks(*_issuer(issuer, code), code == own),
                _language(code == own, own is not None, code in datelines, bool(datelines)),
                _bodies(min(3, bodies[code]), code in embassies, code in hosts),
                _named(min(3, ways["name"]), min(3, ways["demonym"]), min(2, ways["counted"]), min(3, ways["place"])),
                _placed(any(m.start < titled for m in named), code == first),
                *about(speaker, [(m.start, m.end) for m in named] or [speaker], around),
            ]
            options.append((code, given))
        return options

    def told_of(self, agencies: list[AgencyFound]) -> frozenset[str]:
        """Give the countries of which the text names no more than the people: nobody of theirs speaks in it."""
        named = [m for m in self._mentions if m.type == "country" and m.data["demonym"]]
        others = {_country_of(m) for m in self._mentions if m.type == "place" or not m.data["demonym"]}
        others |= {agency.country for agency in agencies if agency.country and not agency.is_assumed}
        return frozenset(map(_country_of, named)) - others - {str(self._own)}

    def _votes(self, agencies: list[AgencyFound], issuer: AgencyFound | None) -> Counter[str]:
        votes: Counter[str] = Counter({self._own: _OWN} if self._own else {})
        for agency in agencies:
            if agency.country and agency.sure >= 0.95:
                votes[agency.country] += 2
        if issuer is not None and issuer.country and issuer.sure >= 0.95:
            votes[issuer.country] += 6
        votes.update(map(_country_of, self._mentions))
        if issuer is None or issuer.kind != "international":  # its seat is nobody's home
            for mention in self._datelines:
                votes[_country_of(mention)] += 3
        return votes


def home_of(options: Options, told_of: frozenset[str] = frozenset()) -> str | None:
    """Choose the likeliest country; the one that most speaks for where no model knows better.

    Countries that are told of alone (`told_of`) are none: who deports 24 Chinese is not China.
    """
    possible = [at for at, (code, _) in enumerate(options) if code not in told_of]
    if not possible:
        return None
    sure = shares("home", [given for _, given in options])
    return options[max(possible, key=sure.__getitem__)][0]


def _country_of(mention: Mention) -> str:
    return mention.value if mention.type == "country" else str(mention.data["country"])


def _way(view: Normalised, mention: Mention) -> str:
    """Tell how a mention speaks of its country: by a place, its name, or its people, who may be counted."""
    if mention.type == "place":
        return "place"
    if not mention.data["demonym"]:
        return "name"
    around = max(0, mention.start - _NEAR_NUMBER), mention.end + _NEAR_NUMBER
    return "counted" if _DIGIT.search(view.text, *around) else "demonym"


def _issuer(issuer: AgencyFound | None, code: str) -> tuple[str, str]:
    """Tell what the body that announces has to do with a country, and how its own is known."""
    if issuer is None:
        return "none", "none"
    how = "embassy" if issuer.kind == "embassy" else "assumed" if issuer.is_assumed else issuer.source
    return ("own" if issuer.country == code else "host" if issuer.accredited_to == code else "other"), how


@features
def _spoken_of(rank: int, share: int, countries: int) -> Iterator[str]:
    yield f"rank={rank}"
    yield f"rank={rank},countries={countries}"
    yield f"share={share}"


@features
def _speaks(whose: str, how: str, is_own: bool) -> Iterator[str]:
    yield f"issuer={whose}"
    yield f"issuer={whose},how={how}"
    yield f"issuer={whose},how={how},language={is_own}"


@features
def _language(is_own: bool, has_own: bool, is_dateline: bool, has_dateline: bool) -> Iterator[str]:
    yield f"language={is_own},{has_own}"
    yield f"dateline={is_dateline},{has_dateline}"


@features
def _bodies(bodies: int, has_embassy: bool, is_host: bool) -> Iterator[str]:
    yield f"bodies={bodies}"
    yield f"embassy={has_embassy}"
    yield f"host={is_host}"
    yield f"bodies={bodies},embassy={has_embassy},host={is_host}"


@features
def _named(names: int, demonyms: int, counted: int, places: int) -> Iterator[str]:
    yield f"names={names}"
    yield f"demonyms={demonyms}"
    yield f"counted={counted}"
    yield f"places={places}"
    yield f"names={names},places={places},counted={counted}"


@features
def _placed(in_title: bool, is_first: bool) -> Iterator[str]:
    yield f"title={in_title}"
    yield f"first={is_first}"


def opens_dateline(view: Normalised, mention: Mention) -> bool:
    """Tell whether a place begins a line that says where and when a text was written: "PHNOM PENH, 3 March"."""
    line_start = view.text.rfind("\n", 0, mention.start) + 1
    if mention.start - line_start > 3:
        return False
    return bool(re.match(r"(?:[^\n.]{0,45}?)(?: ?[-:)] |,? ?\d)", view.text[mention.end : mention.end + 60]))
