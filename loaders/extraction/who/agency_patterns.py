"""Agencies that no gazetteer lists: a run of words around a head noun."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from crackdown.loaders.extraction.text.any_of import any_of
from crackdown.loaders.extraction.text.lexicon import Language, load_language
from crackdown.loaders.extraction.text.mentions import Mention
from crackdown.loaders.extraction.text.normalise import UPPER, Normalised
from crackdown.loaders.extraction.text.spans import Span

_NUMBER = r"(?:[Nn]\.?\s?[º°]|[Nn]úmero|[Nn]uméro) ?\d{1,3}(?!\d)"  # of a court or a station


@dataclass(slots=True)
class Found:
    """A stretch that names an agency, before it is known which one."""

    start: int
    end: int
    source: str  # known, embassy, service, named
    name: str
    kind: str | None = None
    country: str | None = None
    parent: str | None = None
    accredited_to: str | None = None
    rank: int = 1
    acronym: bool = False
    also: tuple[Found, ...] = ()  # others that share its words


def own_language(code: str) -> Language:
    """Load a language that is known to be there.

    Raises:
        KeyError: it is not.
    """
    language = load_language(code)
    if language is None:
        raise KeyError(code)
    return language


def find_named(view: Normalised, language: Language, mentions: list[Mention]) -> list[Found]:
    """Find bodies named by a head noun: "Criminal Investigation Department", "Office central pour la …"."""
    if language.names.get("agency_adjectives"):
        return list(_head_first(view, language, mentions))
    titles = [m for m in mentions if m.type in {"rank", "role"}]
    return list(_capitalised(view, language, titles))


def _head_first(view: Normalised, language: Language, mentions: list[Mention]) -> Iterator[Found]:
    """Romance order: the head, adjectives, then complements of a closed list of nouns or of capitalised words."""
    demonyms = {(m.start, m.end) for m in mentions if m.type == "country" and m.data["demonym"]}
    ends_in_country = bool(language.names.get("agency_ends_in_country"))
    countries = {m.start: m.end for m in mentions if m.type == "country"} if ends_in_country else {}
    alone = set(language.names["agency_heads_alone"])
    for match in _head_first_expression(language.code).finditer(view.text):
        end = match.end()
        if not _says_enough(match, alone):
            continue
        for start, stop in demonyms:
            if start == end + 1:
                end = stop
        end = min((stop for start, stop in countries.items() if match.start() < start < stop < end), default=end)
        for first, last in _nested(view.text, match.start(), end, language.code):
            name = view.text[first:last]
            yield Found(first, last, "named", name[0].upper() + name[1:], rank=2)


def _says_enough(match: re.Match[str], alone: set[str]) -> bool:
    """Tell whether a head has a complement, or is of a kind that an adjective or a capital makes a body."""
    words = match[0].split()
    if len(words) < 2:
        return False
    has_complement = len(words) > 2 or any(word[0].isupper() for word in words) or "'" in words[1]
    return has_complement or match["head"].lower() in alone


def _nested(text: str, start: int, end: int, code: str) -> list[tuple[int, int]]:
    """Part a body from the one it belongs to ("brigade anti-fraude | du Département général …")."""
    for inner in _inner_head(code).finditer(text, start, end):
        if (
            len(text[start : inner.start()].split()) >= 2
            and len(text[inner.end() - len(inner["head"]) : end].split()) >= 2
        ):
            return [(start, inner.start()), *_nested(text, inner.start("head"), end, code)]
    return [(start, end)]


@cache
def _inner_head(code: str) -> re.Pattern[str]:
    heads = any_of(map(str.lower, own_language(code).names["agency_heads"]), empty="(?:)")
    if own_language(code).names.get("agency_inner") == "capital":  # a head with a capital begins another body
        return re.compile(rf" (?P<head>(?=[{UPPER}])(?i:{heads}))(?!\w)")
    return re.compile(rf" (?:du|de la|de l'|des|et le|et la|et l')(?: |(?<='))(?P<head>(?i:{heads}))(?!\w)")


@cache
def _head_first_expression(code: str) -> re.Pattern[str]:
    names = own_language(code).names
    heads, adjectives, nouns = (
        any_of(map(str.lower, names[sort]), empty="(?:)")
        for sort in ("agency_heads", "agency_adjectives", "agency_nouns")
    )
    links = "|".join(
        sorted(
            (re.escape(c) + ("" if c.endswith("'") else " ") for c in names["agency_connectors"]), key=len, reverse=True
        )
    )
    demonym = names.get("agency_demonym") or r"[a-zà-ÿ-]+(?:ien|ienne|ois|oise|ais|aise|ain|aine|an|ane|en|enne)(?!\w)"
    capital = rf"[{UPPER}][\w-]+"
    core = rf"(?:(?i:{nouns}|{adjectives})(?!\w)|{capital})"
    return re.compile(
        rf"(?<![\w-])(?P<head>(?i:{heads}))(?!\w)(?: (?:{demonym}))?(?: (?i:{adjectives})(?!\w))*"
        rf"(?: (?:{demonym}) (?=(?:de|du|des|d')))?(?: ?(?:{links})(?:la |le |l')?{core}(?: {core})*)*"
        rf"(?: {_NUMBER}(?: ?(?:{links})(?:la |La )?{capital}(?: {capital})*)?)?"
    )


def _capitalised(view: Normalised, language: Language, titles: list[Mention]) -> Iterator[Found]:
    """English order: capitalised words joined by small ones, one of the first of them a head noun."""
    heads, connectors = _heads(language.code)
    for run in _run_expression(language.code).finditer(view.text):
        if heads.search(run[0]):
            held = [(m.start, m.end) for m in titles if m.start < run.end() and run.start() < m.end]
            yield from _split_run(run[0], run.start(), heads, connectors, language, held)


@cache
def _heads(code: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = own_language(code).names
    heads = any_of(names["agency_heads"], empty="(?:)")
    connectors = "|".join(sorted((re.escape(c) for c in names["agency_connectors"]), key=len, reverse=True))
    return re.compile(rf"(?<!\w){heads}(?!\w)"), re.compile(rf" (?P<link>{connectors}) ")


def has_head(words: str, language: Language) -> bool:
    """Tell whether words hold a head noun of agencies and more than it."""
    return bool(language.names.get("agency_heads") and " " in words and _heads(language.code)[0].search(words))


@cache
def _run_expression(code: str) -> re.Pattern[str]:
    connectors = "|".join(
        sorted((re.escape(c) for c in own_language(code).names["agency_connectors"]), key=len, reverse=True)
    )
    word = r"[A-Z][\w'&-]*(?:\.[A-Z]\.?)*"
    return re.compile(
        rf"(?<![\w.])(?:{word})(?:(?:,? (?:{connectors}) | |, (?=[A-Z]\w+ and ))(?:{word}|\d{{1,2}}(?!\w)))*"
    )


def _split_run(
    run: str, offset: int, heads: re.Pattern[str], connectors: re.Pattern[str], language: Language, titles: list[Span]
) -> Iterator[Found]:
    pieces = _pieces(run, connectors)
    on_heads = tuple(language.names["agency_heads_on"])
    current: tuple[int, int] | None = None
    opened: tuple[int, int] | None = (
        None  # a piece without a head that "and" may join to the next ("Immigration and Customs Office")
    )
    skipped = not_names(language.code)
    for link, start, end in pieces:
        has_head = heads.search(run, start, end) is not None
        complete = current is not None and len(run[current[0] : current[1]].split()) >= 2
        if has_head and (current is None or (complete and link in {"of the", "of", "and", "and the"})):
            if current:
                yield from _named(run, current, offset, heads, language)
            first = opened[0] if opened and link == "and" else start
            current = (_trimmed(run, first, end, skipped, heads), end)
        elif current and link in {"and", "and the"} and _ends_in_head(run[: current[1]], heads):
            yield from _named(run, current, offset, heads, language)  # "the National Crime Agency and Microsoft"
            current = None
        elif current and (link not in {"on", "against"} or run[: current[1]].endswith(on_heads)):
            current = (current[0], end)
        elif current:
            yield from _named(run, current, offset, heads, language)
            current = None
        # What holds a title names a person: "Interior Minister Sar Sokha and | National Police chief Sar Thet".
        is_titled = any(first < offset + end and offset + start < last for first, last in titles)
        opened = (start, end) if not has_head and not is_titled else None
    if current:
        yield from _named(run, current, offset, heads, language)


@cache
def not_names(code: str) -> frozenset[str]:
    """Give the words of a language that open a sentence, not a name."""
    return frozenset(own_language(code).names["not_names"])


def _ends_in_head(words: str, heads: re.Pattern[str]) -> bool:
    return any(match.end() == len(words) for match in heads.finditer(words))


def _pieces(run: str, connectors: re.Pattern[str]) -> list[tuple[str | None, int, int]]:
    pieces: list[tuple[str | None, int, int]] = []
    link, start = None, 0
    for match in connectors.finditer(run):
        pieces.append((link, start, match.start()))
        link, start = match["link"], match.end()
    pieces.append((link, start, len(run)))
    return pieces


def _trimmed(run: str, start: int, end: int, skipped: frozenset[str], heads: re.Pattern[str]) -> int:
    """Drop words before the head that only open the sentence ("The", "On Monday")."""
    for word in re.finditer(r"\S+", run[start:end]):
        lowered = word[0].lower().strip(",")
        if lowered not in skipped or heads.match(run, start + word.start()) or lowered in _KEPT:
            return start + word.start()
    return start


# Words of `not_names` that may open an agency's name all the same.
_KEPT = {
    "national", "royal", "special", "foreign", "border", "international", "republic", "government", "state", "city",
    "district", "province", "provincial", "general", "deputy", "interior", "airport", "north", "south", "east",
    "west", "economic", "justice",
}  # fmt: skip


def _named(run: str, span: tuple[int, int], offset: int, heads: re.Pattern[str], language: Language) -> Iterator[Found]:
    name = run[span[0] : span[1]].rstrip(",")
    owner = language.patterns["owner"].match(name)  # "Cambodia's Ministry of Interior" is the ministry
    if owner and len(name[owner.end() :].split()) >= 2:
        span = (span[0] + owner.end(), span[1])
        name = name[owner.end() :]
    name = _cut_after_head(name, heads)
    name = name.removesuffix("'s").removesuffix("'")  # the possessive is of the sentence
    if len(name.split()) < 2 or name.isupper() or not heads.search(name):
        return
    yield Found(offset + span[0], offset + span[0] + len(name), "named", name, rank=2)


def _cut_after_head(name: str, heads: re.Pattern[str]) -> str:
    """Cut what follows the head without a connector, a number excepted ("Police Bureau 5", "Committee U Kaung San")."""
    last = max(heads.finditer(name), key=lambda match: match.start(), default=None)
    if last is None or re.match(r" (?:of|for|on|against|and|&)", name[last.end() :]) or last.start() == 0:
        return name
    number = re.match(r" \d+", name[last.end() :])
    return name[: last.end() + (number.end() if number else 0)]
