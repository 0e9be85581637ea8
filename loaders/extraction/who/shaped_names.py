"""Names of people in scripts without capitals: what stands right beside a title and has the shape of a name.

`name_shapes` of a language's names.yaml gives regular expressions with a group `name`: `after` for a name that follows
a title, `before` for one that a title follows, `before_body` for one that a body and its title follow, `after_body` for
one that follows a title and its body. What begins with one of `not_names` is none; but behind a title names begin with
those that `may_begin` one, unless they go on as one of `after_not_names` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

from crackdown.loaders.extraction.text.lexicon import Language
from crackdown.loaders.extraction.text.mentions import Mention, longest
from crackdown.loaders.extraction.text.normalise import Normalised

_BODIES = 3  # bodies between a name and its title
_LONGEST = 80  # characters of a name before a title and of what stands between them
_LONGEST_REMIT = 14  # characters of the words that say what a title is for


def find_shaped(
    view: Normalised, language: Language, titles: list[Mention], blocked: set[int], bodies: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Give the spans beside the titles that may be names, none overlapping another.

    Agencies and countries (`bodies`) may stand between a name and its title: "강유정 청와대 대변인".
    """
    anywhere = tuple(language.names["not_names"])
    shapes = language.names["name_shapes"]
    may_begin = shapes.get("may_begin", ())
    behind = (*(word for word in anywhere if word not in may_begin), *shapes.get("after_not_names", ()))
    # Names end with what is a word of respect before others: "U Win U".
    last = {title.end: title.start for title in titles if title.type == "honorific"}
    found = []
    for first, end, is_behind in _beside(view.text, language, titles, bodies):
        start = _unblocked(view.text, first, end, blocked)
        not_names = behind if is_behind and start == first else anywhere
        if view.text[start:end].startswith(not_names):
            start = _next_name(view.text, start, end, language)
        if blocked.isdisjoint(range(start, last.get(end, end))) and not view.text[start:end].startswith(not_names):
            found.append(Mention("name", "", start, end))
    return [(mention.start, mention.end) for mention in longest(found)]


def _unblocked(text: str, start: int, end: int, blocked: set[int]) -> int:
    """Drop the first words of a name that are something else."""
    words = list(re.finditer(r"\S+", text[start:end]))
    for word, following in pairwise(words):
        if blocked.isdisjoint(range(start + word.start(), start + word.end())):
            break
        start_of_rest = start + following.start()
        if blocked.isdisjoint(range(start_of_rest, end)):
            return start_of_rest
    return start


def _next_name(text: str, start: int, end: int, language: Language) -> int:
    """Give where a name begins behind a first word that belongs to none, if the rest has a name's shape."""
    _, space, rest = text[start:end].partition(" ")
    shape = language.names["name_shapes"].get("before")
    is_name = space and shape and _compiled(rf"(?:{shape})\Z").search(f" {rest} ")
    return end - len(rest) if is_name else start


def _beside(
    text: str, language: Language, titles: Iterable[Mention], bodies: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int, bool]]:
    """Give the spans beside titles that have a name's shape, and whether each stands behind its title."""
    shapes: dict[str, str] = language.names["name_shapes"]
    before, behind = {end: start for start, end in bodies}, dict(sorted(bodies))  # behind: the longest that begin there
    for title in titles:
        may_follow = "after" in shapes and title.type in shapes.get("after_types", title.type)
        if may_follow and (match := _compiled(shapes["after"]).match(text, title.end)):
            yield *match.span("name"), True
        if "before" in shapes:
            for anchor in _anchors(text, title.start, before, language.patterns.get("remit")):
                yield from ((*span, False) for span in _ending(text, shapes["before"], anchor))
        if "after_body" in shapes:
            for anchor in _bodies_behind(text, language, title.end, behind):
                if match := _compiled(shapes["after_body"]).match(text, anchor):
                    yield *match.span("name"), True
        if "before_body" in shapes:
            starts = [title.start] if title.start in behind else []
            for anchor in [*starts, *_bodies_before(text, title.start, before)]:
                yield from ((*span, False) for span in _ending(text, shapes["before_body"], anchor))


def _ending(text: str, shape: str, anchor: int) -> Iterator[tuple[int, int]]:
    opening = max(0, anchor - _LONGEST)
    match = _compiled(rf"(?:{shape})\Z").search(text[opening:anchor])
    if match:
        yield opening + match.start("name"), opening + match.end("name")


def _anchors(text: str, start: int, bodies: dict[int, int], remit: re.Pattern[str] | None) -> Iterator[int]:
    """Give where a title begins, and where the bodies or the words for its remit that stand before it do."""
    yield start
    if remit is not None:
        opening = max(0, start - _LONGEST_REMIT)
        yield from (at for at in range(opening, start) if remit.fullmatch(text, at, start))
    yield from _bodies_before(text, start, bodies)


def _bodies_before(text: str, start: int, bodies: dict[int, int]) -> Iterator[int]:
    """Give where the bodies begin that stand right before a title, one before another."""
    for _ in range(_BODIES):
        end = start - (text[start - 1 : start] == " ")
        if end not in bodies:
            return
        start = bodies[end]
        yield start


def _bodies_behind(text: str, language: Language, end: int, bodies: dict[int, int]) -> Iterator[int]:
    """Give where the bodies and countries end that stand right behind a title, one behind another."""
    for _ in range(_BODIES):
        owned = language.patterns["country_after"].match(text, end)
        starts = (end + (text[end : end + 1] == " "), owned.end() if owned else end)
        found = next((bodies[start] for start in starts if start in bodies), None)
        if found is None:
            return
        yield (end := found)


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)
