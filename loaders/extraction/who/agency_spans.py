"""Stretches that name agencies and cross each other: where one ends and the next begins."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace

from crackdown.loaders.extraction.text.lexicon import Language
from crackdown.loaders.extraction.text.mentions import Mention
from crackdown.loaders.extraction.text.normalise import Normalised
from crackdown.loaders.extraction.who.agency_patterns import Found, has_head


def known_bodies(mentions: Iterable[Mention]) -> list[Found]:
    """Give the bodies that the gazetteer has."""
    return [Found(m.start, m.end, "known", m.value, rank=0, acronym=m.data["acronym"]) for m in mentions]


def without_crossed(found: Iterable[Found], stronger: Iterable[Found]) -> list[Found]:
    """Drop what crosses the border of a stronger stretch: "Force and the Malaysian | Communications" of a regulator."""
    others = sorted((other.start, other.end) for other in stronger)
    longest = max((end - start for start, end in others), default=0)

    def is_crossed(one: Found) -> bool:
        first, last = bisect_left(others, (one.start - longest, 0)), bisect_left(others, (one.end, 0))
        return any(_crosses(one.start, one.end, *other) for other in others[first:last])

    return [one for one in found if not is_crossed(one)]


def without_outgrown(services: Iterable[Found], named: Iterable[Found]) -> list[Found]:
    """Drop a service whose noun is the beginning of a body's own name: "ラオス|公安" of "公安省"."""
    starts = sorted((other.start, other.end) for other in named)

    def is_outgrown(one: Found) -> bool:
        first, last = bisect_left(starts, (one.start + 1, 0)), bisect_left(starts, (one.end, 0))
        return any(one.end < end for _, end in starts[first:last])

    return [one for one in services if not is_outgrown(one)]


def without_joined(
    view: Normalised, language: Language, found: Iterable[Found], known: Iterable[Found]
) -> Iterator[Found]:
    """Cut off known bodies that "and" joins to a name, drop names of which a noun is left: "polis | och Europol"."""
    ends = {one.end: one.start for one in known}
    for one in found:
        start = ends.get(one.end, one.start)
        joints = language.patterns["joined_names"].finditer(view.text, one.start, start)
        end = next((joint.start() for joint in joints if joint[0].strip() and joint.end() == start), one.end)
        if end == one.end:
            yield one
        elif " " in view.text[one.start : end] or view.text[one.start].isupper():
            yield replace(one, end=end, name=view.text[one.start : end])


def by_edges(found: Iterable[Found]) -> tuple[dict[int, list[Found]], dict[int, list[Found]]]:
    """Give stretches by where they begin, and by where they end."""
    by_start: dict[int, list[Found]] = {}
    by_end: dict[int, list[Found]] = {}
    for one in found:
        by_start.setdefault(one.start, []).append(one)
        by_end.setdefault(one.end, []).append(one)
    return by_start, by_end


def parted(view: Normalised, language: Language, found: Found, inner: list[Found]) -> Iterator[Found]:
    """Part a name from what a known body or a service at its beginning does not need.

    That is a place ("of Tokyo") or a body of its own ("Nigeria Police Force | National Cybercrime Centre"). What owns
    it may stand at its end. `inner` holds the known bodies and the services that begin or end where the name does.
    """
    if (owner := _owner_behind(language, found, inner)) is not None:
        own = without_link(re.sub(r"\W+\w?\W*$", "", view.text[found.start : owner.start]), language)
        if " " in own:
            yield replace(found, end=found.start + len(own), name=own)
        return
    if _ends_known(language, found, inner):
        return
    for one in inner:
        if one.start != found.start or one.end >= found.end:
            continue
        rest = view.text[one.end : found.end]
        joint = language.patterns["joined_names"].match(rest)
        if joint and joint.end() and _is_other(view.text[one.start : one.end], rest[joint.end() :], language):
            yield one
            return
        if language.patterns["at_place"].fullmatch(rest):
            yield one
            return
        if one.source == "known" and re.match(r" [A-Z]", rest) and has_head(rest[1:], language):
            yield one
            yield replace(found, start=one.end + 1, name=rest[1:])
            return
    yield found


def without_link(form: str, language: Language) -> str:
    """Cut off what leads over to the owner of a body: "Генералният комисариат | на", "المديرية | التابعة"."""
    form = form.strip(" ,;:")
    for word in language.names.get("compound_agencies", {}).get("not_last", ()):
        form = form.removesuffix(f" {word}")
    return form


def _is_other(body: str, rest: str, language: Language) -> bool:
    """Tell whether what "and" joins to a body is no part of its name: that ends in a head, or the rest has its own."""
    if language.spaceless:
        return any(head in rest for head in language.names["compound_agencies"]["heads"])
    heads = {head.lower() for head in language.names.get("agency_heads", ())}
    words = re.findall(r"\w+", rest)
    return body.rsplit(maxsplit=1)[-1].lower() in heads or any(len(word) > 2 and word.isupper() for word in words)


def _owner_behind(language: Language, found: Found, inner: list[Found]) -> Found | None:
    """Give the body that ends a name where a name's head comes first: "отдел … | полиции Монголии"."""
    if language.spaceless or language.names.get("compound_agencies", {}).get("order") != "first":
        return None
    return next((one for one in inner if one.start > found.start and one.end == found.end), None)


def _ends_known(language: Language, found: Found, inner: list[Found]) -> bool:
    """Tell whether a known body ends a name where a name's head comes last: "Dün | Emniyet Genel Müdürlüğü"."""
    if language.spaceless or language.names.get("compound_agencies", {}).get("order") != "last":
        return False
    return any(one.source == "known" and one.start > found.start and one.end == found.end for one in inner)


def _crosses(start: int, end: int, other_start: int, other_end: int) -> bool:
    return start < other_start < end < other_end or other_start < start < other_end < end
