"""Officials: a name shape beside a rank, a role or an honorific, in either order.

A person without such a word beside the name is nobody here: suspects and victims are counts.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, islice
from operator import attrgetter

from crackdown.loaders.extraction.text.lexicon import Language
from crackdown.loaders.extraction.text.mentions import Mention, longest
from crackdown.loaders.extraction.text.normalise import UPPER, Normalised
from crackdown.loaders.extraction.text.spans import Span, Spans
from crackdown.loaders.extraction.who.accused import Accused
from crackdown.loaders.extraction.who.agency_found import AgencyFound
from crackdown.loaders.extraction.who.agency_patterns import not_names
from crackdown.loaders.extraction.who.known_names import KnownNames
from crackdown.loaders.extraction.who.shaped_names import find_shaped
from crackdown.loaders.extraction.who.units import units_among

_BESIDE_A_NAME = " \u00b7\u30fb"  # what parts a name from its title in Japanese
_OWNED = 40  # characters that hold a firm before "and its chairman"
_FARTHEST = 160  # characters between a name and a title that belong together
_UP_TO_NAME = re.compile(r"(?:[^\n.,;:()\"]{0,60},)? ")  # what stands between a title and a name in capitals
_START, _END = attrgetter("start"), attrgetter("end")


@dataclass(slots=True)
class OfficialFound:
    """A person of the text who acts for an agency."""

    name: str
    spans: list[tuple[int, int]]
    forms: list[str]
    rank: Mention | None = None
    roles: list[Mention] = field(default_factory=list)
    agency: AgencyFound | None = None
    agency_span: tuple[int, int] | None = None
    agency_sure: float | None = None  # the model's, where no words beside the name say for whom the official acts
    origin: int | None = None  # in a part of a text: the identity of the text's own

    @property
    def is_official(self) -> bool:
        """Tell whether the text says for what somebody stands: whoever has no post, rank or agency is not named."""
        return bool(self.roles or self.rank or self.agency)


class OfficialFinder:
    """Finds the officials of one text."""

    def __init__(
        self, view: Normalised, language: Language, mentions: list[Mention], agencies: list[AgencyFound],
        blocked: list[tuple[int, int]],
    ) -> None:  # fmt: skip
        self._view = view
        self._language = language
        self._patterns = language.patterns
        spans = [(span, agency) for agency in agencies for span in agency.spans]
        self._agency_spans = sorted(spans, key=lambda item: (item[0], item[1].name))
        self._agency_starts = [start for (start, _), _ in self._agency_spans]
        inside = _positions(span for span, agency in self._agency_spans if agency.kind != "embassy")
        # Cities that are known for their airport alone bear people's names too often ("Medina").
        self._things = [m for m in mentions if m.type == "country" or (m.type == "place" and m.data["listed"])]
        titles = [m for m in mentions if m.type in {"rank", "role", "honorific"}]
        ends = {end for (_, end), _ in self._agency_spans}
        bodies, things = [span for span, _ in self._agency_spans], [(m.start, m.end) for m in self._things]
        self._owners: dict[int, list[int]] = {}  # where a body, country or place begins, by where it ends
        self._own([*bodies, *things])
        # A title may begin with the end of a body's name: 移民局|长, "Kedah police" and "police chief".
        inside -= {m.start for m in titles if not ends.isdisjoint(range(m.start + 1, m.end))}
        self._titles = longest(m for m in titles if m.start not in inside and not self._is_former(m))
        self._title_starts, self._title_ends = ([at(m) for m in self._titles] for at in (_START, _END))
        self._entities = sorted(bodies + things)
        self._blocked_inside = _positions([*bodies, *blocked, *((m.start, m.end) for m in self._titles)])
        self._blocked = self._blocked_inside | _positions(things)
        self._accused = Accused(view, language, mentions)
        self._not_names = not_names(language.code)
        self._name_ends: list[int] = []

    def _is_former(self, title: Mention) -> bool:
        """Tell whether words beside a title say that it is held no more: "ex-minister", "前|菲律宾参议院|主席"."""
        lower, names = self._view.lower, self._language.names
        behind = tuple(names.get("former_behind", ()))
        if behind and lower.startswith(behind, title.end + lower.startswith(" ", title.end)):
            return True
        before = tuple(names.get("former", ()))
        if not before:
            return False
        return any(lower.endswith(before, 0, start) for start in (title.start, *self._owners_before(title.start)))

    def _own(self, spans: Iterable[Span]) -> None:
        for start, end in spans:
            self._owners.setdefault(end, []).append(start)

    def _owners_before(self, position: int) -> list[int]:
        """Give where what stands right before a character begins: "|Philippine| senator"."""
        return [start for end in (position - 1, position) for start in self._owners.get(end, ())]

    def find(self) -> list[OfficialFound]:
        """Give the officials in the order in which the text names them."""
        officials: list[OfficialFound] = []
        names, known, accused = self._without_units(sorted(self._names())), KnownNames(), KnownNames()
        starts, self._name_ends = Spans(names), sorted(end for _, end in names)
        for start, end in names:
            titles = self._titles_of(start, end, names, starts)
            if titles is None:
                continue
            official = self._official(start, end, titles)
            if self._is_accused(official, titles):
                accused.add(official.name, start)
                if official.agency is not None and official.agency_span is not None:
                    official.agency.of_accused.append(official.agency_span)
            else:
                self._merge(officials, known, official)
        officials = [official for official in officials if accused.place_of(official.name) is None]
        for official in officials:
            self._add_short_forms(official)
        return officials

    def _without_units(self, names: list[Span]) -> list[Span]:
        """Give what may be names but the units of roles, which stand between these and a name as bodies do."""
        behind_commas = self._language.names.get("units_behind_roles") == "true"
        units = units_among(names, self._titles, self._entities, self._view.text, behind_commas=behind_commas)
        if not units:
            return names
        self._entities = sorted([*self._entities, *units])
        self._own(units)
        return [name for name in names if name not in units]

    def _names(self) -> list[tuple[int, int]]:
        if "name_shapes" in self._language.names:
            bodies = [span for span, _ in self._agency_spans] + [(m.start, m.end) for m in self._things]
            return find_shaped(self._view, self._language, self._titles, self._blocked, bodies)
        spans = []
        for match in _name_expression(tuple(self._language.names["name_particles"])).finditer(self._view.text):
            spans.extend(self._clean(match.start(), match.end()))
        return spans

    def _clean(self, start: int, end: int) -> list[tuple[int, int]]:
        """Cut a run of capitalised words where words that belong to no name stand."""
        runs: list[list[tuple[int, int]]] = [[]]
        goes_on = self._language.names.get("names_go_on") == "true"  # "Lê Quốc Anh", though Anh is a country
        for word in re.finditer(r"[^\s,]+", self._view.text[start:end]):
            first, last = start + word.start(), start + word.end()
            if goes_on and runs[-1] and word[0][0].isupper() and not word[0].isupper():
                is_other = first in self._blocked_inside
            else:
                is_other = first in self._blocked or word[0].lower().strip(".") in self._not_names
            if is_other:
                runs.append([])
            else:
                runs[-1].append((first, last))
        return [(run[0][0], run[-1][1]) for run in runs if self._is_name(run)]

    def _is_name(self, run: list[tuple[int, int]]) -> bool:
        if not 1 <= len(run) <= 5:
            return False
        words = [self._view.text[start:end] for start, end in run]
        if len(words) == 1 and not self._follows_title(run[0][0], words[0]):
            return False
        if all(word.isupper() and len(word) > 3 for word in words):
            return self._is_beside_title(run[0][0])
        return words[0][0].isupper() and words[-1][0].isupper()

    def _is_beside_title(self, start: int) -> bool:
        """Words in capitals are a name behind a title and its body: "Director General of Immigration, YULDI YUSMAN"."""
        titles = self._titles_before(start)
        return bool(titles) and _UP_TO_NAME.fullmatch(self._view.text, titles[-1].end, start) is not None

    def _follows_title(self, start: int, word: str) -> bool:
        """A single word is a name right after a rank or a capitalised role ("général Hun", "President Marcos") only."""
        return (
            len(word) > 2
            and not word.isupper()
            and any(
                m.end + 1 == start
                and m.type in {"rank", "role"}
                and self._view.text[m.end] == " "
                and (m.type == "rank" or self._view.text[m.start].isupper())
                for m in self._titles_before(start)[-1:]
            )
        )

    def _titles_before(self, start: int) -> list[Mention]:
        """Give the titles that end before a character, as far as they may belong to a name there."""
        first = bisect_left(self._title_ends, start - _FARTHEST)
        return self._titles[first : bisect_right(self._title_ends, start)]

    def _titles_of(self, start: int, end: int, names: list[Span], starts: Spans) -> list[Mention] | None:
        before = self._chain_before(start) or self._shared_titles(start, names)
        after = self._chain_after(end, starts)
        chain = before + after
        if not chain:
            return None
        if all(
            m.type == "honorific" and self._patterns["plain_honorific"].fullmatch(self._view.lower[m.start : m.end])
            for m in chain
        ):
            return None
        if self._is_of_a_firm(chain[0].start):
            return None
        if self._patterns["private"].search(self._view.text[min(chain[0].start, start) : end]) or (
            after
            and not self._language.spaceless
            and self._patterns["private"].search(self._view.text[after[-1].end : after[-1].end + 60].split(",")[0])
        ):
            return None
        return chain

    def _is_accused(self, official: OfficialFound, titles: list[Mention]) -> bool:
        """Tell whether it was done to somebody, by the words around name, titles and the bodies right before them."""
        (start, end), own = official.spans[0], official.agency_span
        first = min(titles[0].start, start)
        ends = {end, max(titles[-1].end, end), own[1] if own and own[1] > end else end}
        return self._accused.holds((first, *self._owners_before(first)), ends)

    def _is_of_a_firm(self, title: int) -> bool:
        """Tell whether a firm or gang before a title has it: "the Prince Group and its chairman", "группын захирал"."""
        if "its" not in self._patterns:
            return False
        text, earliest = self._view.text, max(0, title - _FARTHEST)
        start = max(earliest, *(text.rfind(mark, earliest, title) + 1 for mark in ".;\n"))
        owned = re.search(rf"\b(?:{self._patterns['its'].pattern})\Z", text[start:title])
        if owned is None:
            return False
        end = start + owned.start()
        firms = self._patterns["private"].finditer(text, max(start, end - _OWNED), title)
        firm = max((match.end() for match in firms), default=0)
        body = bisect_left(self._agency_starts, title) - 1
        return firm > 0 and (body < 0 or self._agency_spans[body][0][1] <= firm)

    def _chain_before(self, start: int) -> list[Mention]:
        chain: list[Mention] = []
        position = start
        for title in reversed(self._titles[: bisect_right(self._title_ends, start)]):
            if not self._is_thin(title.end, position, before=True) or self._is_of_one_before(title, position):
                break
            chain.insert(0, title)
            position = title.start
        return chain

    def _shared_titles(self, start: int, names: list[Span]) -> list[Mention]:
        """Titles in the plural hold for both of two joined names ("Justices Aneke and Dipeolu")."""
        for first, last in names[bisect_left(names, (start - _FARTHEST, 0)) : bisect_left(names, (start, 0))]:
            if last < start and self._patterns["joined_names"].fullmatch(self._view.text[last:start]):
                return [m for m in self._chain_before(first) if self._view.text[m.start : m.end].endswith("s")]
        return []

    def _chain_after(self, end: int, names: Spans) -> list[Mention]:
        chain: list[Mention] = []
        position = end
        following = islice(self._titles, bisect_left(self._title_starts, end), None)
        for title in (m for m in following if m.type != "honorific"):
            is_named_between = names.begin_between(position - 1, title.start) > 0
            if is_named_between or not self._is_thin(position, title.start, before=False):
                break
            if not chain and self._is_of_one_after(position, title, names):
                break
            chain.append(title)
            position = title.end
        return chain

    def _is_of_one_before(self, title: Mention, position: int) -> bool:
        """Tell whether a title is of the name before it: "Sok Veasna, director general, and | Chhay Sinarith"."""
        if not self._is_joined(title.end, position):
            return False
        place = bisect_right(self._name_ends, title.start) - 1
        return place >= 0 and self._is_thin(self._name_ends[place], title.start, before=False)

    def _is_of_one_after(self, end: int, title: Mention, names: Spans) -> bool:
        """Tell whether a title is of the name that follows: "Sok Veasna | and secretariat head Chhay Sinarith"."""
        start = names.next_start(title.end)
        if start is None:
            return False
        if self._is_joined(end, title.start):
            return title in self._chain_before(start)
        return start < title.end + 2 and not self._is_joined(title.end, start)

    def _is_joined(self, start: int, end: int) -> bool:
        """Tell whether "and" stands in a stretch."""
        found = self._patterns["joined_names"].finditer(self._view.text, start, end)
        return any(match[0].strip() for match in found)

    def _is_thin(self, start: int, end: int, *, before: bool) -> bool:
        """Tell whether only agencies, countries and small words stand between a title and a name."""
        if end < start or end - start > _FARTHEST:
            return False
        if "remit" in self._patterns and self._patterns["remit"].fullmatch(self._view.text, start, end):
            return True
        gap = list(self._view.text[start:end])
        had_entity = False
        entities = self._entities
        for first, last in entities[bisect_left(entities, (start, 0)) : bisect_right(entities, (end, end))]:
            if last <= end:
                gap[first - start : last - start] = " " * (last - first)
                had_entity = True
        rest = "".join(gap)
        if "remit" in self._patterns and self._patterns["remit"].fullmatch(rest.strip(_BESIDE_A_NAME)):
            return True
        if re.search(r"[.;!?\n\"]", rest) or len(rest.split()) > (6 if had_entity or not before else 4):
            return False
        if before and "," in rest.rstrip().removesuffix(",") and not had_entity:
            return False
        words = [word.lower() for word in re.findall(r"[\w']+", rest) if not _is_acronym(word)]
        return all(
            word in _links(self._language.code) or word.rstrip("'") in _links(self._language.code) for word in words
        )

    def _official(self, start: int, end: int, titles: list[Mention]) -> OfficialFound:
        name = self._view.text[start:end]
        for tail in ("'s", "'"):
            if name.endswith(tail):
                name, end = name[: -len(tail)], end - len(tail)
        ranks = [m for m in titles if m.type == "rank"]
        official = OfficialFound(name, [(start, end)], [name], ranks[0] if ranks else None)
        official.roles = [m for m in titles if m.type == "role"]
        self._attach_agency(official, min(titles[0].start, start), max(titles[-1].end, end))
        return official

    def _attach_agency(self, official: OfficialFound, start: int, end: int) -> None:
        """The agency inside the chain of titles, right before it ("BI spokesperson") or after ("of the GDI")."""
        best: tuple[int, tuple[int, int], AgencyFound] | None = None
        first = bisect_left(self._agency_starts, start - _FARTHEST)
        last = bisect_right(self._agency_starts, end + _FARTHEST)
        for span, agency in self._agency_spans[first:last]:
            if start <= span[0] and span[1] <= end:
                distance = 0
            elif span[1] <= start and self._patterns["before_agency"].fullmatch(self._view.text[span[1] : start]):
                distance = 1
            elif 0 <= span[0] - end <= 30 and self._is_thin(end, span[0], before=False):
                if self._is_joined(end, span[0]):
                    continue
                distance = 2
            else:
                continue
            if best is None or distance < best[0]:
                best = (distance, span, agency)
        if best:
            official.agency_span, official.agency = best[1], best[2]

    def _merge(self, officials: list[OfficialFound], known: KnownNames, new: OfficialFound) -> None:
        place = known.place_of(new.name)
        if place is None:
            known.add(new.name, len(officials))
            officials.append(new)
            return
        same = officials[place]
        same.spans += new.spans
        same.forms += [form for form in new.forms if form not in same.forms]
        same.rank = same.rank or new.rank
        same.roles = same.roles or new.roles
        same.agency = same.agency or new.agency
        same.agency_span = same.agency_span or new.agency_span

    def _add_short_forms(self, official: OfficialFound) -> None:
        for span in self._language.places_of(official.name, self._view.text):
            if span not in official.spans:
                official.spans.append(span)
        official.spans.sort()


def _positions(spans: Iterable[Span]) -> set[int]:
    """Give every character of a text that some spans hold."""
    return set(chain.from_iterable(range(start, end) for start, end in spans))


def _is_acronym(word: str) -> bool:
    return word.isupper() and 2 <= len(word) <= 8


@cache
def _links(code: str) -> frozenset[str]:
    from crackdown.loaders.extraction.text.lexicon import load_language

    language = load_language(code)
    if language is None:
        return frozenset()
    return frozenset(language.names.get("links", ())) | frozenset(language.lexicon["articles"])


@cache
def _name_expression(particles: tuple[str, ...]) -> re.Pattern[str]:
    small = "|".join(map(re.escape, particles))
    word = rf"[{UPPER}](?:\.(?: ?[A-Z]\.)*|[\w'-]+(?:(?<=\bJr)\.|(?<=\bSr)\.)?)"
    return re.compile(rf"(?<![\w]){word}(?: (?:(?:{small}) )?{word})*")
