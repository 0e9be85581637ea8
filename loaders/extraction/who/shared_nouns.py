"""Bodies that share a noun: "the embassies of Ethiopia and Ghana", "Chinese and Thai police", "Saitama and Mie police".

Of three forces and more texts tell in passing, at meetings or as those whom they work with: see `find_services`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from crackdown.loaders.extraction.text.mentions import Mention
from crackdown.loaders.extraction.text.spans import Span

_POSSESSIVE = re.compile(r"['\u2019]")  # "the embassy of China and Thailand's police"
_WORD = re.compile(r"[^\s,;\u060c]")  # that lists, besides a comma
_MOST = 6  # that share a noun


def sharing(
    text: str, joint: re.Pattern[str], whole: Span, named: Span, mentions: list[Mention]
) -> Iterator[tuple[Mention, Span]]:
    """Yield what is listed with the country or place in a body's name, and the span that both and the noun take.

    Args:
        text: the normalised text.
        joint: what may stand between two that are listed.
        whole: the body's name.
        named: the country or place in it; what is listed with it stands on the side on which the name ends with it.
        mentions: the countries and places that may be listed, in the order of the text.
    """
    at = bisect_left(mentions, named[0], key=lambda mention: mention.start)
    own = mentions[at] if at < len(mentions) and mentions[at].start == named[0] else None
    if own is None:
        return
    if named[1] == whole[1]:
        listed = list(_behind(text, joint, own, mentions[at + 1 : at + 1 + _MOST]))
        yield from ((other, (whole[0], other.end)) for other in listed)
    elif named[0] == whole[0]:
        listed = list(_ahead(text, joint, own, mentions[max(0, at - _MOST) : at]))
        yield from ((other, (other.start, whole[1])) for other in listed)


def _behind(text: str, joint: re.Pattern[str], own: Mention, following: list[Mention]) -> Iterator[Mention]:
    chain, last = list[Mention](), own
    for other in following:
        is_owner = _POSSESSIVE.match(text, other.end)
        if is_owner or not _alike(own, other) or not joint.fullmatch(text, last.end, other.start):
            break
        chain.append(other)
        last = other
    pairs = zip([own, *chain], chain, strict=False)
    if any(_WORD.search(text, one.end, other.start) or other.data.get("and") for one, other in pairs):
        yield from chain


def _ahead(text: str, joint: re.Pattern[str], own: Mention, preceding: list[Mention]) -> Iterator[Mention]:
    chain, first = list[Mention](), own
    for other in reversed(preceding):
        if not _alike(own, other) or not joint.fullmatch(text, other.end, first.start):
            break
        chain.append(other)
        first = other
    if any(_WORD.search(text, other.end, one.start) for one, other in zip([own, *chain], chain, strict=False)):
        yield from chain


def _alike(one: Mention, other: Mention) -> bool:
    """Tell whether both are countries or places, and names or adjectives: no "embassy of China and Thai …"."""
    return one.type == other.type and bool(one.data.get("demonym")) == bool(other.data.get("demonym"))
