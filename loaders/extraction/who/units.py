"""What looks like a name and is the unit of a role: "Kapolres | Metro | Tangerang Kombes Zain Dwi Nugroho".

Between a role and whoever holds it stands what the role is for, in capitals as names are. It is told by what follows:
a rank or a word of respect and then a name. Where a language sets such a unit off by a comma (`units_behind_roles` in
names.yaml), two officials of a list are taken for one another's seldom enough: they are joined by "and".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from crackdown.loaders.extraction.text.mentions import Mention
from crackdown.loaders.extraction.text.spans import Span, Spans

_LOCAL = "Police Chief"  # in roles whose unit may be followed by a bare name: "Ketua Polis Wangsa Maju, Lazim Ismail,"


def units_among(
    names: list[Span], titles: list[Mention], entities: Iterable[Span], text: str, *, behind_commas: bool
) -> list[Span]:
    """Give those of what may be names that are units.

    Args:
        names: the spans that may be names, in the order of the text.
        titles: of the text, in its order, none overlapping another.
        entities: bodies, countries and places, which may stand between a unit and the title that follows.
        text: where they stand.
        behind_commas: a comma may stand there too.
    """
    roles = {title.end: title for title in titles if title.type == "role"}
    begins, ends = [title.start for title in titles], dict(sorted(entities))
    starts = Spans(names)
    found = []
    for start, end in names:
        role = roles.get(start - 1)
        if role is None:
            continue
        stop = end
        while stop + 1 in ends:
            stop = ends[stop + 1]
        has_comma = behind_commas and text.startswith(", ", stop)
        following = stop + 2 if has_comma else stop + 1
        at = bisect_left(begins, following)
        first = at
        while at < len(titles) and titles[at].start == following and titles[at].type in {"rank", "honorific"}:
            following = titles[at].end + 1
            at += 1
        is_bare = has_comma and _LOCAL in role.value
        if starts.next_start(following - 1) == following and (
            is_bare or any(title.type == "rank" or has_comma for title in titles[first:at])
        ):
            found.append((start, end))
    return found
