"""What looks like a name and is the unit of a role: "Kapolres | Metro | Tangerang Kombes Zain Dwi Nugroho".

Between a role and whoever holds it stands what the role is for, in capitals as names are. It is told by what follows:
a rank or a word of respect, and then a name. Some languages set a unit off by a comma (`units_behind_roles` in
names.yaml); two officials of a list they join by "and".
"""

from __future__ import annotations

from collections.abc import Iterable

from crackdown.loaders.extraction.text.mentions import Mention
from crackdown.loaders.extraction.text.spans import Span

_LOCAL = "Police Chief"  # in roles whose unit may be followed by a bare name: "Ketua Polis Wangsa Maju, Lazim Ismail,"


def units_among(
    names: list[Span], titles: list[Mention], entities: Iterable[Span], text: str, *, behind_commas: bool
) -> list[Span]:
    """Give those of what may be names that are units.

    Args:
        names: the spans that may be names.
        titles: of the text, none overlapping another.
        entities: bodies, countries and places, which may stand between a unit and the title that follows.
        text: where they stand.
        behind_commas: a comma may stand there too.
    """
    roles = {title.end: title for title in titles if title.type == "role"}
    beside = {title.start: title for title in titles if title.type in {"rank", "honorific"}}
    ends, begins = dict(sorted(entities)), {start for start, _ in names}
    found = []
    for name in names:
        role, end = roles.get(name[0] - 1), name[1]
        if role is None:
            continue
        while end + 1 in ends:
            end = ends[end + 1]
        has_comma = behind_commas and text.startswith(", ", end)
        following, told = end + 1 + has_comma, set()
        while following in beside:
            told.add(beside[following].type)
            following = beside[following].end + 1
        is_told = "rank" in told or (has_comma and (bool(told) or _LOCAL in role.value))
        if is_told and following in begins:
            found.append(name)
    return found
